import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

export async function handler({ pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ pet: pathParameters?.["id"] }) };
}
