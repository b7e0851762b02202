import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lateValue } from "../../definition/index";
import { policyDocument, trustPolicy } from "../iam/policy-document";
import type { LateValues } from "../late/late-values";
import type { ServicePolicy } from "../references/service-call";
import { type Transform, transformed } from "../transform";

export interface ServiceRoleTransform {
  /** The role of each route that calls a service of AWS. */
  readonly serviceRole?: Transform<aws.iam.RoleArgs>;
  /** What such a role may do. */
  readonly serviceRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
}

/** What the role of each route that calls a service is allowed, by route key. */
export type ServicePolicies = ReadonlyMap<string, ServicePolicy>;

/** The role that API Gateway assumes for the calls of one route, and for nothing else. */
export class ServiceRole extends pulumi.ComponentResource {
  /** What API Gateway assumes for the route. */
  readonly role: aws.iam.Role;
  /** What the role may do: exactly the route's call. */
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, statements: ServicePolicy, transform: ServiceRoleTransform, opts: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:ServiceRole", name, {}, opts);
    this.role = new aws.iam.Role(
      ...transformed(transform.serviceRole, name, { assumeRolePolicy: trustPolicy("apigateway.amazonaws.com") }, { parent: this }),
    );

    const policy = pulumi.output([...statements]).apply((known) => policyDocument(known));
    this.policy = new aws.iam.RolePolicy(
      ...transformed(transform.serviceRolePolicy, name, { role: this.role.name, policy }, { parent: this }),
    );
    this.registerOutputs({ arn: this.role.arn });
  }
}

/** The text that stands for the ARN of a route's role. */
export function serviceRoleArn(key: string): string {
  return lateValue(`${key} role`);
}

/** A role for each route that calls a service: a route can do what it is for, and no other's calls. */
export function serviceRoles(
  api: string,
  policies: ServicePolicies,
  late: LateValues,
  transform: ServiceRoleTransform,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<string, ServiceRole>> {
  const roles = [...policies].map(([key, statements]) => [key, new ServiceRole(roleName(api, key), statements, transform, opts)] as const);
  for (const [key, { role }] of roles) late.name(`${key} role`, role.arn);
  return Object.fromEntries(roles);
}

// A role's name has at most 64 of these characters, of which Pulumi adds eight:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
function roleName(api: string, key: string): string {
  const readable = `${api}-${key.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "")}`;
  return `${readable.slice(0, 46)}-${createHash("sha256").update(`${api}\n${key}`).digest("hex").slice(0, 8)}`;
}
