import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { MethodSettings, StageDefinition } from "../../definition/index";
import { transformed } from "../transform";
import type { StageTransform } from "./stage-arguments";

export interface MethodSettingsContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly stage: aws.apigateway.Stage;
  readonly transform: StageTransform;
}

/** What a stage says of all its methods, and of single ones. */
export function methodSettings(
  name: string,
  definition: StageDefinition,
  { restApi, stage, transform }: MethodSettingsContext,
  opts: pulumi.CustomResourceOptions,
): readonly aws.apigateway.MethodSettings[] {
  return Object.entries(definition.methodSettings).map(([key, settings]) => {
    const args = { restApi: restApi.id, stageName: stage.stageName, methodPath: methodPathOf(key), settings: settingsOf(settings) };
    return new aws.apigateway.MethodSettings(...transformed(transform.methodSettings, `${name} ${key}`, args, opts));
  });
}

/**
 * All methods, or the resource path with its slashes written as in a JSON pointer, which the provider leaves to its users, and the method:
 * https://github.com/hashicorp/terraform-provider-aws/issues/9738. Root and one part alike: `~1/GET`, `~1pets/GET`.
 */
function methodPathOf(key: string): string {
  if (key === "*") return "*/*";
  const [method, path = ""] = key.split(" ");
  return `${path.replaceAll("/", "~1")}/${method === "ANY" ? "*" : method}`;
}

/**
 * All of them, in each row: a row of a single method stands alone at API Gateway, and the provider keeps what it is not told (`Optional`
 * and `Computed`):
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/method_settings.go. -1 is no limit but the
 * account's.
 */
function settingsOf({
  throttle,
  loggingLevel,
  dataTrace,
  metrics,
  cache,
}: MethodSettings): aws.types.input.apigateway.MethodSettingsSettings {
  return {
    throttlingRateLimit: throttle?.rate ?? -1,
    throttlingBurstLimit: throttle?.burst ?? -1,
    loggingLevel: loggingLevel ?? "OFF",
    dataTraceEnabled: dataTrace ?? false,
    metricsEnabled: metrics ?? false,
    cachingEnabled: cache !== undefined,
    ...(cache !== undefined && {
      cacheTtlInSeconds: cache.ttlSeconds,
      cacheDataEncrypted: cache.encrypted,
      requireAuthorizationForCacheControl: cache.requireAuthorizationForCacheControl,
      unauthorizedCacheControlHeaderStrategy: cache.unauthorizedCacheControlHeaderStrategy,
    }),
  };
}
