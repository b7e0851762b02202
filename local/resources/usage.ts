import { type Throttle, whole } from "../../definition/index";
import type { ApiKey, UsagePlan } from "../../gateway/index";
import type { Resource } from "../program/index";
import { flag, list, number, type Properties, properties, text } from "./properties";
import type { Registry } from "./registry";
import { methodKey, throttle } from "./stages";

/** The program's API keys. */
export function readApiKeys(registry: Registry): ApiKey[] {
  return registry
    .all("apigateway/apiKey:ApiKey")
    .map(({ id, inputs, outputs }) => ({ id, value: text(outputs["value"]) ?? "", enabled: flag(inputs["enabled"]) ?? true }));
}

/** The usage plans that have a stage of this API. */
export function usagePlansOf(apiId: string, registry: Registry): UsagePlan[] {
  const keys = registry.all("apigateway/usagePlanKey:UsagePlanKey");
  return registry.all("apigateway/usagePlan:UsagePlan").flatMap((plan) => {
    const stages = list(plan.inputs["apiStages"])
      .map(properties)
      .filter((stage) => stage["apiId"] === apiId);
    return stages.length === 0 ? [] : [readPlan(plan, stages, keys)];
  });
}

function readPlan({ id, inputs }: Resource, stages: readonly Properties[], keys: readonly Resource[]): UsagePlan {
  const limits = properties(inputs["throttleSettings"]);
  return whole<UsagePlan>({
    id,
    stages: Object.fromEntries(stages.map((stage) => [text(stage["stage"]) ?? "", { throttle: throttles(stage) }])),
    throttle: throttle(limits["rateLimit"], limits["burstLimit"]),
    quota: inputs["quotaSettings"] === undefined ? undefined : quota(properties(inputs["quotaSettings"])),
    keyIds: keys.filter((key) => key.inputs["usagePlanId"] === id).flatMap((key) => text(key.inputs["keyId"]) ?? []),
  });
}

/** By route key, from `/a/b/GET`. */
function throttles(stage: Properties): Record<string, Throttle> {
  const entries = list(stage["throttles"]).map((row) => {
    const { path, rateLimit, burstLimit } = properties(row);
    return [methodKey(text(path) ?? ""), throttle(rateLimit, burstLimit)] as const;
  });
  return Object.fromEntries(entries.flatMap(([key, limit]) => (limit === undefined ? [] : [[key, limit] as const])));
}

function quota(settings: Properties): NonNullable<UsagePlan["quota"]> {
  const period = (["DAY", "WEEK", "MONTH"] as const).find((period) => period === settings["period"]) ?? "DAY";
  return { limit: number(settings["limit"]) ?? 0, offset: number(settings["offset"]) ?? 0, period };
}
