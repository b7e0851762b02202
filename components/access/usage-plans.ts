import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Account, checkUsagePlans, mapRecord, type Problem, type UsagePlanArguments } from "../../definition/index";
import type { Stage } from "../stages/stage";
import { type Transform, transformed } from "../transform";
import type { ApiKeyArgs, ApiKeys } from "./api-keys";

export interface UsagePlanTransform {
  /** Each usage plan. */
  readonly usagePlan?: Transform<aws.apigateway.UsagePlanArgs>;
  /** Each key's place in a plan. */
  readonly usagePlanKey?: Transform<aws.apigateway.UsagePlanKeyArgs>;
}

export interface UsagePlansContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly apiKeys: ApiKeys;
  readonly tags: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: UsagePlanTransform;
}

/** What is said of keys and plans; values that are known only at deployment are not looked at. */
export interface UsageArgs {
  readonly apiKeys?: Readonly<Record<string, ApiKeyArgs | aws.apigateway.ApiKey>>;
  readonly usagePlans?: Readonly<Record<string, UsagePlanArguments>>;
  readonly routes: Readonly<Record<string, unknown>>;
  readonly stages: Readonly<Record<string, unknown>>;
}

/** All for which API Gateway would refuse the keys and the plans. */
export function usageProblems({ apiKeys = {}, usagePlans = {}, routes, stages }: UsageArgs, account: Account): readonly Problem[] {
  const values = mapRecord(apiKeys, ({ value }) => (typeof value === "string" ? value : undefined));
  return checkUsagePlans(
    { apiKeys: values, usagePlans: mapRecord(usagePlans, (plan) => withOneName(plan, apiKeys)), routes, stages },
    account,
  );
}

/** The plan with the first name of each key that is one resource under several. */
function withOneName(plan: UsagePlanArguments, apiKeys: Readonly<Record<string, ApiKeyArgs | aws.apigateway.ApiKey>>): UsagePlanArguments {
  const first = (name: string) =>
    Object.keys(apiKeys).find((other) => aws.apigateway.ApiKey.isInstance(apiKeys[other]) && apiKeys[other] === apiKeys[name]);
  return plan.apiKeys === undefined ? plan : { ...plan, apiKeys: plan.apiKeys.map((name) => first(name) ?? name) };
}

/** The usage plans of an API by name, with their keys. */
export function usagePlans(
  name: string,
  plans: Readonly<Record<string, UsagePlanArguments>> | undefined,
  context: UsagePlansContext,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, aws.apigateway.UsagePlan>> {
  return mapRecord(plans ?? {}, (args, planName) => usagePlan(`${name}-${planName}`, args, context, opts));
}

function usagePlan(
  name: string,
  args: UsagePlanArguments,
  context: UsagePlansContext,
  opts: pulumi.CustomResourceOptions,
): aws.apigateway.UsagePlan {
  const { restApi, stages, apiKeys, tags, transform } = context;
  const { description, throttle, methodThrottle, quota } = args;
  const throttles = Object.entries(methodThrottle ?? {}).flatMap(([key, limits]) =>
    limits === undefined ? [] : [{ path: pathOf(key), ...limitsOf(limits) }],
  );
  const apiStages = (args.stages ?? Object.keys(stages)).flatMap((stageName) => {
    const stage = stages[stageName]?.stage;
    return stage === undefined ? [] : [{ apiId: restApi.id, stage: stage.stageName, ...(throttles.length > 0 && { throttles }) }];
  });
  const plan = new aws.apigateway.UsagePlan(
    ...transformed(
      transform.usagePlan,
      name,
      {
        description,
        apiStages,
        throttleSettings: throttle && limitsOf(throttle),
        quotaSettings: quota && { ...quota },
        tags: tags && { ...tags },
      },
      opts,
    ),
  );
  for (const keyName of args.apiKeys ?? []) {
    const key = apiKeys[keyName];
    if (key === undefined) continue;
    new aws.apigateway.UsagePlanKey(
      ...transformed(transform.usagePlanKey, `${name}-${keyName}`, { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id }, opts),
    );
  }
  return plan;
}

// https://docs.aws.amazon.com/apigateway/latest/api/API_ApiStage.html: the resource path and the method, `//GET` for the root.
function pathOf(key: string): string {
  const [method, path] = key.split(" ");
  return `${path}/${method}`;
}

function limitsOf({ rate, burst }: { readonly rate: number; readonly burst: number }): {
  readonly rateLimit: number;
  readonly burstLimit: number;
} {
  return { rateLimit: rate, burstLimit: burst };
}
