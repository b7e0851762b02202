import { statementIdBytes } from "./statement-id";
import type { FunctionPolicy } from "./types";

// Where the API will be is known only at deployment, so the longest that AWS has now is assumed: of partitions aws-us-gov, of regions
// ap-southeast-1.
const LONGEST_PLACE = "aws-us-gov:execute-api:ap-southeast-1:123456789012:";
const API_ID = "a1b2c3d4e5";
const LONGEST_FUNCTION_ARN = `arn:aws-us-gov:lambda:ap-southeast-1:123456789012:function:${"n".repeat(64)}`.length;

/** Bytes of one statement as Lambda stores it, and of the comma after it. */
export function statementBytes(source: string, { arnBytes = LONGEST_FUNCTION_ARN }: FunctionPolicy = {}): number {
  return FIXED_BYTES + statementIdBytes(source) + arnBytes + source.length;
}

/** Bytes of a policy without any statement. */
export const EMPTY_POLICY_BYTES = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [] }).length;

// The form in which GetPolicy gives what AddPermission made. No aws:SourceAccount: the source ARN names the account already.
const FIXED_BYTES = JSON.stringify({
  // The component puts the API's id before it, so that a replaced API, or another stack's, never asks for a taken id.
  Sid: `${API_ID}-`,
  Effect: "Allow",
  Principal: { Service: "apigateway.amazonaws.com" },
  Action: "lambda:InvokeFunction",
  Resource: "",
  Condition: { ArnLike: { "AWS:SourceArn": `arn:${LONGEST_PLACE}${API_ID}/` } },
}).concat(",").length;
