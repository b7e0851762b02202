import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

const PETS = [
  { name: "Rex", kind: "dog" },
  { name: "Tom", kind: "cat" },
];

export async function handler({
  httpMethod,
  resource,
  pathParameters,
  queryStringParameters,
}: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  if (httpMethod === "POST") return { statusCode: 201, body: "" };
  if (resource === "/pets") return json(PETS.filter(({ kind }) => kind === queryStringParameters?.["kind"]));
  return json(PETS.find(({ name }) => name === pathParameters?.["id"]) ?? null);
}

function json(value: unknown): APIGatewayProxyResult {
  return { statusCode: value === null ? 404 : 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
