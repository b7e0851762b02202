import fc from "fast-check";
import {
  type ApiDefinition,
  type Authorization,
  type Authorizer,
  type Endpoint,
  GATEWAY_RESPONSE_TYPES,
  type GatewayResponse,
  type Integration,
  type IntegrationResponse,
  type JsonObject,
  JWT_SIGNING_ALGORITHMS,
  METHODS,
  type MethodResponse,
  type Model,
  pathVariables,
  type RequestValidator,
  type Route,
  routeKey,
} from "../../definition/index";

/** An arbitrary for every property of a type: a new property without one does not compile. */
type ArbitrariesOf<T> = { readonly [Name in keyof Required<T>]: fc.Arbitrary<Required<T>[Name]> };

const AWKWARD = [
  "__proto__",
  "constructor",
  "toString",
  "200",
  "0",
  "default",
  "$ref",
  "a/b~c",
  "é",
  "$input.body",
  '"',
  "\n",
  "%2F",
  "⟦late⟧",
];

/** Any text, awkward ones often. */
export const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom(...AWKWARD));
const name = text.filter((value) => value !== "");
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,6}$/);
const status = fc.integer({ min: 100, max: 599 }).map(String);

/** An object with any names. */
function dictionary<T>(value: fc.Arbitrary<T>, key: fc.Arbitrary<string> = name): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true });
}

const texts = fc.array(text, { maxLength: 3 });
const textMap = dictionary(text);
const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: false });
const jsonObject: fc.Arbitrary<JsonObject> = fc
  .dictionary(name, json, { maxKeys: 3, noNullPrototype: true })
  .map((members): JsonObject => JSON.parse(JSON.stringify(members)));

const extensions = jsonObject.map((members) => Object.fromEntries(Object.entries(members).map(([key, value]) => [`x-${key}`, value])));

/** Segments of a resource path, a greedy one at most at its end. */
const path = fc
  .tuple(
    fc.uniqueArray(
      fc.oneof(
        word,
        word.map((variable) => `{${variable}}`),
      ),
      { maxLength: 3 },
    ),
    fc.option(fc.constant("{proxy+}"), { freq: 4 }),
  )
  .map(([segments, greedy]) => `/${[...segments, ...(greedy === null ? [] : [greedy])].join("/")}`);

const integrationResponseModel = {
  selectionPattern: fc.oneof(fc.constantFrom("2\\d{2}", ".*Error.*", "404", "500", ".+"), name).filter((pattern) => pattern !== "default"),
  statusCode: status,
  responseParameters: textMap,
  responseTemplates: textMap,
  contentHandling: fc.constantFrom("CONVERT_TO_BINARY", "CONVERT_TO_TEXT", "NEW_VALUE"),
} satisfies ArbitrariesOf<IntegrationResponse>;

/** One response a pattern, in an order that a JSON object can hold: patterns that are whole numbers come first. */
const integrationResponses = fc
  .uniqueArray(
    fc.record(integrationResponseModel, { requiredKeys: ["statusCode", "responseParameters", "responseTemplates"], noNullPrototype: true }),
    {
      selector: ({ selectionPattern }) => selectionPattern,
      maxLength: 4,
    },
  )
  .map((responses) => {
    const ordered = Object.keys(Object.fromEntries(responses.map(({ selectionPattern = "default" }) => [selectionPattern, 0])));
    return ordered.flatMap((pattern) => responses.filter(({ selectionPattern = "default" }) => selectionPattern === pattern));
  });

const integrationModel = {
  type: fc.constantFrom("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK", "NEW_VALUE"),
  httpMethod: fc.constantFrom("GET", "POST", "ANY"),
  uri: text,
  credentials: text,
  requestParameters: textMap,
  requestTemplates: textMap,
  passthroughBehavior: fc.constantFrom("WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER", "NEW_VALUE"),
  contentHandling: fc.constantFrom("CONVERT_TO_BINARY", "CONVERT_TO_TEXT", "NEW_VALUE"),
  timeoutInMillis: fc.nat(),
  connectionType: fc.constantFrom("INTERNET", "VPC_LINK", "NEW_VALUE"),
  connectionId: text,
  integrationTarget: text,
  insecureSkipVerification: fc.boolean(),
  cacheNamespace: text,
  cacheKeyParameters: texts,
  responseTransferMode: fc.constantFrom("BUFFERED", "STREAM", "NEW_VALUE"),
  responses: integrationResponses,
} satisfies ArbitrariesOf<Integration>;

export const integration: fc.Arbitrary<Integration> = fc
  .record(integrationModel, {
    requiredKeys: [
      "type",
      "requestParameters",
      "requestTemplates",
      "passthroughBehavior",
      "timeoutInMillis",
      "connectionType",
      "insecureSkipVerification",
      "cacheKeyParameters",
      "responseTransferMode",
      "responses",
    ],
    noNullPrototype: true,
  })
  .map(({ httpMethod, uri, ...rest }) =>
    rest.type === "MOCK" ? rest : { ...rest, ...(httpMethod !== undefined && { httpMethod }), ...(uri !== undefined && { uri }) },
  );

const methodResponseModel = {
  description: text,
  headers: fc.uniqueArray(name, { maxLength: 3 }).map((headers) => headers.sort()),
  models: dictionary(name),
} satisfies ArbitrariesOf<MethodResponse>;

const modelModel = {
  description: text,
  schema: jsonObject.map(({ description, ...schema }) => ({ ...schema, items: { $ref: "#/components/schemas/Other" } })),
} satisfies ArbitrariesOf<Model>;

const validatorModel = {
  validateRequestBody: fc.boolean(),
  validateRequestParameters: fc.boolean(),
} satisfies ArbitrariesOf<RequestValidator>;

const requestSource = fc
  .tuple(fc.constantFrom("method.request.header", "method.request.querystring", "stageVariables", "context"), word)
  .map((parts) => parts.join("."));

const additionalClaim = fc.record(
  { claimName: text, format: fc.constant("SINGLE_STRING" as const), required: fc.boolean(), expectedValues: texts },
  { requiredKeys: ["claimName", "format", "required"], noNullPrototype: true },
);

const authorizerModel = {
  type: fc.constantFrom("TOKEN", "REQUEST", "COGNITO_USER_POOLS", "JWT", "NEW_VALUE"),
  authorizerUri: text,
  authorizerCredentials: text,
  identitySource: fc.array(requestSource, { maxLength: 3 }),
  identityValidationExpression: text,
  authorizerResultTtlInSeconds: fc.nat(3600),
  providerArns: texts,
  jwtConfiguration: fc.record(
    {
      issuers: fc.array(
        fc.record(
          { issuer: text, audiences: texts, additionalClaims: fc.array(additionalClaim, { maxLength: 2 }) },
          { noNullPrototype: true },
        ),
        { maxLength: 2 },
      ),
      defaultAlgorithms: fc.uniqueArray(fc.constantFrom(...JWT_SIGNING_ALGORITHMS)),
    },
    { noNullPrototype: true },
  ),
} satisfies ArbitrariesOf<Authorizer>;

/** What an authorizer reads is always one header, but of REQUEST and of what is not known; what is said of tokens is of JWT alone, whose results are not kept. */
const authorizer: fc.Arbitrary<Authorizer> = fc
  .tuple(
    fc.record(authorizerModel, {
      requiredKeys: ["type", "identitySource", "authorizerResultTtlInSeconds", "providerArns", "jwtConfiguration"],
      noNullPrototype: true,
    }),
    name,
  )
  .map(([{ jwtConfiguration, ...of }, header]) => {
    if (of.type === "REQUEST" || of.type === "NEW_VALUE") return of;
    const identitySource = [`method.request.header.${header}`];
    return of.type === "JWT" ? { ...of, identitySource, authorizerResultTtlInSeconds: 0, jwtConfiguration } : { ...of, identitySource };
  });

const gatewayResponseModel = {
  statusCode: status,
  responseParameters: textMap,
  responseTemplates: textMap,
} satisfies ArbitrariesOf<GatewayResponse>;

const endpointModel = {
  type: fc.constantFrom("EDGE", "REGIONAL", "PRIVATE"),
  ipAddressType: fc.constantFrom("ipv4", "dualstack"),
  vpcEndpointIds: texts,
  disableExecuteApiEndpoint: fc.boolean(),
  securityPolicy: text,
  endpointAccessMode: text,
} satisfies ArbitrariesOf<Endpoint>;

/** The authorization of a route, by one of these authorizers or none. */
function authorization(authorizers: Readonly<Record<string, Authorizer>>): fc.Arbitrary<Authorization> {
  const named = Object.entries(authorizers).map(
    ([by, { type }]): fc.Arbitrary<Authorization> =>
      type === "COGNITO_USER_POOLS" || type === "JWT"
        ? texts.map((scopes) => ({ type: type === "JWT" ? "JWT" : "COGNITO_USER_POOLS", authorizer: by, scopes }))
        : fc.constant({ type: "CUSTOM", authorizer: by }),
  );
  return fc.oneof(fc.constant<Authorization>({ type: "NONE" }), fc.constant<Authorization>({ type: "AWS_IAM" }), ...named);
}

const parameter = fc.tuple(fc.constantFrom("header", "querystring", "path"), name).map((parts) => parts.join("."));

function route(authorizers: Readonly<Record<string, Authorizer>>): fc.Arbitrary<Route> {
  const model = {
    method: fc.constantFrom(...METHODS),
    path,
    operationName: text,
    summary: text,
    description: text,
    tags: texts,
    authorization: authorization(authorizers),
    apiKeyRequired: fc.boolean(),
    requestParameters: fc.dictionary(parameter, fc.boolean(), { maxKeys: 3, noNullPrototype: true }),
    requestModels: dictionary(name),
    requestValidator: text,
    methodResponses: dictionary(
      fc.record(methodResponseModel, { requiredKeys: ["headers", "models"], noNullPrototype: true }),
      fc.oneof(status, fc.constant("default")),
    ),
    integration,
    extensions,
  } satisfies ArbitrariesOf<Route>;
  return fc
    .record(model, {
      requiredKeys: [
        "method",
        "path",
        "tags",
        "authorization",
        "apiKeyRequired",
        "requestParameters",
        "requestModels",
        "methodResponses",
        "integration",
        "extensions",
      ],
      noNullPrototype: true,
    })
    .map((of) => ({
      ...of,
      requestParameters: {
        ...of.requestParameters,
        ...Object.fromEntries(pathVariables(of.path).map((variable) => [`path.${variable}`, true])),
      },
    }));
}

/** Definitions as OpenAPI can hold them, every property in all its forms. */
export const apiDefinition: fc.Arbitrary<ApiDefinition> = dictionary(authorizer).chain((authorizers) => {
  const model = {
    name: text,
    description: text,
    version: text,
    endpoint: fc.record(endpointModel, { requiredKeys: ["type", "vpcEndpointIds", "disableExecuteApiEndpoint"], noNullPrototype: true }),
    apiKeySource: fc.constantFrom("HEADER", "AUTHORIZER", "NEW_VALUE"),
    binaryMediaTypes: texts,
    minimumCompressionSize: fc.nat(10_485_760),
    policy: jsonObject,
    models: dictionary(fc.record(modelModel, { requiredKeys: ["schema"], noNullPrototype: true })),
    requestValidators: dictionary(fc.record(validatorModel, { noNullPrototype: true })),
    authorizers: fc.constant(authorizers),
    gatewayResponses: fc.dictionary(
      fc.constantFrom(...GATEWAY_RESPONSE_TYPES, "NEW_VALUE"),
      fc.record(gatewayResponseModel, { requiredKeys: ["responseParameters", "responseTemplates"], noNullPrototype: true }),
      { maxKeys: 3, noNullPrototype: true },
    ),
    routes: fc
      .array(route(authorizers), { maxLength: 4 })
      .map((routes) => Object.fromEntries(routes.map((of) => [routeKey(of.method, of.path), of]))),
    extensions,
  } satisfies ArbitrariesOf<ApiDefinition>;
  const whole: fc.Arbitrary<ApiDefinition> = fc.record(model, {
    requiredKeys: [
      "name",
      "version",
      "endpoint",
      "apiKeySource",
      "binaryMediaTypes",
      "models",
      "requestValidators",
      "authorizers",
      "gatewayResponses",
      "routes",
      "extensions",
    ],
    noNullPrototype: true,
  });
  // A reference to a model that is not there is left out by an import.
  return whole.map((definition) => ({ ...definition, models: { ...referredModels(definition), ...definition.models } }));
});

/** A model of each name that routes use. */
function referredModels({ routes }: ApiDefinition): Record<string, Model> {
  const names = Object.values(routes).flatMap(({ requestModels, methodResponses }) =>
    [requestModels, ...Object.values(methodResponses).map(({ models }) => models)].flatMap((used) => Object.values(used)),
  );
  return Object.fromEntries(names.map((used) => [used, { schema: { type: "object" } }]));
}
