/** Asks the local server. */

/** @throws Error with what the server says */
export function getJson<T>(path: string): Promise<T> {
  return ask(path, {});
}

/** @throws Error with what the server says */
export function postJson<T>(path: string, body: string): Promise<T> {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/_inspector/${path}`, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? `the server answered ${response.status}`);
  return answer;
}
