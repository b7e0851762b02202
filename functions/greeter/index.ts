import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** A card of one pixel, as PNG. */
const CARD = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/**
 * Greets whoever the query, a header or the body names; `event`, `card.png` and `malformed` show what a proxy integration sees, sends and
 * refuses.
 */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult | { readonly greeting: string }> {
  switch (event.pathParameters?.["proxy"]) {
    case "event":
      return { statusCode: 200, body: JSON.stringify(event) };
    case "card.png":
      return { statusCode: 200, headers: { "Content-Type": "image/png" }, body: CARD, isBase64Encoded: true };
    case "malformed":
      return { greeting: "An answer without statusCode and body is no answer of a proxy integration" };
    default:
      return greet(event);
  }
}

function greet(event: APIGatewayProxyEvent): APIGatewayProxyResult {
  const body = greeterOfBody(event.body);
  if (body === "invalid") return text(400, 'The body must be a JSON object, for example {"greeter": "jane"}');
  const names = event.multiValueHeaders["greeter"];
  const greeter = event.queryStringParameters?.["greeter"] || (names && [...new Set(names)].join(" and ")) || body?.greeter || "World";
  return text(200, `Hello, ${greeter}!`);
}

function greeterOfBody(body: string | null): { readonly greeter?: string } | "invalid" | undefined {
  if (!body) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== "object" || parsed === null) return "invalid";
    return "greeter" in parsed && typeof parsed.greeter === "string" ? { greeter: parsed.greeter } : {};
  } catch {
    return "invalid";
  }
}

function text(statusCode: number, body: string): APIGatewayProxyResult {
  return { statusCode, headers: { "Content-Type": "text/plain" }, body };
}
