/** From what a user writes of a stage to its definition: every default of a stage is filled in here. */
import type { CachedArguments, LiveSettingsArguments, MethodSettingsArguments, StageArguments } from "./arguments/stages";
import { frozenCopy } from "./frozen-copy";
import type { MethodSettings, StageDefinition } from "./types";

/** The stage that these arguments mean. */
export function defineStage(name: string, args: StageArguments): StageDefinition {
  const all = defineSettings(args, args.cache);
  const single = Object.entries(args.methodSettings ?? {}).map(([key, own]) => [key, defineMethodSettings(key, own, all)]);
  return frozenCopy<StageDefinition>({
    name,
    ...(args.description !== undefined && { description: args.description }),
    variables: args.variables ?? {},
    tracing: args.tracing ?? false,
    ...(args.accessLog !== undefined && args.accessLog !== false && { accessLogFormat: formatOf(args.accessLog) }),
    ...(args.cache !== undefined && { cacheClusterSize: args.cache.clusterSize }),
    methodSettings: { ...(Object.keys(all).length > 0 && { "*": all }), ...Object.fromEntries(single) },
    ...(args.canary !== undefined && {
      canary: { percentTraffic: args.canary.percentTraffic, stageVariableOverrides: args.canary.stageVariableOverrides ?? {} },
    }),
    ...(args.documentationVersion !== undefined && { documentationVersion: args.documentationVersion }),
  });
}

/**
 * Every value is text, because a variable without a value is written as a hyphen. Whatever callers choose freely, as a path or a user agent,
 * is left out: quotes in it are not escaped, and the line would be no JSON (reported: https://github.com/DataBiosphere/azul/issues/4348).
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

function formatOf(accessLog: Exclude<StageArguments["accessLog"], false | undefined>): string {
  return (accessLog === true ? undefined : accessLog.format) ?? ACCESS_LOG_FORMAT;
}

// Developer guide, "Cache settings for REST APIs": a stage's cache is for GET alone, unless a method says otherwise.
function defineMethodSettings(key: string, { cache, ...own }: MethodSettingsArguments, { cache: ofStage, ...all }: MethodSettings): MethodSettings {
  const cached =
    cache === undefined ? (key.startsWith("GET ") ? ofStage : undefined) : cache === false ? undefined : { ...ofStage, ...(cache !== true && cache) };
  return { ...all, ...defineSettings(own, cached) };
}

function defineSettings({ throttle, loggingLevel, dataTrace, metrics }: LiveSettingsArguments, cached: CachedArguments | undefined): MethodSettings {
  return {
    ...(throttle !== undefined && { throttle }),
    ...(loggingLevel !== undefined && { loggingLevel }),
    ...(dataTrace !== undefined && { dataTrace }),
    ...(metrics !== undefined && { metrics }),
    // API Gateway's own time to live.
    ...(cached !== undefined && { cache: { ttlSeconds: cached.ttlSeconds ?? 300, encrypted: cached.encrypted ?? true } }),
  };
}
