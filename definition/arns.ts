/** The parts of an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the resource is in no region. */
  readonly region: string;
  /** Empty where the resource's name is enough. */
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN; of a text that is none, whatever stands there, or nothing. */
export function arnParts(arn: string): Arn {
  const [, partition = "", service = "", region = "", account = "", ...resource] = arn.split(":");
  return { partition, service, region, account, resource: resource.join(":") };
}

/** The ARN of these parts. */
export function formatArn({ partition, service, region = "", account = "", resource }: ArnOf): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

type ArnOf = Pick<Arn, "partition" | "service" | "resource"> & Partial<Pick<Arn, "region" | "account">>;

/** A function's ARN without its qualifier, its name, and the alias or version that the ARN names. */
export function functionArnParts(arn: string): {
  readonly functionArn: string;
  readonly name: string;
  readonly qualifier: string | undefined;
} {
  const parts = arn.split(":");
  return { functionArn: parts.slice(0, 7).join(":"), name: parts[6] ?? "", qualifier: parts[7] };
}
