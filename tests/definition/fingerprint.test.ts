import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import {
  type ApiDefinition,
  type Authorizer,
  ENDPOINT_REDEPLOYS,
  type Endpoint,
  fingerprint,
  type GatewayResponse,
  type Integration,
  type IntegrationResponse,
  type MethodResponse,
  type Model,
  mapRecord,
  REDEPLOYS,
  type RequestValidator,
  type Route,
  STAGE_REDEPLOYS,
  snapshot,
} from "../../definition/index";
import { apiDefinition } from "./arbitraries";

/** Two values that differ in every property, all of them given: a new property without both does not compile. */
type Pair<T> = readonly [T: Required<T>, T: Required<T>];

const integrationResponses: Pair<IntegrationResponse> = [
  {
    selectionPattern: "a",
    statusCode: "200",
    responseParameters: { a: "1" },
    responseTemplates: { a: "1" },
    contentHandling: "CONVERT_TO_TEXT",
  },
  {
    selectionPattern: "b",
    statusCode: "400",
    responseParameters: { a: "2" },
    responseTemplates: { a: "2" },
    contentHandling: "CONVERT_TO_BINARY",
  },
];

const integrations: Pair<Integration> = [
  {
    type: "AWS",
    httpMethod: "POST",
    uri: "arn:a",
    credentials: "arn:role:a",
    requestParameters: { a: "1" },
    requestTemplates: { a: "1" },
    passthroughBehavior: "NEVER",
    contentHandling: "CONVERT_TO_TEXT",
    timeoutInMillis: 1000,
    connectionType: "INTERNET",
    connectionId: "a",
    integrationTarget: "a",
    insecureSkipVerification: false,
    cacheNamespace: "a",
    cacheKeyParameters: ["a"],
    responseTransferMode: "BUFFERED",
    responses: [integrationResponses[0]],
  },
  {
    type: "AWS_PROXY",
    httpMethod: "GET",
    uri: "arn:b",
    credentials: "arn:role:b",
    requestParameters: { b: "1" },
    requestTemplates: { a: "2" },
    passthroughBehavior: "WHEN_NO_MATCH",
    contentHandling: "CONVERT_TO_BINARY",
    timeoutInMillis: 2000,
    connectionType: "VPC_LINK",
    connectionId: "b",
    integrationTarget: "b",
    insecureSkipVerification: true,
    cacheNamespace: "b",
    cacheKeyParameters: ["b"],
    responseTransferMode: "STREAM",
    responses: [],
  },
];

const methodResponses: Pair<MethodResponse> = [
  { description: "a", headers: ["a"], models: { a: "A" } },
  { description: "b", headers: ["b"], models: { a: "B" } },
];

const routes: Pair<Route> = [
  {
    method: "GET",
    path: "/a",
    operationName: "a",
    summary: "a",
    description: "a",
    tags: ["a"],
    authorization: { type: "NONE" },
    apiKeyRequired: false,
    requestParameters: { "header.a": true },
    requestModels: { a: "A" },
    requestValidator: "a",
    methodResponses: { 200: methodResponses[0] },
    integration: integrations[0],
    extensions: { "x-a": 1 },
  },
  {
    method: "ANY",
    path: "/b",
    operationName: "b",
    summary: "b",
    description: "b",
    tags: ["b"],
    authorization: { type: "COGNITO_USER_POOLS", authorizer: "a", scopes: [] },
    apiKeyRequired: true,
    requestParameters: { "header.a": false },
    requestModels: { a: "B" },
    requestValidator: "b",
    methodResponses: {},
    integration: integrations[1],
    extensions: { "x-a": 2 },
  },
];

const models: Pair<Model> = [
  { description: "a", schema: { type: "object" } },
  { description: "b", schema: { type: "array" } },
];

const validators: Pair<RequestValidator> = [
  { validateRequestBody: true, validateRequestParameters: true },
  { validateRequestBody: false, validateRequestParameters: false },
];

const authorizers: Pair<Authorizer> = [
  {
    type: "TOKEN",
    authorizerUri: "arn:a",
    authorizerCredentials: "arn:role:a",
    identitySource: ["a"],
    identityValidationExpression: "a",
    authorizerResultTtlInSeconds: 0,
    providerArns: ["a"],
    jwtConfiguration: { issuers: [{ issuer: "https://a", audiences: ["a"], additionalClaims: [] }], defaultAlgorithms: ["RS256"] },
  },
  {
    type: "REQUEST",
    authorizerUri: "arn:b",
    authorizerCredentials: "arn:role:b",
    identitySource: ["b"],
    identityValidationExpression: "b",
    authorizerResultTtlInSeconds: 300,
    providerArns: ["b"],
    jwtConfiguration: { issuers: [{ issuer: "https://b", audiences: ["a"], additionalClaims: [] }], defaultAlgorithms: ["RS256"] },
  },
];

const gatewayResponses: Pair<GatewayResponse> = [
  { statusCode: "404", responseParameters: { a: "1" }, responseTemplates: { a: "1" } },
  { statusCode: "410", responseParameters: { a: "2" }, responseTemplates: { b: "1" } },
];

const endpoints: Pair<Endpoint> = [
  {
    type: "EDGE",
    ipAddressType: "ipv4",
    vpcEndpointIds: ["a"],
    disableExecuteApiEndpoint: false,
    securityPolicy: "TLS_1_0",
    endpointAccessMode: "BASIC",
  },
  {
    type: "PRIVATE",
    ipAddressType: "dualstack",
    vpcEndpointIds: ["b"],
    disableExecuteApiEndpoint: true,
    securityPolicy: "TLS_1_2",
    endpointAccessMode: "STRICT",
  },
];

const definitions: Pair<ApiDefinition> = [
  {
    name: "a",
    description: "a",
    version: "1",
    endpoint: endpoints[0],
    apiKeySource: "HEADER",
    binaryMediaTypes: ["a/a"],
    minimumCompressionSize: 0,
    policy: { Statement: [] },
    models: { A: models[0] },
    requestValidators: { a: validators[0] },
    authorizers: { a: authorizers[0] },
    gatewayResponses: { DEFAULT_4XX: gatewayResponses[0] },
    routes: { "GET /a": routes[0] },
    extensions: { "x-a": 1 },
  },
  {
    name: "b",
    description: "b",
    version: "2",
    endpoint: endpoints[1],
    apiKeySource: "AUTHORIZER",
    binaryMediaTypes: ["*/*"],
    minimumCompressionSize: 1,
    policy: {},
    models: {},
    requestValidators: {},
    authorizers: {},
    gatewayResponses: {},
    routes: {},
    extensions: {},
  },
];

const BASE = definitions[0];

describe("The fingerprints of what a deployment snapshots", () => {
  tellsApart("of the API", definitions, (definition) => definition, REDEPLOYS);
  tellsApart("of the endpoint", endpoints, (endpoint) => ({ ...BASE, endpoint }), ENDPOINT_REDEPLOYS);
  tellsApart("of a route", routes, withRoute);
  tellsApart("of an integration", integrations, withIntegration);
  tellsApart("of an integration response", integrationResponses, (response) =>
    withIntegration({ ...integrations[0], responses: [response] }),
  );
  tellsApart("of a method response", methodResponses, (response) => withRoute({ ...routes[0], methodResponses: { 200: response } }));
  tellsApart("of a model", models, (model) => ({ ...BASE, models: { A: model } }));
  tellsApart("of a request validator", validators, (validator) => ({ ...BASE, requestValidators: { a: validator } }));
  tellsApart("of an authorizer", authorizers, (authorizer) => ({ ...BASE, authorizers: { a: authorizer } }));
  tellsApart("of a gateway response", gatewayResponses, (response) => ({ ...BASE, gatewayResponses: { DEFAULT_4XX: response } }));

  it("know no stage, all of which is live at once", () => {
    assert.deepEqual(new Set(Object.values(STAGE_REDEPLOYS)), new Set([false]));
  });

  it("stay when members, and lists that are sets, are ordered otherwise", () => {
    fc.assert(fc.property(apiDefinition, (definition) => assert.deepEqual(fingerprints(reordered(definition)), fingerprints(definition))));
  });

  it("change when the order of integration responses does, or that of a schema's list", () => {
    const [a, b] = integrationResponses;
    assert.notDeepEqual(
      fingerprints(withIntegration({ ...integrations[0], responses: [a, b] })),
      fingerprints(withIntegration({ ...integrations[0], responses: [b, a] })),
    );
    const withSchema = (...prefixItems: string[]) => fingerprints({ ...BASE, models: { A: { schema: { prefixItems } } } });
    assert.notDeepEqual(withSchema("a", "b"), withSchema("b", "a"));
  });

  it("name the part that changes, and no other", () => {
    for (const name of typedKeys(REDEPLOYS)) {
      const [before, after] = [fingerprints(BASE), fingerprints({ ...BASE, [name]: definitions[1][name] })];
      const changed = typedKeys(REDEPLOYS).filter((part) => before[part] !== after[part]);
      assert.deepEqual(changed, [name]);
    }
  });

  it("leave out what has nothing in it", () => {
    const empty = {
      binaryMediaTypes: [],
      models: {},
      requestValidators: {},
      authorizers: {},
      gatewayResponses: {},
      routes: {},
      extensions: {},
    };
    const { description: _, minimumCompressionSize: __, policy: ___, ...rest } = { ...BASE, ...empty };
    assert.deepEqual(Object.keys(fingerprints(rest)).sort(), ["apiKeySource", "endpoint", "name", "version"]);
  });

  it("are texts as they are, other parts as canonical JSON, and the beginning of a SHA-256 where that is long", () => {
    assert.equal(fingerprint("HEADER"), "HEADER");
    assert.equal(fingerprint({ b: 1, a: ["c"] }), '{"a":["c"],"b":1}');
    assert.match(fingerprint("a".repeat(81)), /^[0-9a-f]{16}$/);
  });
});

/** One test for every property: its other value, and its absence, change the fingerprint exactly if the table says so. */
function tellsApart<T extends object>(
  what: string,
  [from, to]: Pair<T>,
  within: (value: Required<T>) => ApiDefinition,
  redeploys: Partial<Record<keyof T, boolean>> = {},
): void {
  for (const [name, value] of Object.entries(to)) {
    const changes = Object.entries(redeploys).find(([known]) => known === name)?.[1] !== false;
    it(`${changes ? "change" : "stay"} with the ${name} ${what}`, () => {
      assert.notDeepEqual(Object.entries(from).find(([own]) => own === name)?.[1], value);
      assert.equal(!isDeepStrictEqual(fingerprints(within({ ...from, [name]: value })), fingerprints(within(from))), changes);
    });
  }
}

function fingerprints(definition: ApiDefinition): Readonly<Record<string, string>> {
  return mapRecord(snapshot(definition), fingerprint);
}

function typedKeys<T extends object>(object: T): readonly (keyof T)[];
function typedKeys(object: object): readonly string[] {
  return Object.keys(object);
}

function withRoute(route: Route): ApiDefinition {
  return { ...BASE, routes: { "GET /a": route } };
}

function withIntegration(integration: Integration): ApiDefinition {
  return withRoute({ ...routes[0], integration });
}

function reordered(definition: ApiDefinition): ApiDefinition {
  const { endpoint, binaryMediaTypes, routes: ofRoutes, authorizers: ofAuthorizers } = definition;
  return backwards({
    ...definition,
    endpoint: { ...endpoint, vpcEndpointIds: endpoint.vpcEndpointIds.toReversed() },
    binaryMediaTypes: binaryMediaTypes.toReversed(),
    authorizers: mapRecord(ofAuthorizers, (of) => ({
      ...of,
      identitySource: of.identitySource.toReversed(),
      providerArns: of.providerArns.toReversed(),
    })),
    routes: mapRecord(ofRoutes, (of) => ({
      ...of,
      tags: of.tags.toReversed(),
      authorization:
        of.authorization.type === "COGNITO_USER_POOLS"
          ? { ...of.authorization, scopes: of.authorization.scopes.toReversed() }
          : of.authorization,
      methodResponses: mapRecord(of.methodResponses, (response) => ({ ...response, headers: response.headers.toReversed() })),
      integration: { ...of.integration, cacheKeyParameters: of.integration.cacheKeyParameters.toReversed() },
    })),
  });
}

/** The same value with the members of every object in the opposite order. */
function backwards(value: ApiDefinition): ApiDefinition;
function backwards(value: unknown): unknown;
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, backwards(member)]),
  );
}
