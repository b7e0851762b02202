import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const { accountId } = aws.getCallerIdentityOutput();
const { region } = aws.getRegionOutput();

interface Statement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: object;
}

/**
 * The most that a role of the stack's APIs may be allowed, whatever its own policies say: what functions do with their log group and the
 * example table, and what API Gateway does with functions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryOf(stack: string): aws.iam.Policy {
  return new aws.iam.Policy(`${stack}-boundary`, {
    description: `The most that a role of the stack ${stack} may be allowed`,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: LOG_GROUPS },
        {
          Effect: "Allow",
          Action: ["DeleteItem", "GetItem", "PutItem", "Scan", "UpdateItem"].map((action) => `dynamodb:${action}`),
          Resource: exampleTable(stack),
        },
        { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: FUNCTIONS },
      ],
    }),
  });
}

// Pulumi ends each resource's name in random letters, so that a name cannot be told here: these are whatever of a kind is in this account
// and region.
const FUNCTIONS = pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:*`;
const LOG_GROUPS = pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:*`;
/** The table that the stack's configuration names. */
const exampleTable = (stack: string) =>
  pulumi.interpolate`arn:aws:dynamodb:${region}:${accountId}:table/lambda-apigateway${stack === "dev" ? "" : `-${stack}`}`;

/**
 * What the five example APIs are made of. Functions and APIs have names that nobody knows before, so that the rights are for all of the
 * account and region: give each stack an account of its own.
 * Roles are below the stack's path and within its boundary.
 */
export function changesResources(stack: string, boundary: pulumi.Output<string>): readonly Statement[] {
  const roles = pulumi.interpolate`arn:aws:iam::${accountId}:role/${stack}/*`;
  return [
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
      Resource: FUNCTIONS,
    },
    {
      Effect: "Allow",
      Action: ["GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies"].map(
        (action) => `iam:${action}`,
      ),
      Resource: roles,
    },
    {
      Effect: "Allow",
      Action: ["DeleteRole", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole"].map((action) => `iam:${action}`),
      Resource: roles,
    },
    // Without the boundary there is no role, and no policy of one; nothing lets it be taken away again.
    {
      Effect: "Allow",
      Action: ["CreateRole", "DeleteRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"].map((action) => `iam:${action}`),
      Resource: roles,
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } },
    },
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: roles,
      Condition: { StringEquals: { "iam:PassedToService": ["apigateway.amazonaws.com", "lambda.amazonaws.com"] } },
    },
    {
      Effect: "Allow",
      Action: [
        "CreateLogGroup",
        "DeleteLogGroup",
        "DeleteRetentionPolicy",
        "ListTagsForResource",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ].map((action) => `logs:${action}`),
      Resource: LOG_GROUPS,
    },
    { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: LOG_GROUPS },
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
      Resource: exampleTable(stack),
    },
  ];
}

/** Of all that, what only looks: a preview with `--refresh` asks AWS how the resources are. */
export function readsResources(stack: string, boundary: pulumi.Output<string>): readonly Statement[] {
  return changesResources(stack, boundary).flatMap((statement) => {
    const looks = [statement.Action].flat().filter((action) => /:(?:GET$|Describe|Get|List)/.test(action));
    return looks.length === 0 ? [] : [{ ...statement, Action: looks }];
  });
}
