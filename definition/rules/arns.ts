/** ARNs, where they are known before deployment. */
import { type Arn, arnParts } from "../arns";
import { isLateValue } from "../late-values";
import type { DefinitionPath, Refusal } from "./refusal";

/** Reported: the answer to an integration's uri or credentials that are no ARN. */
export const INVALID_ARN = "Invalid ARN specified in the request";

const PARTITION = /^(?:aws(?:-[a-z]+)*|\$\{AWS\.Partition\})$/;

/** The parts of an ARN; undefined where the text is none. */
export function parseArn(text: string): Arn | undefined {
  const arn = arnParts(withoutColons(text));
  const { partition, service, region, resource } = arn;
  if (!text.startsWith("arn:") || !PARTITION.test(partition) || service === "" || resource === "") return undefined;
  return isPartitionOf(region, partition) ? arn : undefined;
}

/** A role that API Gateway is to assume. */
export function* checkRole(path: DefinitionPath, role: string, accountId: string | undefined): Iterable<Refusal> {
  if (isLateValue(role) || role.includes("${")) return;
  const arn = parseArn(role);
  if (arn?.service !== "iam" || !arn.resource.startsWith("role/"))
    yield { path, message: `is ${JSON.stringify(role)}. Give the ARN of a role, arn:aws:iam::<account>:role/<name>.`, aws: INVALID_ARN };
  else if (accountId !== undefined && arn.account !== accountId)
    yield {
      path,
      message: `is a role of account ${arn.account}. API Gateway assumes roles of the API's own account, ${accountId}.`,
      // PutIntegration, as an emulator's tests have it.
      aws: "Cross-account pass role is not allowed.",
    };
}

/**
 * The text with the colons taken out of `${AWS::Region}` and its like, which an import resolves: developer guide, "AWS variables for
 * OpenAPI import".
 */
export function withoutColons(text: string): string {
  return text.replace(/\$\{AWS::(\w+)\}/g, "${AWS.$1}");
}

// AWS General Reference, "Amazon Resource Names": the partitions and their regions.
function isPartitionOf(region: string, partition: string): boolean {
  if (partition.startsWith("$") || !/^[a-z]{2}-[a-z]+-/.test(region)) return true;
  if (region.startsWith("cn-")) return partition === "aws-cn";
  if (region.startsWith("us-gov-")) return partition === "aws-us-gov";
  return partition !== "aws-cn" && partition !== "aws-us-gov";
}
