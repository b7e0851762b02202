import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

export async function handler({ httpMethod, pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const id = pathParameters?.id;
  if (httpMethod === "PUT") return { statusCode: 204, body: "" };
  return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id, name: `Product ${id}` }) };
}
