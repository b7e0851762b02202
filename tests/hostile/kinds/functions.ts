import { deeds } from "../program/hostile";
import type { Outcome, Target } from "../target";

/** Functions that end, hang, lie and litter: their callers get an error of API Gateway's, and nobody else notices. */
export async function functions(target: Target): Promise<Outcome> {
  const faults: string[] = [];
  for (const what of deeds) {
    const answer = await target
      .ask("GET", `/target/dev/hostile?what=${what}`)
      .catch((error: Error) => ({ status: 0, text: error.message }));
    if (![200, 502, 504].includes(answer.status)) faults.push(`${what}: ${answer.status} ${answer.text.slice(0, 100)}`);
    if (!(await target.isWell())) faults.push(`${what}: others are not answered any more`);
  }
  const log = target.started.stderr().split("\n");
  faults.push(
    ...log
      .filter((line) => /^(?:error: |GET )/.test(line) || line.includes("\u001b"))
      .map((line) => `a forged line: ${JSON.stringify(line).slice(0, 120)}`),
  );
  return { kind: "functions", tried: deeds.length, faults };
}
