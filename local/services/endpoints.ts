/** Where functions and service integrations find AWS's services. */

/** By the service's name, as signatures have it: a url, or `aws` for AWS itself. */
export type Endpoints = ReadonlyMap<string, string>;

/** The names of https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html that are others than those in signatures. */
const IDENTIFIERS: ReadonlyMap<string, string> = new Map([
  ["cognito-idp", "COGNITO_IDENTITY_PROVIDER"],
  ["events", "EVENTBRIDGE"],
  ["logs", "CLOUDWATCH_LOGS"],
  ["monitoring", "CLOUDWATCH"],
  ["secretsmanager", "SECRETS_MANAGER"],
  ["states", "SFN"],
]);

/** The variables by which SDKs find services: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export function endpointVariables(endpoints: Endpoints, region: string): Record<string, string> {
  return Object.fromEntries(
    [...endpoints].map(([service, url]) => {
      const identifier = IDENTIFIERS.get(service) ?? service.toUpperCase().replaceAll("-", "_");
      return [`AWS_ENDPOINT_URL_${identifier}`, url === "aws" ? `https://${service}.${region}.amazonaws.com` : url];
    }),
  );
}
