import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

const client = DynamoDBDocumentClient.from(new DynamoDBClient());

export async function handler({ pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { Item } = await client.send(new GetCommand({ TableName: process.env["TABLE"], Key: { id: pathParameters?.id } }));
  if (Item === undefined) return { statusCode: 404, body: JSON.stringify({ message: "No such order" }) };
  return { statusCode: 200, body: JSON.stringify(Item) };
}
