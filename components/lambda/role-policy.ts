import * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, policyDocument } from "../iam/policy-document";
import type { LambdaFunctionArgs } from "./arguments";
import { destinationStatements } from "./destinations";

/** The policy of a function's role: what it needs to run as it is configured, what `policy` says, and nothing else. */
export function rolePolicyOf(args: LambdaFunctionArgs<string>, logGroupArn: pulumi.Input<string>): pulumi.Output<string> {
  const { onFailure, onSuccess, deadLetterTarget } = args.asynchronous ?? {};
  return pulumi
    .all([
      logGroupArn,
      args.policy ?? [],
      args.kmsKeyArn,
      [onFailure, onSuccess, deadLetterTarget],
      Object.values(args.secrets ?? {}),
      Object.values(args.parameters ?? {}),
    ])
    .apply(([logGroup, statements, kmsKey, destinations, secrets, parameters]) =>
      policyDocument([
        ownLog(logGroup),
        ...(args.tracing === true ? [X_RAY] : []),
        ...(args.vpc === undefined ? [] : [NETWORK_INTERFACES]),
        ...(kmsKey === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [kmsKey] }]),
        ...(secrets.length === 0 ? [] : [{ actions: ["secretsmanager:GetSecretValue"], resources: secrets }]),
        ...(parameters.length === 0 ? [] : [{ actions: ["ssm:GetParameter"], resources: parameters }]),
        ...destinationStatements(destinations.filter((destination) => destination !== undefined)),
        ...statements,
      ]),
    );
}

// The group's log streams are named by Lambda as it goes, so the wildcard stands for their names alone.
function ownLog(logGroupArn: string): PolicyStatement {
  return { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] };
}

// X-Ray's actions have no resource types: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const X_RAY: PolicyStatement = { actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], resources: ["*"] };

/**
 * Lambda makes the function's network interfaces with the function's role, and asks for all resources: those of EC2 that describe have no
 * resource types, and an interface has no id before it is there (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html,
 * "Required IAM permissions"). The condition keeps these actions from the function's own code, whose calls alone have that key.
 */
const NETWORK_INTERFACES: PolicyStatement = {
  actions: [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ],
  resources: ["*"],
  condition: { Null: { "lambda:SourceFunctionArn": "true" } },
};
