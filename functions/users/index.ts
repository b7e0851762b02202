import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";

/** An error that the caller is to see. */
class UserError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const USERS: ReadonlyMap<string, { readonly name: string }> = new Map([
  ["1", { name: "Jane" }],
  ["2", { name: "Bob" }],
]);

/** Answers errors of the caller in its own form, and lets its own defects through: API Gateway answers those with 502. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  try {
    return answer(event);
  } catch (error) {
    if (error instanceof UserError) return formatted(error);
    throw error;
  }
}

function answer({ resource, httpMethod, pathParameters }: APIGatewayProxyEvent): APIGatewayProxyResult {
  switch (resource) {
    case "/":
      return {
        statusCode: 200,
        headers: { "Content-Type": "application/json" },
        multiValueHeaders: { "X-Custom-Header": ["My value", "My other value"] },
        body: JSON.stringify({ TotalCodeSize: 104330022, FunctionCount: 26 }, undefined, 2),
      };
    case "/user":
      return json({ method: httpMethod, users: [...USERS.keys()] });
    default:
      return json(userOf(pathParameters?.["id"] ?? ""));
  }
}

function userOf(id: string): { readonly id: string; readonly name: string } {
  if (id === "broken") throw new Error("This user's record is broken");
  const user = USERS.get(id);
  if (!user) throw new UserError(404, "UserNotFound", `There is no user ${id}`);
  return { id, ...user };
}

function json(value: unknown): APIGatewayProxyResult {
  return { statusCode: 200, body: JSON.stringify(value) };
}

function formatted({ statusCode, code, message }: UserError): APIGatewayProxyResult {
  return { statusCode, headers: { "Content-Type": "text/plain", "x-amzn-ErrorType": code }, body: `${code}: ${message}` };
}
