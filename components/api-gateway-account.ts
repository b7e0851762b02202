import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, trustPolicy } from "./iam/policy-document";
import { refuse } from "./rules/refusal";
import { shapeProblems } from "./shape/check";
import { native, objectOf, shapeOf } from "./shape/property";
import { type Transform, transformed } from "./transform";

/** What `ApiGatewayAccount` takes. */
export interface ApiGatewayAccountArgs {
  /** The last word on each child's arguments and options. */
  readonly transform?: {
    /** The role by which logs are written. */
    readonly role?: Transform<aws.iam.RoleArgs>;
    /** What the role may do. */
    readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
    /** The account's setting. */
    readonly account?: Transform<aws.apigateway.AccountArgs>;
  };
}

/**
 * The role by which API Gateway writes logs, one for all APIs of an account and region:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 *
 * It takes the place of the role that the account has, if it has one; `aws apigateway get-account` tells. No other component makes it. When
 * the stack goes, it stays, because other stacks' APIs write their logs by it.
 */
export class ApiGatewayAccount extends pulumi.ComponentResource {
  /** The role by which logs are written. */
  readonly role: aws.iam.Role;
  /** What the role may do. */
  readonly rolePolicy: aws.iam.RolePolicy;
  /** The account's setting. */
  readonly account: aws.apigateway.Account;

  /** Throws `pulumi.ResourceError` if there is a member that is none. */
  constructor(name: string, args: ApiGatewayAccountArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:ApiGatewayAccount", name, {}, opts);
    refuse(shapeProblems(args, API_GATEWAY_ACCOUNT_ARGS), `ApiGatewayAccount "${name}"`, this);
    const { transform = {} } = args;
    const kept = { parent: this, retainOnDelete: true };

    this.role = new aws.iam.Role(...transformed(transform.role, name, { assumeRolePolicy: trustPolicy("apigateway.amazonaws.com") }, kept));

    this.rolePolicy = new aws.iam.RolePolicy(
      ...transformed(transform.rolePolicy, name, { role: this.role.name, policy: policyDocument([WRITE_LOGS]) }, kept),
    );

    // API Gateway tries the role before it takes it.
    this.account = new aws.apigateway.Account(
      ...transformed(transform.account, name, { cloudwatchRoleArn: this.role.arn }, { ...kept, dependsOn: [this.rolePolicy] }),
    );
    this.registerOutputs({ roleArn: this.role.arn });
  }
}

const callback = native("callback");
const API_GATEWAY_ACCOUNT_ARGS = shapeOf<ApiGatewayAccountArgs>({
  transform: objectOf(
    shapeOf<NonNullable<ApiGatewayAccountArgs["transform"]>>({ role: callback, rolePolicy: callback, account: callback }),
  ),
});

// The page above asks for these seven, and for all log groups: those of the account's present and future APIs, whose names nobody knows.
const WRITE_LOGS = {
  actions: [
    "CreateLogGroup",
    "CreateLogStream",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "PutLogEvents",
    "GetLogEvents",
    "FilterLogEvents",
  ].map((action) => `logs:${action}`),
  resources: ["*"],
};
