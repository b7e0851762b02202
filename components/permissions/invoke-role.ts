import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, trustPolicy } from "../iam/policy-document";
import { alternatives, type FunctionTarget } from "../references/function-reference";
import { type Transform, transformed } from "../transform";

export interface InvokeRoleTransform {
  /** The role of `lambdaAccess: "role"`. */
  readonly invokeRole?: Transform<aws.iam.RoleArgs>;
  /** What that role may invoke. */
  readonly invokeRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
}

/** The role that API Gateway assumes to invoke an API's functions, and nothing else. */
export class InvokeRole extends pulumi.ComponentResource {
  /** What API Gateway assumes. */
  readonly role: aws.iam.Role;
  /** What the role may invoke: exactly the API's functions. */
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, functions: readonly FunctionTarget[], transform: InvokeRoleTransform, opts: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:InvokeRole", name, {}, opts);
    this.role = new aws.iam.Role(
      ...transformed(transform.invokeRole, name, { assumeRolePolicy: trustPolicy("apigateway.amazonaws.com") }, { parent: this }),
    );

    const policy = pulumi
      .all(functions.flatMap(alternatives).map(({ arn }) => arn))
      .apply((arns) => policyDocument([{ actions: ["lambda:InvokeFunction"], resources: [...arns].sort() }]));
    this.policy = new aws.iam.RolePolicy(
      ...transformed(transform.invokeRolePolicy, name, { role: this.role.name, policy }, { parent: this }),
    );
    this.registerOutputs({ arn: this.role.arn });
  }
}
