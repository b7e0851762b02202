import type { JsonObject } from "../../definition/index";

function allow(...actions: readonly string[]): JsonObject {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] };
}

/**
 * What AWS's own policies allow of that which matters to API Gateway, by what follows `:policy/` in their ARN.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const MANAGED_POLICIES: ReadonlyMap<string, JsonObject> = new Map([
  ["AdministratorAccess", allow("*")],
  ["AmazonAPIGatewayInvokeFullAccess", allow("execute-api:Invoke", "execute-api:ManageConnections")],
  ["AmazonDynamoDBFullAccess", allow("dynamodb:*")],
  ["AmazonDynamoDBFullAccess_v2", allow("dynamodb:*")],
  [
    "AmazonDynamoDBReadOnlyAccess",
    allow("dynamodb:BatchGetItem", "dynamodb:Describe*", "dynamodb:Get*", "dynamodb:List*", "dynamodb:Query", "dynamodb:Scan"),
  ],
  ["AmazonSSMFullAccess", allow("ssm:*")],
  ["AmazonSSMReadOnlyAccess", allow("ssm:Describe*", "ssm:Get*", "ssm:List*")],
  ["AmazonS3FullAccess", allow("s3:*", "s3-object-lambda:*")],
  ["AmazonS3ReadOnlyAccess", allow("s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*")],
  ["AWSLambda_FullAccess", allow("lambda:*")],
  ["AWSXRayDaemonWriteAccess", allow("xray:PutTelemetryRecords", "xray:PutTraceSegments")],
  ["PowerUserAccess", allow("*")],
  [
    "AWSLambdaInvocation-DynamoDB",
    allow("lambda:InvokeFunction", "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"),
  ],
  ["AWSLambda_ReadOnlyAccess", allow("lambda:Get*", "lambda:List*")],
  ["SecretsManagerReadWrite", allow("secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys")],
  ["service-role/AmazonAPIGatewayPushToCloudWatchLogs", allow("logs:*")],
  ["service-role/AWSLambdaBasicExecutionRole", allow("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")],
  [
    "service-role/AWSLambdaDynamoDBExecutionRole",
    allow("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams", "logs:*"),
  ],
  ["service-role/AWSLambdaRole", allow("lambda:InvokeFunction")],
  ["service-role/AWSLambdaVPCAccessExecutionRole", allow("logs:*", "ec2:*NetworkInterface*")],
]);
