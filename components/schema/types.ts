/** The shapes of what an author gives: what a component checks, and what programs in other languages are told of. */
import type {
  CacheArguments,
  CachedArguments,
  CorsArguments,
  GatewayResponseArguments,
  IdentitySource,
  IntegrationArguments,
  IntegrationResponseArguments,
  JwtAdditionalClaimArguments,
  JwtConfigurationArguments,
  JwtIssuerArguments,
  JwtSigningAlgorithm,
  Late,
  LiveSettingsArguments,
  MethodResponseArguments,
  MethodSettingsArguments,
  QuotaArguments,
  Quotas,
  RouteArguments,
  RouteAuthorizer,
  Throttle,
  UnauthorizedCacheControl,
  UsagePlanArguments,
} from "../../definition/index";
import type { ApiKeyArgs } from "../access/api-keys";
import type { RestApiArgs, RestApiTransform } from "../arguments/rest-api-arguments";
import type { ServiceCall, ServicePolicy } from "../references/service-call";
import {
  boolean,
  type Enumeration,
  either,
  enumeration,
  integer,
  json,
  late,
  list,
  map,
  native,
  number,
  type ObjectType,
  objectOf,
  objectType,
  type Property,
  shapeOf,
  text,
} from "../shape/property";

/** The package and the only module that Pulumi's component packages have. */
export const MODULE = "lambda-rest-api:index";

/** One of the types below. */
export function ref(type: string): Property {
  return { $ref: `#/types/${MODULE}:${type}`, plain: true };
}

/** One of the words of an enumeration of AWS's below, or another that AWS has added. */
export function word(type: string): Property {
  return either(ref(type), text);
}

/** The type that a reference names, if it is one of the package's own. */
export function typeOf($ref: string | undefined): ObjectType | Enumeration | undefined {
  return TYPES[$ref?.replace(`#/types/${MODULE}:`, "") ?? ""];
}

/** Where a value is taken from. */
const SOURCE = shapeOf<IdentitySource>({ $source: text, name: text }, ["$source", "name"]);

/** What only a program in TypeScript or JavaScript gives, by the functions that make integrations of services. */
const SERVICE_CALL = shapeOf<ServiceCall>(
  {
    service: text,
    target: late(text),
    arn: late(text),
    statements: list(
      objectOf(shapeOf<ServicePolicy[number]>({ actions: list(text), resources: list(late(text)) }, ["actions", "resources"])),
    ),
  },
  ["service", "target", "statements"],
);

type Args<Name extends keyof RestApiArgs> = NonNullable<RestApiArgs[Name]>;
type Authorizer = Args<"authorizers">[string];
type Stage = Args<"stages">[string];
type Inner<Name extends keyof Stage> = Extract<Stage[Name], object>;

const callback: readonly [Property, string] = [native("callback"), "A function of arguments and options, which gives both."];

const live = {
  throttle: [ref("Throttle"), "Requests per second, and at once, of each method. Default: the account's limits."],
  loggingLevel: [
    word("LoggingLevel"),
    "The execution log: nothing, errors, or every step; it asks for the account's CloudWatch role. Default: OFF.",
  ],
  dataTrace: [boolean, "Whether the execution log has whole requests and answers, with all that is secret in them. Default: false."],
  metrics: [boolean, "CloudWatch metrics of each method, which are paid for. Default: false."],
} satisfies Record<keyof LiveSettingsArguments, readonly [Property, string]>;

const cached = {
  ttlSeconds: [integer, "Seconds for which an answer is kept, 0 to 3600. Default: 300."],
  encrypted: [boolean, "Whether the cache is encrypted. Default: true."],
  requireAuthorizationForCacheControl: [
    boolean,
    "Whether a caller needs the permission execute-api:InvalidateCache to ask for a fresh answer. Default: true.",
  ],
  unauthorizedCacheControlHeaderStrategy: [
    word("UnauthorizedCacheControl"),
    "What becomes of callers who lack it. Default: SUCCEED_WITH_RESPONSE_HEADER.",
  ],
} satisfies Record<keyof CachedArguments, readonly [Property, string]>;

export const TYPES: Readonly<Record<string, ObjectType | Enumeration>> = {
  Route: objectType<RouteArguments<Late>>(
    "A method of a resource, and what happens to its requests.",
    { integration: [ref("Integration"), "What is called."] },
    {
      parameters: [
        ref("Parameters"),
        "Query parameters and headers with whether they are required. Default: none; those of the path are required unasked.",
      ],
      body: [
        either(text, map(text)),
        "Name of the model that every body must meet, or model names by media type. Default: bodies are not validated.",
      ],
      validate: [
        ref("Validation"),
        "What is refused before the integration. Default: required parameters if there are any, the body if it has a model.",
      ],
      responses: [map(ref("MethodResponse")), "Method responses by status. Default: those that the integration's responses need."],
      authorization: [either(text, ref("RouteAuthorizer")), "NONE, AWS_IAM, or the authorizer that is asked. Default: NONE."],
      cors: [
        either({ ...boolean, only: [false] }, ref("Cors")),
        "Which web pages of other origins may call the route; false is none. Default: the API's.",
      ],
      apiKeyRequired: [boolean, "Whether callers need an API key of one of the stage's usage plans. Default: false."],
      operationName: [text, "The operation's name in generated SDKs. Default: none."],
      summary: [text, "A line of documentation."],
      description: [text, "Documentation."],
      tags: [list(text), "Tags of the OpenAPI operation."],
      extensions: [map(json), "Further x-… members of the OpenAPI operation. Default: none."],
    },
  ),
  Parameters: objectType<NonNullable<RouteArguments<Late>["parameters"]>>(
    "Parameters of a request, by name with whether they are required.",
    {},
    { query: [map(boolean), "Query parameters."], header: [map(boolean), "Headers."] },
  ),
  Validation: objectType<NonNullable<RouteArguments<Late>["validate"]>>(
    "What of a request is validated.",
    {},
    { parameters: [boolean, "Whether its required parameters are there."], body: [boolean, "Whether its body meets the model."] },
  ),
  Integration: objectType<IntegrationArguments<Late, string>>(
    "What is called, and what becomes of its answer: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html",
    { type: [word("IntegrationType"), "AWS_PROXY hands a function the whole request; AWS maps it, and calls other services too."] },
    {
      function: [native("function", text), "The function that is called, by its name in the API's functions."],
      service: [native("service", objectOf(SERVICE_CALL)), "The service of AWS that is called, where it is not Lambda."],
      uri: [late(text), "What is called where it is no function."],
      httpMethod: [text, "The method by which it is called. Default: POST for functions."],
      credentials: [
        late(text),
        "ARN of a role that API Gateway assumes for the call. Default: the function's own policy decides, or the API's role where its lambdaAccess is role.",
      ],
      timeoutInMillis: [integer, "Milliseconds until API Gateway answers 504. Default: 29000."],
      contentHandling: [word("ContentHandling"), "Conversion of the request body. Default: passed through."],
      requestParameters: [map(late(text)), "integration.request.{header,path,querystring}.<name> to a mapping expression."],
      request: [
        late(json),
        'The event as JSON whose leaves are constants and sources, for example { "$source": "querystring", "name": "colour" }. Default: the request body.',
      ],
      requestTemplates: [map(late(text)), "Mapping templates by media type, in place of request."],
      passthroughBehavior: [
        word("PassthroughBehavior"),
        "What happens to a body whose media type has no template. Default: WHEN_NO_TEMPLATES.",
      ],
      responses: [
        list(ref("IntegrationResponse")),
        "In the order in which their patterns are tried. Default: one, status 200, the answer as it is.",
      ],
      cacheKeyParameters: [
        list(text),
        "Parameters by which an answer is cached, method.request.{path,querystring,header}.<name>. Default: none.",
      ],
      cacheNamespace: [text, "Name of the cache; routes with one name share it. Default: the route's resource."],
      connectionId: [late(text), "Id of a VPC link through which a back end in a VPC is reached. Default: by the internet."],
      integrationTarget: [late(text), "ARN of the load balancer behind a VPC link of version 2. Default: none."],
      insecureSkipVerification: [boolean, "Whether any TLS certificate of the back end is taken, a self-signed one too. Default: false."],
      responseTransferMode: [word("ResponseTransferMode"), "STREAM sends what the back end answers as it comes. Default: BUFFERED."],
    },
  ),
  IntegrationResponse: objectType<IntegrationResponseArguments>(
    "How an answer of a custom integration becomes a response.",
    {},
    {
      selectionPattern: [
        text,
        "Regular expression that the whole error message must match. Default: of every answer that no pattern selects.",
      ],
      statusCode: [either(text, integer), "Default: 200."],
      body: [
        json,
        'The body as JSON whose leaves are constants and sources, for example { "$source": "result", "name": "$.id" }. Default: the answer as it is.',
      ],
      responseTemplates: [map(text), "Mapping templates by media type, in place of body."],
      responseParameters: [map(text), "method.response.header.<name> to a mapping expression. Default: none."],
      contentHandling: [word("ContentHandling"), "Conversion of the response body. Default: passed through."],
    },
  ),
  MethodResponse: objectType<MethodResponseArguments>(
    "A response that a method may give.",
    {},
    {
      description: [text, "Documentation."],
      headers: [list(text), "Headers that it may carry besides those that an integration response sets. Default: none."],
      body: [either(text, map(text)), "Name of the model of a JSON body, or model names by media type. Default: none."],
    },
  ),
  RouteAuthorizer: objectType<RouteAuthorizer<string>>(
    "What lets a route's callers pass.",
    { authorizer: [text, "Name of one of the API's authorizers."] },
    { scopes: [list(text), "Scopes of which an access token must have one. Default: none; of a user pool an ID token is asked for."] },
  ),
  Authorizer: objectType<Authorizer>(
    "Who decides which callers pass.",
    {
      type: [
        word("AuthorizerType"),
        "TOKEN asks a function about a token, REQUEST about a request; COGNITO_USER_POOLS takes tokens of user pools, JWT of any OpenID provider.",
      ],
    },
    {
      function: [native("function", text), "The function that is asked, by its name in the API's functions."],
      authorizerCredentials: [late(text), "ARN of a role that API Gateway assumes to invoke the function. Default: as of routes."],
      identitySource: [
        list({ ...json, object: SOURCE }),
        'Where it finds what a caller is known by, for example { "$source": "header", "name": "Authorization" }, which is the default for tokens.',
      ],
      identityValidationExpression: [text, "Regular expression that the whole token must match. Default: any token."],
      authorizerResultTtlInSeconds: [
        integer,
        "Seconds for which an answer is kept, 0 to 3600. Default: 300; 0 for REQUEST without identity sources.",
      ],
      providerArns: [list(late(text)), "ARNs of the user pools."],
      jwtConfiguration: [ref("JwtConfiguration"), "Whose tokens a JWT authorizer accepts."],
    },
  ),
  JwtConfiguration: objectType<JwtConfigurationArguments<Late>>(
    "Whose tokens are accepted: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html",
    { issuers: [list(ref("JwtIssuer")), "Those who make the tokens."] },
    { defaultAlgorithms: [list(word("JwtSigningAlgorithm")), "Signing algorithms that are accepted. Default: RS256."] },
  ),
  JwtIssuer: objectType<JwtIssuerArguments<Late>>(
    "Who makes tokens.",
    {
      issuer: [late(text), "The iss of the tokens, letter for letter: an https url."],
      audiences: [list(late(text)), "Of these a token's aud must have one."],
    },
    { additionalClaims: [list(ref("JwtAdditionalClaim")), "What else a token has to say. Default: nothing."] },
  ),
  JwtAdditionalClaim: objectType<JwtAdditionalClaimArguments>(
    "A rule for one more claim of a token.",
    { claimName: [text, "The claim's name."] },
    {
      required: [boolean, "Whether a token without the claim is refused. Default: false."],
      expectedValues: [list(text), "The value that the claim must have. Default: any."],
    },
  ),
  Cors: objectType<CorsArguments>(
    "Which web pages of other origins may call: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html",
    {
      origins: [either({ ...text, only: ["*"] }, list(text)), "* for everybody, or a list of origins, for example https://*.example.com."],
    },
    {
      methods: [list(text), "Default: the methods of the path's routes."],
      headers: [
        list(text),
        "Request headers that a page may set. Default: those that signed, authorized or keyed requests with a JSON body have.",
      ],
      exposedHeaders: [list(text), "Response headers that a page may read. Default: none."],
      credentials: [boolean, "Whether a page may send cookies and other credentials. Default: false."],
      maxAge: [integer, "Seconds for which a browser need not ask again. Default: the browser's own, 5 seconds."],
    },
  ),
  GatewayResponse: objectType<GatewayResponseArguments>(
    "An answer that API Gateway gives itself.",
    {},
    {
      statusCode: [either(text, integer), "Default: the type's own."],
      headers: [map(late(text)), "Header name to 'static', context.…, method.request.… or stageVariables.…. Default: none."],
      responseTemplates: [map(late(text)), "Body by media type; $context.… variables are replaced."],
    },
  ),
  Stage: objectType<Stage>(
    "A stage: https://docs.aws.amazon.com/apigateway/latest/developerguide/stages.html",
    {},
    {
      ...live,
      description: [text, "Documentation."],
      variables: [map(late(text)), "Stage variables. Default: none."],
      tracing: [boolean, "X-Ray tracing. Default: false."],
      accessLog: [either(boolean, ref("AccessLog")), "A line for each request; it asks for the account's CloudWatch role. Default: none."],
      cache: [ref("Cache"), "A cache cluster, paid for by the hour. Default: none."],
      methodSettings: [map(ref("MethodSettings")), "Settings of single routes, by route key. Default: none."],
      canary: [ref("Canary"), "A share of the requests that another deployment, or other stage variables, answer. Default: none."],
      documentationVersion: [text, "Version of the API's documentation that belongs to the stage. Default: none."],
      deploymentId: [late(text), "Id of an earlier deployment that the stage stays at. Default: the current one."],
      logRetentionInDays: [late(integer), "Days for which the stage's logs are kept. Default: 30."],
      clientCertificate: [
        either(boolean, late(text)),
        "The certificate shown to HTTP back ends: true makes one; or the id of one. Default: none.",
      ],
      webAclArn: [late(text), "ARN of a regional web ACL of WAF that requests pass first. Default: none."],
    },
  ),
  AccessLog: objectType<Inner<"accessLog">>(
    "The access log of a stage.",
    {},
    {
      format: [text, "One line with $context variables. Default: JSON that tells a request, its answer and its times."],
      destinationArn: [
        late(text),
        "ARN of a log group, or of a Firehose delivery stream named amazon-apigateway-…. Default: a log group of the stage's own.",
      ],
    },
  ),
  Cache: objectType<CacheArguments>("A cache cluster.", { clusterSize: [word("CacheClusterSize"), "Gigabytes."] }, cached),
  CachedMethod: objectType<CachedArguments>("How a method's answers are cached.", {}, cached),
  MethodSettings: objectType<MethodSettingsArguments>(
    "Settings of one route on a stage.",
    {},
    {
      ...live,
      cache: [either(boolean, ref("CachedMethod")), "Whether, and how, answers are cached. Default: as the stage for GET, else false."],
    },
  ),
  Canary: objectType<Inner<"canary">>(
    "A canary: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html",
    { percentTraffic: [number, "Share of the requests that it answers, 0 to 100."] },
    {
      useStageCache: [boolean, "Whether the canary's answers are kept in the stage's cache, among the others. Default: false."],
      stageVariableOverrides: [map(text), "Variables that are others, or new, where it answers. Default: none."],
      deploymentId: [late(text), "Id of the deployment that it answers by. Default: the current one."],
    },
  ),
  ApiKey: objectType<ApiKeyArgs>(
    "An API key.",
    {},
    {
      description: [late(text), "Documentation."],
      enabled: [late(boolean), "Default: true."],
      value: [late(text), "What callers send, 20 to 128 characters; it is a secret. Default: made by API Gateway."],
    },
  ),
  UsagePlan: objectType<UsagePlanArguments>(
    "Which keys open which stages, and how much each may ask for.",
    {},
    {
      description: [text, "Documentation."],
      stages: [list(text), "Stages that its keys open. Default: all."],
      throttle: [ref("Throttle"), "What each key may ask for, of all routes together. Default: no limit but the stage's."],
      methodThrottle: [map(ref("Throttle")), "What each key may ask for of single routes, by route key. Default: no limit of their own."],
      quota: [ref("Quota"), "Requests of each key in a period. Default: no limit."],
      apiKeys: [list(text), "Names of the API keys that are in the plan. Default: none."],
    },
  ),
  Quota: objectType<QuotaArguments>(
    "Requests in a period.",
    { limit: [integer, "Requests in each period."], period: [word("QuotaPeriod"), "How long it is."] },
    { offset: [integer, "Requests by which the first period is shorter. Default: 0."] },
  ),
  Throttle: objectType<Throttle>(
    "A limit of requests.",
    { rate: [number, "Requests per second."], burst: [integer, "Requests at once."] },
    {},
  ),
  Quotas: objectType<Partial<Quotas>>(
    "Quotas that AWS has raised for the account.",
    {},
    {
      resources: [integer, "Resources of one API. Default: 300."],
      stages: [integer, "Stages of one API. Default: 10."],
      authorizers: [integer, "Authorizers of one API. Default: 10."],
      documentationParts: [integer, "Documentation parts of one API. Default: 2000."],
      plansPerKey: [integer, "Usage plans that one API key is in. Default: 10."],
      policyLength: [integer, "Characters of the resource policy's JSON. Default: 8192."],
      integrationTimeout: [integer, "Milliseconds of the longest integration timeout. Default: 29000."],
    },
  ),
  Transform: objectType<RestApiTransform>(
    "The last word on each child's arguments and options.",
    {},
    {
      restApi: callback,
      restApiPolicy: callback,
      deployment: callback,
      apiKey: callback,
      documentationVersion: callback,
      invokeRole: callback,
      invokeRolePolicy: callback,
      permission: callback,
      serviceRole: callback,
      serviceRolePolicy: callback,
      stage: callback,
      methodSettings: callback,
      accessLogGroup: callback,
      executionLogGroup: callback,
      clientCertificate: callback,
      webAclAssociation: callback,
      usagePlan: callback,
      usagePlanKey: callback,
    },
  ),
  IntegrationType: enumeration<IntegrationArguments<Late>["type"]>({
    AWS: true,
    AWS_PROXY: true,
    HTTP: true,
    HTTP_PROXY: true,
    MOCK: true,
  }),
  ContentHandling: enumeration<NonNullable<IntegrationResponseArguments["contentHandling"]>>({
    CONVERT_TO_BINARY: true,
    CONVERT_TO_TEXT: true,
  }),
  PassthroughBehavior: enumeration<NonNullable<IntegrationArguments<Late>["passthroughBehavior"]>>({
    WHEN_NO_MATCH: true,
    WHEN_NO_TEMPLATES: true,
    NEVER: true,
  }),
  ResponseTransferMode: enumeration<NonNullable<IntegrationArguments<Late>["responseTransferMode"]>>({ BUFFERED: true, STREAM: true }),
  AuthorizerType: enumeration<Authorizer["type"]>({ TOKEN: true, REQUEST: true, COGNITO_USER_POOLS: true, JWT: true }),
  JwtSigningAlgorithm: enumeration<JwtSigningAlgorithm>({ RS256: true, RS384: true, RS512: true, ES256: true, ES384: true, ES512: true }),
  LoggingLevel: enumeration<NonNullable<LiveSettingsArguments["loggingLevel"]>>({ OFF: true, ERROR: true, INFO: true }),
  CacheClusterSize: enumeration<CacheArguments["clusterSize"]>({
    "0.5": true,
    "1.6": true,
    "6.1": true,
    "13.5": true,
    "28.4": true,
    "58.2": true,
    "118": true,
    "237": true,
  }),
  QuotaPeriod: enumeration<QuotaArguments["period"]>({ DAY: true, WEEK: true, MONTH: true }),
  SecuritySchemeAccess: enumeration<Args<"securitySchemes">[string]>({ API_KEY: true, AWS_IAM: true, NONE: true }),
  EndpointType: enumeration<Args<"endpointType">>({ EDGE: true, REGIONAL: true, PRIVATE: true }),
  EndpointAccessMode: enumeration<Args<"endpointAccessMode">>({ BASIC: true, STRICT: true }),
  UnauthorizedCacheControl: enumeration<UnauthorizedCacheControl>({
    FAIL_WITH_403: true,
    SUCCEED_WITH_RESPONSE_HEADER: true,
    SUCCEED_WITHOUT_RESPONSE_HEADER: true,
  }),
  IpAddressType: enumeration<Args<"ipAddressType">>({ ipv4: true, dualstack: true }),
  ApiKeySource: enumeration<Args<"apiKeySource">>({ HEADER: true, AUTHORIZER: true }),
  LambdaAccess: enumeration<Args<"lambdaAccess">>({ permissions: true, role: true }),
};
