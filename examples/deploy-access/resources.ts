import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const { accountId } = aws.getCallerIdentityOutput();
const { region } = aws.getRegionOutput();

/**
 * What the five example APIs are made of. Pulumi ends each resource's name in random letters, so a name cannot be told here:
 * the rights are for whatever of a kind is in this account and region, and a role that may make roles can in the end do whatever they can.
 * Give each stack an account of its own.
 */
export const changesResources = [
  {
    Effect: "Allow",
    Action: ["DELETE", "GET", "PATCH", "POST", "PUT"].map((method) => `apigateway:${method}`),
    Resource: ["restapis", "restapis/*", "tags/*"].map((path) => pulumi.interpolate`arn:aws:apigateway:${region}::/${path}`),
  },
  {
    Effect: "Allow",
    Action: [
      "AddPermission",
      "CreateFunction",
      "DeleteFunction",
      "GetFunction",
      "GetFunctionCodeSigningConfig",
      "GetPolicy",
      "ListTags",
      "ListVersionsByFunction",
      "RemovePermission",
      "TagResource",
      "UntagResource",
      "UpdateFunctionCode",
      "UpdateFunctionConfiguration",
    ].map((action) => `lambda:${action}`),
    Resource: pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:*`,
  },
  {
    Effect: "Allow",
    Action: [
      "CreateRole",
      "DeleteRole",
      "DeleteRolePolicy",
      "GetRole",
      "GetRolePolicy",
      "ListAttachedRolePolicies",
      "ListInstanceProfilesForRole",
      "ListRolePolicies",
      "PutRolePolicy",
      "TagRole",
      "UntagRole",
      "UpdateAssumeRolePolicy",
      "UpdateRole",
    ].map((action) => `iam:${action}`),
    Resource: pulumi.interpolate`arn:aws:iam::${accountId}:role/*`,
  },
  {
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: pulumi.interpolate`arn:aws:iam::${accountId}:role/*`,
    Condition: { StringEquals: { "iam:PassedToService": ["apigateway.amazonaws.com", "lambda.amazonaws.com"] } },
  },
  {
    Effect: "Allow",
    Action: ["CreateLogGroup", "DeleteLogGroup", "DeleteRetentionPolicy", "ListTagsForResource", "PutRetentionPolicy", "TagResource", "UntagResource"].map(
      (action) => `logs:${action}`,
    ),
    Resource: pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/*`,
  },
  // Log groups are found by listing them, which is a right on all of them.
  { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:*` },
  {
    Effect: "Allow",
    Action: [
      "CreateTable",
      "DeleteTable",
      "DescribeContinuousBackups",
      "DescribeTable",
      "DescribeTimeToLive",
      "ListTagsOfResource",
      "TagResource",
      "UntagResource",
      "UpdateTable",
    ].map((action) => `dynamodb:${action}`),
    Resource: pulumi.interpolate`arn:aws:dynamodb:${region}:${accountId}:table/lambda-apigateway`,
  },
];
