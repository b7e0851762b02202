/** From what a user writes of a stage to its definition: every default of a stage is filled in here. */
import type { CachedArguments, LiveSettingsArguments, MethodSettingsArguments, StageArguments } from "./arguments/stages";
import { DEFAULTS } from "./defaults";
import { frozenCopy } from "./frozen-copy";
import { type Path, Places } from "./places";
import type { CacheSettings, Canary, MethodSettings, StageDefinition } from "./types";
import { whole } from "./whole";

/** The stage that these arguments mean. */
export function defineStage(name: string, args: StageArguments, places: Places = new Places()): StageDefinition {
  notePlaces(["stages", name], args, places);
  const all = defineSettings(args, args.cache);
  const single = Object.entries(args.methodSettings ?? {}).map(([key, own]) => [key, defineMethodSettings(key, own, all)]);
  const definition = whole<StageDefinition>({
    name,
    description: args.description,
    variables: args.variables ?? {},
    tracing: args.tracing ?? DEFAULTS.tracing,
    accessLogFormat: formatOf(args.accessLog),
    cacheClusterSize: args.cache?.clusterSize,
    methodSettings: { ...(Object.keys(all).length > 0 && { "*": all }), ...Object.fromEntries(single) },
    canary:
      args.canary &&
      whole<Canary>({
        percentTraffic: args.canary.percentTraffic,
        stageVariableOverrides: args.canary.stageVariableOverrides ?? {},
        useStageCache: args.canary.useStageCache ?? DEFAULTS.useStageCache,
      }),
    documentationVersion: args.documentationVersion,
  });
  return frozenCopy(definition);
}

const CACHED_MEMBERS = [
  "ttlSeconds",
  "encrypted",
  "requireAuthorizationForCacheControl",
  "unauthorizedCacheControlHeaderStrategy",
] as const satisfies readonly (keyof CachedArguments)[];

/** A stage says itself what it says of all methods; single ones take from it what they do not say. */
function notePlaces(at: Path, args: StageArguments, places: Places): void {
  places.made([...at, "accessLogFormat"], [...at, "accessLog", ...(typeof args.accessLog === "object" ? ["format"] : [])]);
  places.moved([...at, "cacheClusterSize"], [...at, "cache", "clusterSize"]);
  places.moved([...at, "methodSettings", "*"], at);
  for (const [key, own] of Object.entries(args.methodSettings ?? {})) {
    const part = [...at, "methodSettings", key];
    for (const member of ["throttle", "loggingLevel", "dataTrace", "metrics", "cache"] as const)
      if (own[member] === undefined && args[member] !== undefined) places.moved([...part, member], [...at, member]);
    const { cache } = own;
    if (typeof cache === "boolean") places.made([...part, "cache"], [...part, "cache"]);
    for (const member of CACHED_MEMBERS)
      if (args.cache?.[member] !== undefined && (cache === true || (typeof cache === "object" && cache[member] === undefined)))
        places.moved([...part, "cache", member], [...at, "cache", member]);
  }
}

/**
 * Every value is text, because a variable without a value is written as a hyphen. Whatever callers choose freely, as a path or a user
 * agent, is left out: quotes in it are not escaped, and the line would be no JSON (reported:
 * https://github.com/DataBiosphere/azul/issues/4348).
 */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  httpMethod: "$context.httpMethod",
  resourcePath: "$context.resourcePath",
  protocol: "$context.protocol",
  status: "$context.status",
  errorType: "$context.error.responseType",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integrationStatus",
  integrationLatency: "$context.integrationLatency",
  xrayTraceId: "$context.xrayTraceId",
});

function formatOf(accessLog: StageArguments["accessLog"]): string | undefined {
  if (accessLog === undefined || accessLog === false) return undefined;
  return (accessLog === true ? undefined : accessLog.format) ?? ACCESS_LOG_FORMAT;
}

// Developer guide, "Cache settings for REST APIs": a stage's cache is for GET alone, unless a method says otherwise.
function defineMethodSettings(
  key: string,
  { cache, ...own }: MethodSettingsArguments,
  { cache: ofStage, ...all }: MethodSettings,
): MethodSettings {
  const cached =
    cache === undefined
      ? key.startsWith("GET ")
        ? ofStage
        : undefined
      : cache === false
        ? undefined
        : { ...ofStage, ...(cache !== true && cache) };
  return { ...all, ...defineSettings(own, cached) };
}

function defineSettings(
  { throttle, loggingLevel, dataTrace, metrics }: LiveSettingsArguments,
  cached: CachedArguments | undefined,
): MethodSettings {
  return whole<MethodSettings>({
    throttle,
    loggingLevel,
    dataTrace,
    metrics,
    cache:
      cached &&
      whole<CacheSettings>({
        // API Gateway's own time to live.
        ttlSeconds: cached.ttlSeconds ?? DEFAULTS.cacheTtlSeconds,
        encrypted: cached.encrypted ?? DEFAULTS.cacheEncrypted,
        requireAuthorizationForCacheControl: cached.requireAuthorizationForCacheControl ?? DEFAULTS.requireAuthorizationForCacheControl,
        unauthorizedCacheControlHeaderStrategy:
          cached.unauthorizedCacheControlHeaderStrategy ?? DEFAULTS.unauthorizedCacheControlHeaderStrategy,
      }),
  });
}
