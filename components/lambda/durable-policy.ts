import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../iam/policy-document";
import { type Transform, transformed } from "../transform";

/**
 * What lets a durable function keep its progress and go on from it. Its executions' ARNs continue that of the version, so that the wildcard
 * stands for versions and executions alone: https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
 */
export function durablePolicy(
  name: string,
  fn: aws.lambda.Function,
  role: aws.iam.Role,
  transform: Transform<aws.iam.RolePolicyArgs> | undefined,
  opts: pulumi.CustomResourceOptions,
): aws.iam.RolePolicy {
  const policy = pulumi.interpolate`${fn.arn}:*`.apply((executions) =>
    policyDocument([{ actions: ["lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"], resources: [executions] }]),
  );
  return new aws.iam.RolePolicy(...transformed(transform, `${name}-durable`, { role: role.name, policy }, opts));
}
