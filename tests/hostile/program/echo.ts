/** Gives back what it got: a proxy's event in a response, a mapped one as it is. */
export async function handler(event: Readonly<Record<string, unknown>>): Promise<unknown> {
  return "httpMethod" in event ? { statusCode: 200, body: JSON.stringify({ path: event["path"] }) } : event;
}
