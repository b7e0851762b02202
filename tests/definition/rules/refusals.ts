/** How the tests of the rules write what is wrong. */
import assert from "node:assert/strict";
import {
  type Account,
  type ApiArguments,
  type ApiDefinition,
  check,
  type Integration,
  type Named,
  Places,
  type ReadApi,
  type Route,
  readArguments,
  type StageDefinition,
} from "../../../definition/index";

export const FUNCTION_URI =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations";

export const STAGE: StageDefinition = { name: "dev", variables: {}, tracing: false, methodSettings: {} };

/** A definition that API Gateway takes, but for the parts that are given, which may be what no type allows. */
export function api(parts: object = {}): ApiDefinition {
  return {
    name: "pets",
    version: "1.0",
    endpoint: { type: "REGIONAL", vpcEndpointIds: [], disableExecuteApiEndpoint: false },
    apiKeySource: "HEADER",
    binaryMediaTypes: [],
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    routes: { "GET /": route() },
    extensions: {},
    ...parts,
  };
}

export function route(parts: object = {}): Route {
  return {
    method: "GET",
    path: "/",
    tags: [],
    authorization: { type: "NONE" },
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    methodResponses: { 200: { headers: [], models: {} } },
    integration: integration(),
    extensions: {},
    ...parts,
  };
}

export function integration(parts: object = {}): Integration {
  return {
    type: "AWS",
    httpMethod: "POST",
    uri: FUNCTION_URI,
    requestParameters: {},
    requestTemplates: {},
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29_000,
    connectionType: "INTERNET",
    insecureSkipVerification: false,
    cacheKeyParameters: [],
    responseTransferMode: "BUFFERED",
    responses: [{ statusCode: "200", responseParameters: {}, responseTemplates: {} }],
    ...parts,
  };
}

/** The API with one route `GET /` that has these parts. */
export function withRoute(parts: object): ApiDefinition {
  return api({ routes: { "GET /": route(parts) } });
}

/** The API with one route `GET /` whose integration has these parts. */
export function withIntegration(parts: object): ApiDefinition {
  return withRoute({ integration: integration(parts) });
}

export function problemsOf(definition: ApiDefinition, stages: readonly StageDefinition[] = [STAGE], account: Account = {}): string[] {
  return check(readAs(definition), stages, account).map(({ where, message }) => `${where}: ${message}`);
}

/** The definition as if its author had written it so. */
export function readAs(definition: ApiDefinition): ReadApi {
  return {
    written: definition,
    definition,
    places: new Places(),
    cors: { all: undefined, routes: {} },
    policy: undefined,
    integrations: [],
    routeKeys: [],
  };
}

/** What is wrong with typed arguments. */
export function argumentProblems(args: Partial<ApiArguments<Named>>): string[] {
  const whole = { routes: { "GET /": { integration: { type: "AWS_PROXY", httpMethod: "POST", function: "⟦calc⟧" } } }, ...args } as const;
  return check(readArguments("pets", whole), [STAGE]).map(({ where, message }) => `${where}: ${message}`);
}

/** One problem, at that place, that says all of the texts. */
export function assertRefused(problems: readonly string[], where: string, ...texts: readonly string[]): void {
  assert.equal(problems.length, 1, problems.join("\n"));
  assert.equal(problems[0]?.split(": ", 1)[0], where, problems[0]);
  for (const text of texts) assert.ok(problems[0]?.includes(text), `${problems[0]} should say: ${text}`);
}

export type Case = readonly [what: string, definition: ApiDefinition, where: string, ...texts: string[]];

/** A test for each. */
export function itRefuses(cases: readonly Case[]): void {
  for (const [what, definition, where, ...texts] of cases)
    it(`refuses ${what}`, () => assertRefused(problemsOf(definition), where, ...texts));
}

/** A test for each, of what API Gateway takes. */
export function itTakes(cases: readonly (readonly [what: string, definition: ApiDefinition])[]): void {
  for (const [what, definition] of cases) it(`take ${what}`, () => assert.deepEqual(problemsOf(definition), []));
}
