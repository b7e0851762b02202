/** A resource that the program registered, as if the cloud had made it. */
export interface Resource {
  /** For example `aws:apigateway/restApi:RestApi`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  /** The logical name, numbered where several resources of the type have it. */
  readonly uniqueName: string;
  readonly urn: string;
  readonly id: string;
  /** What the program gave. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The inputs and what the cloud would add: ids, ARNs, names. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Whether it was only looked up (`get`), not made. */
  readonly existing: boolean;
  /** What is missing of the inputs because only a deployment would know it. */
  readonly unknown: readonly UnknownInput[];
}

export interface UnknownInput {
  /** For example `environment.variables.HOST`. */
  readonly path: string;
  /** The URNs of the resources that the property depends on. */
  readonly of: readonly string[];
}

/** The account and region in which everything is. */
export interface Cloud {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function cloud(accountId: string, region: string): Cloud {
  if (region.startsWith("cn-")) return { accountId, region, partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  return { accountId, region, partition: region.startsWith("us-gov-") ? "aws-us-gov" : "aws", dnsSuffix: "amazonaws.com" };
}

/** The ARN of a resource of this account and region. It is written here, as a program is started before the definition's room is loaded. */
export function arnIn({ partition, region, accountId }: Cloud, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
