import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, nearest, type Problem } from "../../definition/index";
import { policyDocument } from "../iam/policy-document";

/** What callers are let call of. */
export interface CalledApi {
  readonly restApi: aws.apigateway.RestApi;
  readonly definition: ApiDefinition;
  readonly stages: Readonly<Record<string, unknown>>;
}

/** Which of an API's stages a role may call. */
export interface GrantExecuteOptions<StageName extends string = string> {
  /** @default all stages of the API */
  readonly stages?: readonly StageName[];
}

/** What of routes and stages the API has not, each at its place. */
export function executeProblems(api: CalledApi, routes: readonly string[], stages: readonly string[]): readonly Problem[] {
  return [...unknown("routes", routes, Object.keys(api.definition.routes)), ...unknown("stages", stages, Object.keys(api.stages))];
}

function unknown(where: string, given: readonly string[], known: readonly string[]): readonly Problem[] {
  if (given.length === 0) return [{ where, message: `is empty. The API's are ${known.join(", ")}.`, rule: "execute-api" }];
  return given.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const meant = nearest(name, known);
    const message = `is ${JSON.stringify(name)}. ${meant === undefined ? `The API's are ${known.join(", ")}.` : `Did you mean ${meant}?`}`;
    return [{ where: `${where}[${index}]`, message, rule: "execute-api" }];
  });
}

/** Routes to which no policy of IAM opens the way, since they ask for no signature. */
export function routesWithoutIam({ definition }: CalledApi, routes: readonly string[]): readonly string[] {
  return routes.filter((route) => definition.routes[route]?.authorization.type !== "AWS_IAM");
}

/**
 * The ARN of a route on a stage as policies of its callers name it. A path variable is a star there, since callers send its value.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function executeArn({ restApi, definition }: CalledApi, route: string, stage: string): pulumi.Output<string> {
  const { method = "", path = "" } = definition.routes[route] ?? {};
  return pulumi.interpolate`${restApi.executionArn}/${stage}/${method === "ANY" ? "*" : method}${path.replace(/\{[^}]*\}/g, "*")}`;
}

/** Lets a role call routes on stages, and nothing else. */
export function grantExecute(
  name: string,
  api: CalledApi,
  role: aws.iam.Role,
  routes: readonly string[],
  stages: readonly string[],
  opts: pulumi.CustomResourceOptions,
): aws.iam.RolePolicy {
  const policy = pulumi
    .all(stages.flatMap((stage) => routes.map((route) => executeArn(api, route, stage))))
    .apply((arns) => policyDocument([{ actions: ["execute-api:Invoke"], resources: [...new Set(arns)].sort() }]));
  return new aws.iam.RolePolicy(name, { role: role.name, policy }, opts);
}
