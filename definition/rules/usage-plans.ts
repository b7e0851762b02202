import type { QuotaArguments, UsagePlanArguments } from "../arguments/access";
import { QUOTA_PERIODS, type QuotaPeriod } from "../tables/index";
import type { Throttle } from "../types";
import { type Account, DEFAULT_QUOTAS } from "./account";
import { type DefinitionPath, isExcluded, known, named, type Refusal } from "./refusal";

/** The usage plans of an API, and what they may name. */
export interface UsageArguments {
  readonly usagePlans: Readonly<Record<string, UsagePlanArguments>>;
  /** Values of the API's keys by name, where they are known. */
  readonly apiKeys: Readonly<Record<string, string | undefined>>;
  readonly routes: Readonly<Record<string, unknown>>;
  readonly stages: Readonly<Record<string, unknown>>;
}

// Reported by the providers of CloudFormation and Terraform: how far a first period may be shifted.
const LONGEST_OFFSET: Readonly<Record<QuotaPeriod, number>> = { DAY: 0, WEEK: 6, MONTH: 27 };

/** What is wrong with API keys and usage plans: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html */
export function* checkUsage({ usagePlans, apiKeys, routes, stages }: UsageArguments, { quotas }: Account): Iterable<Refusal> {
  const plansPerKey = quotas?.plansPerKey ?? DEFAULT_QUOTAS.plansPerKey;
  for (const [name, value] of Object.entries(apiKeys))
    if (value !== undefined) yield* named("api-key", checkValue(["apiKeys", name, "value"], value, sameAs(name, value, apiKeys)));
  yield* checkMemberships(usagePlans, Object.keys(stages), plansPerKey);
  for (const [name, plan] of Object.entries(usagePlans)) {
    const path = ["usagePlans", name];
    yield* checkNames([...path, "stages"], plan.stages, "stage", stages);
    yield* checkNames([...path, "apiKeys"], plan.apiKeys, "API key", apiKeys);
    yield* checkNames([...path, "methodThrottle"], Object.keys(plan.methodThrottle ?? {}), "route", routes);
    if (plan.throttle !== undefined) yield* checkThrottle([...path, "throttle"], plan.throttle);
    yield* checkMethodThrottles([...path, "methodThrottle"], plan);
    for (const [key, throttle] of Object.entries(plan.methodThrottle ?? {}))
      if (throttle !== undefined) yield* checkThrottle([...path, "methodThrottle", key], throttle);
    if (plan.quota !== undefined) yield* checkQuota([...path, "quota"], plan.quota);
  }
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html: a key is in one plan of a stage, and in no
// more plans than the quota says.
function* checkMemberships(usagePlans: UsageArguments["usagePlans"], stages: readonly string[], plansPerKey: number): Iterable<Refusal> {
  const plans = new Map<string, [name: string, stages: readonly string[]][]>();
  for (const [name, plan] of Object.entries(usagePlans))
    for (const [index, key] of (plan.apiKeys ?? []).entries()) {
      const path = ["usagePlans", name, "apiKeys", index];
      const others = plans.get(key) ?? [];
      const own = plan.stages ?? stages;
      const [other, theirs] = others.find(([, opened]) => opened.some((stage) => own.includes(stage))) ?? [];
      if (other !== undefined)
        yield {
          path,
          message: `is ${JSON.stringify(key)}, which the usage plan ${JSON.stringify(other)} has, too, for the stage ${theirs?.find((stage) => own.includes(stage))}. A key is in one plan of a stage; make another key, or give one of the plans other stages.`,
        };
      if (others.length === plansPerKey)
        yield {
          path,
          message: `is ${JSON.stringify(key)}, which is in more than ${plansPerKey} usage plans; have AWS raise the quota and name it in \`quotas\`.`,
        };
      plans.set(key, [...others, [name, own]]);
    }
}

const METHOD_THROTTLES = 20;

function* checkMethodThrottles(path: DefinitionPath, { throttle, methodThrottle = {} }: UsagePlanArguments): Iterable<Refusal> {
  const count = Object.keys(methodThrottle).length;
  if (count > 0 && throttle === undefined)
    yield {
      path,
      message: "is given without throttle, what a key may ask for of all routes together; give that, too.",
      // Reported: UpdateUsagePlan.
      aws: "Can not define fine grain throttling if usage plan throttle is not defined.",
    };
  // The same page: limits of methods by stage.
  if (count > METHOD_THROTTLES)
    yield { path, message: `has ${count} routes. A usage plan may limit ${METHOD_THROTTLES} methods of a stage.` };
}

// Recorded: CreateApiKey. The value is a secret, which no message tells.
function* checkValue(path: DefinitionPath, value: string, other: string | undefined): Iterable<Refusal> {
  if (value.length < 20)
    yield {
      path,
      message: `has ${value.length} characters. Give 20 to 128, or none to have one made.`,
      aws: "API Key value should be at least 20 characters",
    };
  if (value.length > 128)
    yield { path, message: `has ${value.length} characters. Give 20 to 128.`, aws: "API Key value exceeds maximum size of 128 characters" };
  // Reported: https://github.com/serverless/serverless/issues/6458.
  if (other !== undefined)
    yield {
      path,
      message: `is that of apiKeys.${other}, too. No two keys of an account and region have one value; put one key into several plans.`,
      aws: "API Key already exists",
    };
}

/** The key before this one that has the same value. */
function sameAs(name: string, value: string, apiKeys: UsageArguments["apiKeys"]): string | undefined {
  const first = Object.keys(apiKeys).find((other) => apiKeys[other] === value);
  return first === name ? undefined : first;
}

function* checkNames(
  path: DefinitionPath,
  names: readonly string[] | undefined,
  noun: string,
  record: Readonly<Record<string, unknown>>,
): Iterable<Refusal> {
  for (const name of names ?? [])
    if (!Object.hasOwn(record, name)) yield { path, message: `name the ${noun} ${JSON.stringify(name)}. ${known(noun, record)}` };
}

function* checkThrottle(path: DefinitionPath, { rate, burst }: Throttle): Iterable<Refusal> {
  if (!(rate >= 0)) yield { path: [...path, "rate"], message: `is ${rate}. Give requests per second from 0.` };
  if (!(Number.isInteger(burst) && burst >= 0))
    yield { path: [...path, "burst"], message: `is ${burst}. Give a whole number of requests from 0.` };
}

// API Gateway's answers: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-usage-plan-quota-limit, …-period-required and …-offset-range.
function* checkQuota(path: DefinitionPath, { limit, period, offset = 0 }: QuotaArguments): Iterable<Refusal> {
  if (!(Number.isInteger(limit) && limit >= 1))
    yield {
      path: [...path, "limit"],
      message: `is ${limit}. Give a whole number of requests from 1.`,
      aws: "Usage Plan quota limit must be a non-negative numeric",
    };
  if (isExcluded(QUOTA_PERIODS, period))
    yield {
      path: [...path, "period"],
      message: `is ${JSON.stringify(period)}. Give one of ${QUOTA_PERIODS.join(", ")}.`,
      aws: `Invalid Usage Plan quota period specified. Must be one of [${QUOTA_PERIODS.join(", ")}]`,
    };
  const most = LONGEST_OFFSET[period];
  if (most !== undefined && !(Number.isInteger(offset) && offset >= 0 && offset <= most))
    yield {
      path: [...path, "offset"],
      message: `is ${offset}. The offset of a ${period} is ${most === 0 ? "0" : `0 to ${most}`}.`,
      aws: `Usage Plan quota offset must be between 0 and ${most} inclusive in the ${period} period`,
    };
}
