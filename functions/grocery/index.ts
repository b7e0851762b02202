import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** What a request does to the shelf that its path names. */
const ACTIONS: Readonly<Record<string, string>> = { GET: "read", PUT: "update", POST: "count" };

export async function handler({ httpMethod, resource, pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const item = pathParameters?.["proxy"] ?? "";
  return { statusCode: 200, body: JSON.stringify({ action: ACTIONS[httpMethod], resource, item }) };
}
