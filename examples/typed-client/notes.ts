import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

const TEXTS: ReadonlyMap<string, string> = new Map([["1", "Water the plants"]]);

export async function handler({ httpMethod, body, pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  // The body meets the model NewNote: API Gateway has seen to it.
  if (httpMethod === "POST") return json(201, { id: "2", text: JSON.parse(body ?? "").text });
  const id = pathParameters?.["id"] ?? "";
  const text = TEXTS.get(id);
  return text === undefined ? json(404, { message: `There is no note ${id}` }) : json(200, { id, text });
}

function json(statusCode: number, value: object): APIGatewayProxyResult {
  return { statusCode, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
