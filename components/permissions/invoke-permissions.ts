import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type ApiDefinition,
  arnParts,
  FUNCTION_POLICY_BYTES,
  type FunctionPolicy,
  formatArn,
  type PermissionPlan,
  type PermissionStatement,
  planPermissions,
  present,
  type StageDefinition,
  type Widening,
} from "../../definition/index";
import { alternatives, type FunctionTarget } from "../references/function-reference";
import { isRunLocally } from "../run-locally";
import { type Transform, transformed } from "../transform";
import { withoutStackTraces } from "../without-stack-traces";
import { namedTargets, planByStageVariable } from "./stage-variable-permissions";

export interface PermissionTransform {
  /** Each statement in a function's own policy. */
  readonly permission?: Transform<aws.lambda.PermissionArgs>;
}

/** Functions by the text that stands for their invocation uri. */
export type Functions = ReadonlyMap<string, FunctionTarget>;

// Pulumi makes new statements before it takes old ones away, so that any two plans have to fit in one policy:
// docs/decisions/0006-half-a-policy.md.
const HALF_A_POLICY = FUNCTION_POLICY_BYTES / 2;

/** Who has to be allowed to invoke the functions that no role may invoke. */
export function planInvokePermissions(
  definition: ApiDefinition,
  stages: readonly StageDefinition[],
  functions: Functions,
  testInvoke: boolean,
): PermissionPlan {
  const targets = Object.values(definition.routes).map(({ method, path, integration: { uri, credentials } }) => ({
    method,
    path,
    target: credentials === undefined ? functions.get(uri ?? "") : undefined,
  }));
  const authorizers = Object.entries(definition.authorizers).flatMap(([authorizer, { authorizerUri, authorizerCredentials }]) => {
    const target = authorizerCredentials === undefined ? functions.get(authorizerUri ?? "") : undefined;
    return target === undefined ? [] : alternatives(target).map((fn) => ({ name: authorizer, function: fn.name }));
  });
  const routes = targets.map(({ target, ...route }) => ({
    ...route,
    function: target?.byStageVariable === undefined ? target?.name : undefined,
  }));
  const direct = new Set([...routes.map((route) => route.function), ...authorizers.map((authorizer) => authorizer.function)]);
  const twice = [...namedTargets(targets)].filter((name) => direct.has(name));
  const request = {
    routes,
    authorizers,
    stages: stages.map(({ name }) => name),
    testInvoke,
    functions: policiesOf(functions, twice),
    limit: HALF_A_POLICY,
  };
  return together(planPermissions(request), planByStageVariable(targets, stages, request));
}

/**
 * What is known of the functions' policies before deployment: the length of an ARN that is given as text; and what the other plan takes of
 * a function that is invoked both ways.
 */
function policiesOf(functions: Functions, twice: readonly string[]): Readonly<Record<string, FunctionPolicy>> {
  const targets = [...functions.values()].flatMap(alternatives);
  return Object.fromEntries(
    targets.map(({ name, arn }) => [
      name,
      present({
        arnBytes: typeof arn === "string" ? arn.length : undefined,
        otherBytes: twice.includes(name) ? HALF_A_POLICY / 2 : undefined,
      }),
    ]),
  );
}

/** Both plans; a function that is invoked in both ways has each statement once. */
function together(one: PermissionPlan, other: PermissionPlan): PermissionPlan {
  const known = new Set(one.statements.map((statement) => `${statement.function} ${statement.source}`));
  return {
    statements: [...one.statements, ...other.statements.filter((statement) => !known.has(`${statement.function} ${statement.source}`))],
    widened: [...one.widened, ...other.widened],
    problems: [...one.problems, ...other.problems],
  };
}

/** Says of every statement that allows more than its own route what it allows besides, and why: once for each function and cause. */
export function reportWidenings({ widened }: PermissionPlan, component: pulumi.Resource): void {
  const reports = new Map<string, { readonly cause: Widening["cause"]; readonly lines: readonly string[] }>();
  for (const { source, function: fn, cause, alsoGrants } of widened) {
    const heading = `The policy of function "${fn}": ${CAUSES[cause]}`;
    const lines = reports.get(heading)?.lines ?? [];
    reports.set(heading, { cause, lines: [...lines, `  ${source} also allows ${alsoGrants.join(", ")}`] });
  }
  for (const [heading, { cause, lines }] of reports) {
    const text = [heading, ...lines].join("\n");
    if (cause === "room") pulumi.log.warn(text, component);
    else pulumi.log.info(text, component);
  }
}

const CAUSES: Readonly<Record<Widening["cause"], string>> = {
  room: "there is no room for a statement for each route and stage.",
  ANY: "a source ARN has a star for ANY, and a star lets slashes pass.",
  authorizer: "the id of an authorizer in an imported document is not known.",
};

export interface InvokePermissionsContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly functions: Functions;
  readonly transform: PermissionTransform;
}

/** The statements of a plan, each in its function's own policy. */
export function invokePermissions(
  name: string,
  { statements }: PermissionPlan,
  { restApi, functions, transform }: InvokePermissionsContext,
  opts: pulumi.CustomResourceOptions,
): readonly aws.lambda.Permission[] {
  const targets = new Map([...functions.values()].flatMap(alternatives).map((target) => [target.name, target]));
  reportSame([...targets.values()], restApi);
  reportForeign([...targets.values()], restApi);
  return statements.flatMap((statement) => {
    const target = targets.get(statement.function);
    return target === undefined ? [] : [invokePermission(name, statement, target, restApi, transform, opts)];
  });
}

/** Where two references turn out to be one function once their ARNs are known: each took half of its policy. */
function reportSame(targets: readonly FunctionTarget[], restApi: aws.apigateway.RestApi): void {
  pulumi.all(targets.map(({ arn }) => arn)).apply((arns) => {
    for (const [index, arn] of arns.entries()) {
      const first = arns.indexOf(arn);
      if (first === index || !arn?.startsWith("arn:")) continue;
      const [one, other] = [targets[first]?.name, targets[index]?.name];
      const remedy =
        "its policy gets the statements of both, and may have no room for them. Give it in one way: the component, the resource, or one text for its ARN";
      void pulumi.log.warn(`The functions "${one}" and "${other}" are one, ${arn}: ${remedy}.`, restApi);
    }
  });
}

/**
 * Functions of another account that no provider of it makes: AddPermission is none of what Lambda lets other accounts do.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
function reportForeign(targets: readonly FunctionTarget[], restApi: aws.apigateway.RestApi): void {
  if (isRunLocally()) return;
  const unprovided = targets.filter(({ provider }) => provider === undefined);
  pulumi.all([restApi.executionArn, unprovided.map(({ arn }) => arn)]).apply(([executionArn, arns]) => {
    const own = accountIn(executionArn);
    for (const [index, arn] of arns.entries()) {
      const account = accountIn(arn);
      if (own === undefined || account === undefined || account === own) continue;
      const remedy =
        "alone changes its policy. Give aws.lambda.Function.get(name, arn, undefined, { provider }) with a provider of that account";
      void pulumi.log.warn(`The function "${unprovided[index]?.name}" is of the account ${account}, which ${remedy}.`, restApi);
    }
  });
}

function accountIn(arn: unknown): string | undefined {
  return typeof arn === "string" ? /^\d{12}$/.exec(arnParts(arn).account)?.[0] : undefined;
}

function invokePermission(
  name: string,
  { source, statementId, function: fn }: PermissionStatement,
  target: FunctionTarget,
  restApi: aws.apigateway.RestApi,
  transform: PermissionTransform,
  opts: pulumi.CustomResourceOptions,
): aws.lambda.Permission {
  const args = {
    statementId: pulumi.interpolate`${restApi.id}-${statementId}`,
    action: "lambda:InvokeFunction",
    function: target.function,
    qualifier: target.qualifier,
    region: target.region,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi
      // As texts, also where the mocks of somebody's test give no ARN.
      .all([pulumi.interpolate`${restApi.executionArn}`, pulumi.interpolate`${target.arn}`])
      .apply(([executionArn, arn]) => `${inRegionOf(arn, executionArn)}/${source}`),
  };
  return withoutStackTraces(
    () =>
      new aws.lambda.Permission(
        ...transformed(
          transform.permission,
          `${name} ${fn} ${source}`,
          args,
          target.provider === undefined ? opts : { ...opts, provider: target.provider },
        ),
      ),
  );
}

// Where the function is in another region than the API, the source ARN has the function's: Lambda developer guide, "Invoking a Lambda
// function using an Amazon API Gateway endpoint".
function inRegionOf(functionArn: string, executionArn: string): string {
  return formatArn({ ...arnParts(executionArn), region: arnParts(functionArn).region });
}
