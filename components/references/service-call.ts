import type * as pulumi from "@pulumi/pulumi";

/** Statements that allow exactly these actions on exactly these resources. */
export type ServicePolicy = readonly {
  /** Actions of AWS, for example `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** ARNs of what the actions may be done on. */
  readonly resources: readonly pulumi.Input<string>[];
}[];

/** A call of a service of AWS, and what a role must be allowed for it. */
export interface ServiceCall {
  /** The service as its endpoint names it, for example `states`, after a subdomain and a dot if it has one. */
  readonly service: string;
  /** `action/<action>` or `path/<path>`. */
  readonly target: pulumi.Input<string>;
  /** ARN of what is called, in whose partition and region the service is called. @default those of the provider */
  readonly arn?: pulumi.Input<string>;
  /** What the route's role may do. */
  readonly statements: ServicePolicy;
}
