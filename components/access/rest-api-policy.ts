import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, isLateValue } from "../../definition/index";
import type { LateValues } from "../late/late-values";
import { type Transform, transformed } from "../transform";

export interface RestApiPolicyTransform {
  /** The resource policy. */
  readonly restApiPolicy?: Transform<aws.apigateway.RestApiPolicyArgs>;
}

export interface RestApiPolicyContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly late: LateValues;
  readonly transform: RestApiPolicyTransform;
}

/**
 * The API's resource policy besides in its document, so that a preview shows it, and that it is there whatever the provider puts back after
 * an import.
 *
 * As an argument of the API it would differ for ever: API Gateway keeps `execute-api:/…` as the API's own ARN, which nobody knows before
 * the API is there:
 * https://github.com/hashicorp/terraform-provider-aws/issues/5549.
 */
export function restApiPolicy(
  name: string,
  policy: ApiDefinition["policy"],
  { restApi, late, transform }: RestApiPolicyContext,
  opts: pulumi.CustomResourceOptions,
): aws.apigateway.RestApiPolicy | undefined {
  if (policy === undefined) return undefined;
  const document = late.fill(policy).apply((filled) => restApi.executionArn.apply((arn) => documentOf(filled, arn)));
  return new aws.apigateway.RestApiPolicy(...transformed(transform.restApiPolicy, name, { restApiId: restApi.id, policy: document }, opts));
}

/** One that nobody knows, as under a test's mocks, stays what it is. */
function documentOf(policy: NonNullable<ApiDefinition["policy"]>, executionArn: string): string {
  if (typeof policy !== "string") return withArn(policy, executionArn);
  return isLateValue(policy) ? policy : withArn(JSON.parse(policy), executionArn);
}

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html: `execute-api:/` stands for the
 * API's own ARN and a slash.
 */
function withArn(policy: unknown, executionArn: string): string {
  const expand = (resource: unknown): unknown =>
    Array.isArray(resource)
      ? resource.map(expand)
      : typeof resource === "string"
        ? resource.replace(/^execute-api:\//, `${executionArn}/`)
        : resource;
  return JSON.stringify(policy, (key, value) => (key === "Resource" || key === "NotResource" ? expand(value) : value));
}
