/** What is hardly meant of how an API is used: its stages, keys and plans, and the other APIs beside it. */

import { isObject } from "../../languages/json/index";
import type { UsagePlanArguments } from "../arguments/access";
import type { ApiDefinition, Json, StageDefinition } from "../types";
import type { Refusal } from "./refusal";

/** What stands beside an API's definition. */
export interface ApiUse {
  /** Names of the API's stages. */
  readonly stages: readonly string[];
  /** The stages themselves. @default none */
  readonly stageDefinitions?: readonly StageDefinition[];
  readonly usagePlans: Readonly<Record<string, Pick<UsagePlanArguments, "quota" | "stages">>>;
  /** Names of the stages of other APIs that have the API's name, in its account and region. */
  readonly stagesOfSameName: readonly string[];
}

/**
 * A key opens a stage only by a usage plan: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function* noUsagePlan({ routes }: ApiDefinition, { stages, usagePlans }: ApiUse): Iterable<Refusal> {
  const keyed = Object.keys(routes).filter((key) => routes[key]?.apiKeyRequired);
  if (keyed.length === 0) return;
  for (const stage of stages)
    if (!Object.values(usagePlans).some((plan) => plan.stages === undefined || plan.stages.includes(stage)))
      yield {
        path: ["stages", stage],
        message: `is in no usage plan of the API: unless one is made elsewhere, no key opens ${keyed.join(", ")}.`,
      };
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html: metrics know the API by its name.
export function* sharedName({ name }: ApiDefinition, { stages, stagesOfSameName }: ApiUse): Iterable<Refusal> {
  const shared = stages.filter((stage) => stagesOfSameName.includes(stage));
  if (shared.length > 0)
    yield {
      path: ["name"],
      message: `is ${JSON.stringify(name)}, as of another API of the program that has a stage ${shared.join(", ")}, too: CloudWatch counts both as one. Give each apiName of its own.`,
    };
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html: keys of signed
// requests alone.
const KEYS_OF_SIGNERS = ["aws:principalaccount", "aws:principalorgid"];

/** A deny that only signed requests can meet, beside routes that take others. */
export function* unsignedCallers({ policy, routes }: ApiDefinition): Iterable<Refusal> {
  const unsigned = Object.entries(routes).flatMap(([key, { authorization }]) => (authorization.type === "AWS_IAM" ? [] : [key]));
  const keys = denied(policy).filter((key) => KEYS_OF_SIGNERS.includes(key.toLowerCase()));
  if (unsigned.length > 0 && keys.length > 0)
    yield {
      path: ["policy"],
      message: `denies by ${keys.join(" and ")}, which only callers of AWS_IAM routes have: it denies nobody ${unsigned.join(", ")}.`,
    };
}

/** The condition keys by whose values a policy denies. */
function denied(policy: ApiDefinition["policy"]): readonly string[] {
  const statement: Json = typeof policy === "object" ? (policy["Statement"] ?? []) : [];
  const conditions = (Array.isArray(statement) ? statement : [statement]).flatMap((one: Json) =>
    isObject(one) && one["Effect"] === "Deny" && isObject(one["Condition"]) ? Object.entries(one["Condition"]) : [],
  );
  return conditions.flatMap(([operator, values]) =>
    /^(?:StringEquals|StringLike|StringEqualsIgnoreCase)$/.test(operator) ? Object.keys(Object(values)) : [],
  );
}
