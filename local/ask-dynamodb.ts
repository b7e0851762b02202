import type { Prepared } from "./gateways";

/**
 * Asks the embedded DynamoDB as a function of the program does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 *
 * @throws {Error} with DynamoDB's own error
 */
export async function askDynamoDb(
  { cloud, ports }: Pick<Prepared, "cloud" | "ports">,
  operation: string,
  request: object,
): Promise<unknown> {
  if (ports.dynamoDb === undefined) throw new Error("The program has neither a function nor a table: DynamoDB is not run");
  const response = await fetch(ports.dynamoDb, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${operation}`,
      "X-Amz-Date": "20120810T000000Z",
      Authorization: `AWS4-HMAC-SHA256 Credential=${ports.accessKeyId}/20120810/${cloud.region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${operation}: ${text}`);
  return JSON.parse(text);
}
