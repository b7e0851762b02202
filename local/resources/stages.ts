import {
  CACHE_CLUSTER_SIZES,
  type CacheSettings,
  type Canary,
  DEFAULT_TTL,
  defineStage,
  LOGGING_LEVELS,
  type MethodSettings,
  type StageDefinition,
  type Throttle,
  UNAUTHORIZED_CACHE_CONTROLS,
  whole,
} from "../../definition/index";
import type { Resource } from "../program/index";
import { flag, number, type Properties, properties, text, textMap } from "./properties";
import type { Registry } from "./registry";

/** One stage of a REST API; whatever deployment it names, the API's present definition is what it serves. */
export interface LocalStage {
  readonly definition: StageDefinition;
  readonly deploymentId: string;
  readonly canaryDeploymentId?: string;
}

/** The stages of an API, in the order of their registration. */
export function stagesOf(api: Resource, registry: Registry): readonly LocalStage[] {
  const settings = registry.of("apigateway/methodSettings:MethodSettings", api.id);
  const stages = registry.of("apigateway/stage:Stage", api.id).map((stage) => readStage(stage, settings));
  const deployed = registry.of("apigateway/deployment:Deployment", api.id).flatMap((deployment) => stageOfDeployment(deployment));
  return [...stages, ...deployed.filter(({ definition }) => stages.every((stage) => stage.definition.name !== definition.name))];
}

function readStage({ inputs }: Resource, settings: readonly Resource[]): LocalStage {
  const name = text(inputs["stageName"]) ?? "";
  const canary = inputs["canarySettings"] === undefined ? undefined : properties(inputs["canarySettings"]);
  const deploymentId = text(inputs["deployment"]) ?? "";
  const definition = whole<StageDefinition>({
    name,
    description: text(inputs["description"]),
    variables: textMap(inputs["variables"]),
    tracing: flag(inputs["xrayTracingEnabled"]) ?? false,
    accessLogFormat: text(properties(inputs["accessLogSettings"])["format"]),
    cacheClusterSize:
      flag(inputs["cacheClusterEnabled"]) === true
        ? CACHE_CLUSTER_SIZES.find((size) => size === text(inputs["cacheClusterSize"]))
        : undefined,
    methodSettings: Object.fromEntries(settings.filter((setting) => setting.inputs["stageName"] === name).map(methodSettings)),
    canary: canary && readCanary(canary),
    documentationVersion: text(inputs["documentationVersion"]),
  });
  return whole<LocalStage>({ definition, deploymentId, canaryDeploymentId: canary && (text(canary["deploymentId"]) ?? deploymentId) });
}

function readCanary(canary: Properties): Canary {
  return whole<Canary>({
    percentTraffic: number(canary["percentTraffic"]) ?? 0,
    stageVariableOverrides: textMap(canary["stageVariableOverrides"]),
    useStageCache: flag(canary["useStageCache"]) ?? false,
  });
}

/** Before version 7 of the provider a deployment could make its stage itself; an empty name is none. */
function stageOfDeployment({ id, inputs }: Resource): LocalStage[] {
  const name = text(inputs["stageName"]);
  return name === undefined ? [] : [{ definition: defineStage(name, { variables: textMap(inputs["variables"]) }), deploymentId: id }];
}

function methodSettings({ inputs }: Resource): [string, MethodSettings] {
  const settings = properties(inputs["settings"]);
  const cached = flag(settings["cachingEnabled"]) ?? false;
  const cache = whole<CacheSettings>({
    ttlSeconds: number(settings["cacheTtlInSeconds"]) ?? DEFAULT_TTL,
    encrypted: flag(settings["cacheDataEncrypted"]) ?? false,
    requireAuthorizationForCacheControl: flag(settings["requireAuthorizationForCacheControl"]) ?? true,
    unauthorizedCacheControlHeaderStrategy:
      UNAUTHORIZED_CACHE_CONTROLS.find((strategy) => strategy === settings["unauthorizedCacheControlHeaderStrategy"]) ??
      "SUCCEED_WITH_RESPONSE_HEADER",
  });
  return [
    methodKey(text(inputs["methodPath"]) ?? "*/*"),
    whole<MethodSettings>({
      throttle: throttle(settings["throttlingRateLimit"], settings["throttlingBurstLimit"]),
      loggingLevel: LOGGING_LEVELS.find((level) => level === settings["loggingLevel"]),
      dataTrace: flag(settings["dataTraceEnabled"]),
      metrics: flag(settings["metricsEnabled"]),
      cache: cached ? cache : undefined,
    }),
  ];
}

/**
 * From `a/b/GET` or `~1a~1b/GET` to the route's key `GET /a/b`; a star stands for all methods of all paths, and beside a path for its
 * method `ANY`.
 */
export function methodKey(path: string): string {
  const at = path.lastIndexOf("/");
  const resource = path.slice(0, at).replaceAll("~1", "/").replace(/^\/*/, "/");
  const method = path.slice(at + 1);
  return resource === "/*" ? "*" : `${method === "*" ? "ANY" : method} ${resource}`;
}

/** Negative numbers, which are the provider's defaults, are no limit. */
export function throttle(rateLimit: unknown, burstLimit: unknown): Throttle | undefined {
  const [rate, burst] = [number(rateLimit) ?? -1, number(burstLimit) ?? -1];
  return rate < 0 && burst < 0
    ? undefined
    : { rate: rate < 0 ? Number.POSITIVE_INFINITY : rate, burst: burst < 0 ? Number.POSITIVE_INFINITY : burst };
}
