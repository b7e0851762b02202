/**
 * API keys, usage plans and throttling: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
import { type ApiDefinition, type Route, routeKey, type Throttle } from "../../definition/index";
import type { Call } from "../call";
import { Fault } from "../fault";
import { headerValue } from "../headers";
import { createQuota, createTokenBucket, createUsage, type TokenBucket } from "../throttle/index";
import type { ApiKeyCheck } from "../trace/index";
import type { ApiKey, GatewayOptions, UsagePlan } from "../types";

/** Lets a call pass, with its API key; throws a fault where there is none, or too many come. */
export type Admit = (call: Call) => Call;

/** Makes the buckets of a stage, which its deployments share, and then the admission of each route. */
export function compileAdmission(options: GatewayOptions): (route: Route, definition: ApiDefinition) => Admit {
  const { clock, stage } = options;
  const buckets = new Map<string, TokenBucket>();
  // Developer guide, usage plans: what a key uses is added up over all stages in the plan.
  const { throttles, quotas } = options.usage ?? createUsage();
  const throttle = (all: Map<string, TokenBucket>, name: string, limits: Throttle | undefined): void => {
    if (limits === undefined) return;
    const bucket = kept(all, name, () => createTokenBucket(limits, clock));
    if (!bucket.take()) throw new Fault("THROTTLED");
  };
  const count = (name: string, quota: UsagePlan["quota"]): void => {
    if (quota !== undefined && !kept(quotas, name, () => createQuota(quota, clock)).take()) throw new Fault("QUOTA_EXCEEDED");
  };
  return (route, { apiKeySource }) => {
    const key = routeKey(route.method, route.path);
    const ofStage = stage.methodSettings[key]?.throttle ?? stage.methodSettings["*"]?.throttle;
    return (call) => {
      const found = route.apiKeyRequired ? findKey(call, apiKeySource, options) : undefined;
      if (route.apiKeyRequired || ofStage !== undefined) call.trace.add(() => keyStep(apiKeySource, found));
      const admitted = route.apiKeyRequired ? known(found) : undefined;
      if (admitted !== undefined) {
        const { apiKey, plan } = admitted;
        throttle(buckets, `plan ${plan.id} ${apiKey.id} ${key}`, plan.stages[stage.name]?.throttle[key]);
        throttle(throttles, `${plan.id} ${apiKey.id}`, plan.throttle);
      }
      throttle(buckets, `stage ${key}`, ofStage);
      if (admitted === undefined) return call;
      const { apiKey, plan } = admitted;
      call.trace.hide(apiKey.value);
      count(`${plan.id} ${apiKey.id}`, plan.quota);
      return { ...call, context: { ...call.context, identity: { ...call.context.identity, apiKey: apiKey.value, apiKeyId: apiKey.id } } };
    };
  };
}

/** An API key with the plan that lets it in. */
interface Admitted {
  readonly apiKey: ApiKey;
  readonly plan: UsagePlan;
}

function findKey(call: Call, source: ApiDefinition["apiKeySource"], { apiKeys, usagePlans, stage }: GatewayOptions): Partial<Admitted> {
  const value = source === "HEADER" ? headerValue(call.invocation.headers, "x-api-key") : call.usageIdentifierKey;
  const apiKey = apiKeys.find((one) => one.enabled && one.value === value);
  if (apiKey === undefined) return {};
  const plan = usagePlans.find(({ keyIds, stages }) => keyIds.includes(apiKey.id) && Object.hasOwn(stages, stage.name));
  return { apiKey, ...(plan !== undefined && { plan }) };
}

function known({ apiKey, plan }: Partial<Admitted> = {}): Admitted {
  if (apiKey === undefined || plan === undefined)
    throw new Fault("INVALID_API_KEY", { log: "The API key is missing, unknown, disabled or in no usage plan of this stage" });
  return { apiKey, plan };
}

function keyStep(source: ApiDefinition["apiKeySource"], { apiKey, plan }: Partial<Admitted> = {}): ApiKeyCheck {
  return {
    kind: "apiKey",
    source: source === "HEADER" ? "HEADER" : "AUTHORIZER",
    ...(apiKey !== undefined && { apiKeyId: apiKey.id }),
    ...(plan !== undefined && { usagePlanId: plan.id }),
  };
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
