import { isLateValue } from "../late-values";
import { LONGEST_TTL } from "../limits";
import { CACHE_CLUSTER_SIZES, LOGGING_LEVELS } from "../tables/index";
import type { ApiDefinition, Canary, MethodSettings, StageDefinition } from "../types";
import { checkAccessLogFormat } from "./access-logs";
import { type Account, DEFAULT_QUOTAS } from "./account";
import { STAGE_VARIABLES } from "./quotas";
import { type DefinitionPath, isExcluded, named, type Refusal } from "./refusal";

/** What is wrong with the stages. */
export function* checkStages(stages: readonly StageDefinition[], { routes }: ApiDefinition, { quotas }: Account): Iterable<Refusal> {
  if (stages.length === 0) yield { path: ["stages"], message: "is empty. An API can be called only by a stage; give it at least one." };
  const most = quotas?.stages ?? DEFAULT_QUOTAS.stages;
  if (stages.length > most)
    yield {
      path: ["stages"],
      message: `are ${stages.length}. An API may have ${most}; leave some out, or have AWS raise the quota and name it in \`quotas\`.`,
    };
  for (const stage of stages) yield* checkStage(stage, Object.keys(routes));
}

function* checkStage(stage: StageDefinition, routes: readonly string[]): Iterable<Refusal> {
  const path = ["stages", stage.name];
  // Reported: CreateStage with "$default"; developer guide, "Amazon API Gateway important notes": hyphens, and 128 characters.
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(stage.name))
    yield {
      path,
      message: "has a name that API Gateway refuses. Write 1 to 128 of a-z, A-Z, 0-9, _ and hyphens.",
      aws: "Stage name only allows a-zA-Z0-9_",
    };
  // What stands in the stage's place of a source ARN when API Gateway calls an authorizer:
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
  if (stage.name === "authorizers")
    yield {
      path,
      message:
        "has the name that authorizers have in source ARNs, so that a permission for authorizers would be one for every route of the stage. Give it another name.",
    };
  yield* named("stage-variable", checkVariables([...path, "variables"], stage.variables));
  if (stage.canary !== undefined) yield* named("canary", checkCanary([...path, "canary"], stage.canary));
  if (stage.accessLogFormat !== undefined)
    yield* named("access-log", checkAccessLogFormat([...path, "accessLogFormat"], stage.accessLogFormat));
  if (stage.cacheClusterSize !== undefined && isExcluded(CACHE_CLUSTER_SIZES, stage.cacheClusterSize))
    yield {
      path: [...path, "cacheClusterSize"],
      message: `is ${JSON.stringify(stage.cacheClusterSize)}. Give one of ${CACHE_CLUSTER_SIZES.join(", ")}.`,
    };
  for (const [key, settings] of Object.entries(stage.methodSettings)) {
    const place = [...path, "methodSettings", key];
    if (key !== "*" && !routes.includes(key))
      yield {
        path: place,
        message: `is no route of the API. Write "*" for all, or one of ${routes.map((route) => JSON.stringify(route)).join(", ")}.`,
      };
    if (settings.cache !== undefined && stage.cacheClusterSize === undefined)
      yield {
        path: [...place, "cache"],
        message: "is how answers are cached, and the stage has no cache to hold them. Give the stage `cache`.",
      };
    yield* checkMethodSettings(place, settings);
  }
}

function* checkVariables(path: DefinitionPath, variables: Readonly<Record<string, string>>): Iterable<Refusal> {
  const count = Object.keys(variables).length;
  if (count > STAGE_VARIABLES) yield { path, message: `are ${count}. A stage may have ${STAGE_VARIABLES}.` };
  for (const [name, value] of Object.entries(variables)) {
    const place = [...path, name];
    if (!/^\w{1,64}$/.test(name))
      // Reported: UpdateStage.
      yield {
        path: place,
        message: "has a name that API Gateway refuses. Write 1 to 64 of a-z, A-Z, 0-9 and _.",
        aws: `Invalid stage variable name: ${name}.  Please use names with only word characters.`,
      };
    // API Gateway's answer names the space, its guide ~ and # besides.
    // A program in JavaScript may give what is no text.
    if (typeof value !== "string" || (!isLateValue(value) && !/^[A-Za-z0-9 \-._~:/?#&=,]{1,512}$/.test(value)))
      // Reported: CreateStage.
      yield {
        path: place,
        message: `is ${JSON.stringify(value)}. Write 1 to 512 letters, digits, spaces and - . _ ~ : / ? # & = ,`,
        aws: `Invalid stage variable value: ${value}.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      };
  }
}

function* checkCanary(path: DefinitionPath, { percentTraffic, stageVariableOverrides }: Canary): Iterable<Refusal> {
  if (!(percentTraffic >= 0 && percentTraffic <= 100))
    yield { path: [...path, "percentTraffic"], message: `is ${percentTraffic}. Give a share from 0 to 100.` };
  yield* checkVariables([...path, "stageVariableOverrides"], stageVariableOverrides);
}

function* checkMethodSettings(path: DefinitionPath, { throttle, loggingLevel, cache }: MethodSettings): Iterable<Refusal> {
  if (throttle !== undefined && !(throttle.rate >= 0))
    yield { path: [...path, "throttle", "rate"], message: `is ${throttle.rate}. Give requests per second from 0.` };
  if (throttle !== undefined && !(Number.isInteger(throttle.burst) && throttle.burst >= 0))
    yield { path: [...path, "throttle", "burst"], message: `is ${throttle.burst}. Give a whole number of requests from 0.` };
  if (loggingLevel !== undefined && isExcluded(LOGGING_LEVELS, loggingLevel))
    yield { path: [...path, "loggingLevel"], message: `is ${JSON.stringify(loggingLevel)}. Give one of ${LOGGING_LEVELS.join(", ")}.` };
  if (cache !== undefined && !(Number.isInteger(cache.ttlSeconds) && cache.ttlSeconds >= 0 && cache.ttlSeconds <= LONGEST_TTL))
    yield {
      path: [...path, "cache", "ttlSeconds"],
      message: `is ${cache.ttlSeconds}. Give whole seconds from 0 to ${LONGEST_TTL}.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-stage-cache-ttl-range.
      aws: "Invalid time-to-live setting, must be an integer no greater than 3600",
    };
}
