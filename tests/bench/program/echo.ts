/** Gives back what it got: a proxy's event in a response, a mapped one as it is. `wait`, in milliseconds, makes it slow. */
export async function handler(event: Readonly<Record<string, unknown>>): Promise<unknown> {
  const query = event["queryStringParameters"];
  const wait = typeof query === "object" && query !== null && "wait" in query ? Number(query.wait) : 0;
  if (wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
  return "httpMethod" in event ? { statusCode: 200, body: JSON.stringify({ path: event["path"] }) } : event;
}
