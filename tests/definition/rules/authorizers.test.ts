import { api, type Case, FUNCTION_URI, itRefuses, itTakes, route } from "./refusals";

const AT = "authorizers.auth";

function authorizer(parts: object) {
  const auth = {
    type: "TOKEN",
    authorizerUri: FUNCTION_URI,
    identitySource: ["method.request.header.Authorization"],
    authorizerResultTtlInSeconds: 300,
    providerArns: [],
    ...parts,
  };
  return api({ authorizers: { auth }, routes: { "GET /": route() } });
}

const request = (parts: object) => authorizer({ type: "REQUEST", ...parts });
const pool = (parts: object) =>
  authorizer({
    type: "COGNITO_USER_POOLS",
    authorizerUri: undefined,
    providerArns: ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/a"],
    ...parts,
  });
const ISSUER = { issuer: "https://login.example.com/", audiences: ["shop"], additionalClaims: [] };
const jwt = (jwtConfiguration: object, parts: object = {}) =>
  authorizer({
    type: "JWT",
    authorizerUri: undefined,
    authorizerResultTtlInSeconds: 0,
    jwtConfiguration: { issuers: [ISSUER], defaultAlgorithms: ["ES256"], ...jwtConfiguration },
    ...parts,
  });
const issuer = (parts: object) => jwt({ issuers: [{ ...ISSUER, ...parts }] });
const claim = (parts: object) => issuer({ additionalClaims: [{ claimName: "tenant", format: "SINGLE_STRING", required: true, ...parts }] });
const NO_URI = "Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.";

describe("The rules of authorizers", () => {
  itTakes([
    ["a function that reads a header", authorizer({ identityValidationExpression: "Bearer .+" })],
    ["a function that is known later", authorizer({ authorizerUri: "⟦auth⟧", authorizerCredentials: "⟦role⟧" })],
    [
      "identity sources of every kind",
      request({
        identitySource: ["method.request.header.A", "method.request.querystring.b", "stageVariables.c", "context.identity.sourceIp"],
      }),
    ],
    ["no identity source where nothing is cached", request({ identitySource: [], authorizerResultTtlInSeconds: 0 })],
    ["user pools", pool({ providerArns: ["⟦pool⟧", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/a"] })],
    ["an issuer of tokens", jwt({})],
    ["an issuer that is known later", issuer({ issuer: "⟦issuer⟧", audiences: ["⟦client⟧"] })],
    ["a claim with its value", claim({ expectedValues: ["north"] })],
    ["an hour", authorizer({ authorizerResultTtlInSeconds: 3600 })],
  ]);

  itRefuses([
    ["a JWT authorizer that says nothing of issuers", jwt({}, { jwtConfiguration: undefined }), `${AT}.jwtConfiguration`],
    ["a JWT authorizer without issuers", jwt({ issuers: [] }), `${AT}.jwtConfiguration.issuers`],
    ["a JWT authorizer with a function", jwt({}, { authorizerUri: FUNCTION_URI }), `${AT}.authorizerUri`],
    ["results of a JWT authorizer that are kept", jwt({}, { authorizerResultTtlInSeconds: 300 }), `${AT}.authorizerResultTtlInSeconds`],
    ["an issuer by http", issuer({ issuer: "http://a.example" }), `${AT}.jwtConfiguration.issuers[0].issuer`],
    ["an issuer with a query", issuer({ issuer: "https://a.example?b" }), `${AT}.jwtConfiguration.issuers[0].issuer`],
    ["an issuer with a user", issuer({ issuer: "https://me@a.example" }), `${AT}.jwtConfiguration.issuers[0].issuer`],
    ["an issuer that is no url", issuer({ issuer: "a.example" }), `${AT}.jwtConfiguration.issuers[0].issuer`],
    ["one issuer twice", jwt({ issuers: [ISSUER, ISSUER] }), `${AT}.jwtConfiguration.issuers[1].issuer`],
    ["no audience", issuer({ audiences: [] }), `${AT}.jwtConfiguration.issuers[0].audiences`],
    ["an empty audience", issuer({ audiences: ["a", ""] }), `${AT}.jwtConfiguration.issuers[0].audiences[1]`],
    ["no algorithm", jwt({ defaultAlgorithms: [] }), `${AT}.jwtConfiguration.defaultAlgorithms`],
    ["HMAC", jwt({ defaultAlgorithms: ["HS256"] }), `${AT}.jwtConfiguration.defaultAlgorithms[0]`],
    ["a claim that is looked at anyway", claim({ claimName: "aud" }), `${AT}.jwtConfiguration.issuers[0].additionalClaims[0].claimName`],
    ["a claim without value", claim({ expectedValues: [] }), `${AT}.jwtConfiguration.issuers[0].additionalClaims[0].expectedValues`],
    ["an identity source that is no header", jwt({}, { identitySource: ["method.request.querystring.t"] }), `${AT}.identitySource`],
    ["a type that is none", authorizer({ type: "oidc" }), `${AT}.type`, "[TOKEN, REQUEST, COGNITO_USER_POOLS, JWT]"],
    [
      "a function's own ARN",
      authorizer({ authorizerUri: "arn:aws:lambda:eu-west-1:123456789012:function:fn" }),
      `${AT}.authorizerUri`,
      `Invalid Authorizer URI: arn:aws:lambda:eu-west-1:123456789012:function:fn. ${NO_URI}`,
    ],
    [
      "a uri of another partition than its region's",
      authorizer({ authorizerUri: "arn:aws:apigateway:cn-north-1:lambda:path/2015-03-31/functions/x/invocations" }),
      `${AT}.authorizerUri`,
      NO_URI,
    ],
    ["another service", authorizer({ authorizerUri: "arn:aws:apigateway:eu-west-1:sqs:path/a" }), `${AT}.authorizerUri`, NO_URI],
    [
      "a streaming uri",
      authorizer({
        authorizerUri: FUNCTION_URI.replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations"),
      }),
      `${AT}.authorizerUri`,
      NO_URI,
    ],
    [
      "an authorizer without a function",
      request({ authorizerUri: undefined }),
      `${AT}.authorizerUri`,
      "a REQUEST authorizer needs a function",
      NO_URI,
    ],
    [
      "credentials that are no role's",
      authorizer({ authorizerCredentials: "me" }),
      `${AT}.authorizerCredentials`,
      "Invalid ARN specified in the request",
    ],
    ...[-1, 3601, 0.5].map(
      (ttl): Case => [
        `${ttl} seconds`,
        authorizer({ authorizerResultTtlInSeconds: ttl }),
        `${AT}.authorizerResultTtlInSeconds`,
        String(ttl),
        "Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.",
      ],
    ),
    ["results that are kept by nothing", request({ identitySource: [] }), `${AT}.identitySource`, "set authorizerResultTtlInSeconds to 0"],
    ["a token from nowhere", authorizer({ identitySource: [] }), `${AT}.identitySource`, "IdentitySource cannot be empty"],
    [
      "a token from the query",
      authorizer({ identitySource: ["method.request.querystring.token"] }),
      `${AT}.identitySource`,
      "reads its token from one header",
    ],
    [
      "a token from two headers",
      pool({ identitySource: ["method.request.header.A", "method.request.header.B"] }),
      `${AT}.identitySource`,
      "reads its token from one header",
    ],
    ...["header.A", "method.request.body", "'a'", "method.request.header.", "$context.a"].map(
      (source): Case => [
        `the identity source ${source}`,
        request({ identitySource: ["method.request.header.A", source] }),
        `${AT}.identitySource[1]`,
        `Invalid request identity source expression: ${source}`,
      ],
    ),
    ["an expression that is none", authorizer({ identityValidationExpression: "(" }), `${AT}.identityValidationExpression`, '"("'],
    ["a Cognito authorizer without a user pool", pool({ providerArns: [] }), `${AT}.providerArns`, "ProviderARNs cannot be empty"],
    ["a user pool that is none", pool({ providerArns: ["eu-west-1_abc"] }), `${AT}.providerArns[0]`, "Give the ARN of a user pool"],
    [
      "an authorizer without a name",
      api({
        authorizers: {
          "": {
            type: "TOKEN",
            authorizerUri: "⟦a⟧",
            identitySource: ["method.request.header.A"],
            authorizerResultTtlInSeconds: 0,
            providerArns: [],
          },
        },
      }),
      'authorizers[""]',
      "has no name",
    ],
    [
      "an eleventh authorizer",
      api({
        authorizers: Object.fromEntries(
          Array.from({ length: 11 }, (_none, n) => [
            `a${n}`,
            {
              type: "TOKEN",
              authorizerUri: "⟦a⟧",
              identitySource: ["method.request.header.A"],
              authorizerResultTtlInSeconds: 0,
              providerArns: [],
            },
          ]),
        ),
      }),
      "authorizers",
      "are 11. An API may have 10",
    ],
  ]);
});
