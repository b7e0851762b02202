export const ACCOUNT_ID = "123456789012";
export const REGION = "us-east-1";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function arn(service: string, resource: string, { region = REGION, account = ACCOUNT_ID } = {}): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
