import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type ApiArguments,
  type ApiDefinition,
  DEFAULTS,
  defineApi,
  defineDomain,
  defineStage,
  type Endpoint,
  type Integration,
  mapRecord,
  type Named,
  type RouteArguments,
  readOpenApi,
} from "../../definition/index";

function api(
  integration: RouteArguments<Named>["integration"] = { type: "AWS" },
  authorizer: "TOKEN" | "REQUEST" = "TOKEN",
): ApiDefinition {
  return defineApi("pets", {
    routes: { "GET /": { integration, body: "Pet" } },
    models: { Pet: { type: "object" } },
    authorizers: { auth: { type: authorizer, function: "⟦fn⟧" } },
  });
}

const jwt = (): ApiDefinition =>
  defineApi("pets", {
    routes: { "GET /": { integration: { type: "MOCK" } } },
    authorizers: { auth: { type: "JWT", jwtConfiguration: { issuers: [{ issuer: "https://example.com", audiences: ["pets"] }] } } },
  });

function integrationOf(args?: RouteArguments<Named>["integration"]): Integration | undefined {
  return api(args).routes["GET /"]?.integration;
}

const endpointOf = (args: Partial<ApiArguments<Named>>): Endpoint =>
  defineApi("pets", { routes: { "GET /": { integration: { type: "MOCK" } } }, ...args }).endpoint;
const domain = () => defineDomain({ domainName: "api.example.com", routingRules: { one: { priority: 1, stage: {} } } });
const cached = () => defineStage("dev", { cache: { clusterSize: "0.5" } }).methodSettings["*"]?.cache;
const imported = () =>
  readOpenApi({
    openapi: "3.0.1",
    info: { title: "pets" },
    paths: { "/": { get: { "x-amazon-apigateway-integration": { type: "aws" } } } },
    components: {
      securitySchemes: {
        auth: { type: "apiKey", in: "header", name: "A", "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "⟦fn⟧" } },
      },
    },
  });

/** What each default is, where a definition shows it, and what docs/defaults.md calls it and says. */
const ROWS: Readonly<Record<keyof typeof DEFAULTS, readonly [value: unknown, seen: () => unknown, what: string, says: string]>> = {
  version: ["1.0", () => api().version, "`version`", '`"1.0"`'],
  endpointType: ["REGIONAL", () => api().endpoint.type, "`endpointType`", "`REGIONAL`"],
  disableExecuteApiEndpoint: [false, () => api().endpoint.disableExecuteApiEndpoint, "`disableExecuteApiEndpoint`", "`false`"],
  securityPolicy: [
    DEFAULTS.securityPolicy,
    () => mapRecord(DEFAULTS.securityPolicy, (_, type) => endpointOf({ endpointType: type }).securityPolicy),
    "`securityPolicy`",
    "`SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09`, of an edge-optimized API `SecurityPolicy_TLS12_PFS_2025_EDGE`",
  ],
  endpointAccessMode: ["BASIC", () => endpointOf({}).endpointAccessMode, "`endpointAccessMode`", "`BASIC`"],
  apiKeySource: ["HEADER", () => api().apiKeySource, "`apiKeySource`", "`HEADER`"],
  validationErrors: [true, () => api().gatewayResponses.BAD_REQUEST_BODY !== undefined, "`validationErrors`", "`true`"],
  authorization: ["NONE", () => api().routes["GET /"]?.authorization.type, "`authorization` of a route", "`NONE`"],
  apiKeyRequired: [false, () => api().routes["GET /"]?.apiKeyRequired, "`apiKeyRequired` of a route", "`false`"],
  timeoutInMillis: [29_000, () => integrationOf()?.timeoutInMillis, "`integration.timeoutInMillis`", "29000"],
  passthroughBehavior: [
    "WHEN_NO_TEMPLATES",
    () => integrationOf()?.passthroughBehavior,
    "`integration.passthroughBehavior`",
    "`WHEN_NO_TEMPLATES`",
  ],
  proxyPassthroughBehavior: [
    "WHEN_NO_MATCH",
    () => integrationOf({ type: "AWS_PROXY" })?.passthroughBehavior,
    "`integration.passthroughBehavior` of a proxy",
    "`WHEN_NO_MATCH`",
  ],
  connectionType: ["INTERNET", () => integrationOf()?.connectionType, "`connectionId`", "by the internet"],
  insecureSkipVerification: [false, () => integrationOf()?.insecureSkipVerification, "`insecureSkipVerification`", "`false`"],
  responseTransferMode: ["BUFFERED", () => integrationOf()?.responseTransferMode, "`responseTransferMode`", "`BUFFERED`"],
  statusCode: [200, () => Number(integrationOf()?.responses[0]?.statusCode), "`responses` of a custom integration", "status 200"],
  identitySource: [
    "method.request.header.Authorization",
    () => api().authorizers["auth"]?.identitySource[0],
    "authorizer `identitySource`",
    "the header `Authorization`",
  ],
  authorizerResultTtlInSeconds: [
    300,
    () => api().authorizers["auth"]?.authorizerResultTtlInSeconds,
    "authorizer `authorizerResultTtlInSeconds`",
    "300",
  ],
  jwtAlgorithms: [
    ["RS256"],
    () => jwt().authorizers["auth"]?.jwtConfiguration?.defaultAlgorithms,
    "JWT authorizer `defaultAlgorithms`",
    "`RS256`",
  ],
  tracing: [false, () => defineStage("dev", {}).tracing, "stage `tracing`", "`false`"],
  cacheTtlSeconds: [300, () => cached()?.ttlSeconds, "stage `cache.ttlSeconds`, `cache.encrypted`", "300"],
  cacheEncrypted: [true, () => cached()?.encrypted, "stage `cache.ttlSeconds`, `cache.encrypted`", "`true`"],
  requireAuthorizationForCacheControl: [
    true,
    () => cached()?.requireAuthorizationForCacheControl,
    "stage `cache.requireAuthorizationForCacheControl`",
    "`true`",
  ],
  unauthorizedCacheControlHeaderStrategy: [
    "SUCCEED_WITH_RESPONSE_HEADER",
    () => cached()?.unauthorizedCacheControlHeaderStrategy,
    "stage `cache.unauthorizedCacheControlHeaderStrategy`",
    "`SUCCEED_WITH_RESPONSE_HEADER`",
  ],
  useStageCache: [
    false,
    () => defineStage("dev", { canary: { percentTraffic: 1 } }).canary?.useStageCache,
    "`canary.useStageCache`",
    "`false`",
  ],
  domainEndpointType: ["REGIONAL", () => domain().endpointType, "domain name `endpointType`, `ipAddressType`", "as those of an API"],
  domainSecurityPolicy: ["TLS_1_2", () => domain().securityPolicy, "domain name `securityPolicy`", "`TLS_1_2`"],
  stripBasePath: [false, () => domain().routingRules["one"]?.stripBasePath, "routing rule `stripBasePath`", "`false`"],
};

describe("The defaults", () => {
  const page = readFileSync("docs/defaults.md", "utf8");
  for (const [name, [value, seen, what, says]] of Object.entries(ROWS)) {
    it(`make ${name} ${JSON.stringify(value)}`, () => {
      assert.deepEqual(seen(), value);
      assert.deepEqual(Reflect.get(DEFAULTS, name), value);
    });

    it(`are told: ${name}`, () => {
      const row = page.split("\n").find((line) => line.startsWith(`| ${what} |`));
      assert.ok(row?.split(" | ")[1]?.includes(says), `| ${what} | ${says} |: ${row}`);
    });
  }

  it("of a document are API Gateway's own, which are others in two places", () => {
    const { endpoint, routes, authorizers, version } = imported();
    const { integration } = routes["GET /"] ?? {};
    assert.deepEqual(
      [
        version,
        endpoint.type,
        integration?.passthroughBehavior,
        integration?.timeoutInMillis,
        authorizers["auth"]?.authorizerResultTtlInSeconds,
      ],
      ["1.0", "EDGE", "WHEN_NO_MATCH", 29_000, 300],
    );
  });

  it("leave results of a REQUEST authorizer without identity sources uncached", () => {
    assert.equal(api(undefined, "REQUEST").authorizers["auth"]?.authorizerResultTtlInSeconds, 0);
  });
});
