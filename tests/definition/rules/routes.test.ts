import { api, type Case, itRefuses, itTakes, route, withRoute } from "./refusals";

const TOKEN = {
  type: "TOKEN",
  authorizerUri: "⟦auth⟧",
  identitySource: ["method.request.header.Authorization"],
  authorizerResultTtlInSeconds: 300,
  providerArns: [],
};
const POOL = { ...TOKEN, type: "COGNITO_USER_POOLS", authorizerUri: undefined, providerArns: ["⟦pool⟧"] };

function authorized(authorization: object) {
  return api({ authorizers: { token: TOKEN, pool: POOL }, routes: { "GET /": route({ authorization }) } });
}

const NO_AUTHORIZER =
  "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";
const expression = (text: string) =>
  `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${text}]`;

describe("The rules of methods", () => {
  itTakes([
    ["authorizers of the kind that the route asks for", authorized({ type: "CUSTOM", authorizer: "token" })],
    ["scopes of a user pool", authorized({ type: "COGNITO_USER_POOLS", authorizer: "pool", scopes: ["pets/read"] })],
    [
      "parameters of every place",
      withRoute({ requestParameters: { "path.a-b": true, "querystring.c.d": false, "header.E_$": true, "querystring.f:g": false } }),
    ],
    [
      "models of any media type",
      api({
        models: { Pet: { schema: { type: "object" } } },
        routes: { "GET /": route({ requestModels: { "text/csv; header=present": "Pet", $default: "Pet" } }) },
      }),
    ],
    [
      "OpenAPI's default response",
      withRoute({ methodResponses: { default: { headers: [], models: {} }, 200: { headers: ["X-A"], models: {} } } }),
    ],
  ]);

  itRefuses([
    [
      "a method that is none",
      withRoute({ method: "FETCH" }),
      'routes["GET /"]',
      "FETCH",
      "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
    ],
    ["an authorization that is none", withRoute({ authorization: { type: "OAUTH" } }), 'routes["GET /"].authorization', '"OAUTH"'],
    [
      "a custom authorization without an authorizer",
      withRoute({ authorization: { type: "CUSTOM", authorizer: "" } }),
      'routes["GET /"].authorization',
      NO_AUTHORIZER,
    ],
    [
      "an authorizer that there is not",
      authorized({ type: "CUSTOM", authorizer: "toString" }),
      'routes["GET /"].authorization',
      "The API's authorizers are token, pool.",
      NO_AUTHORIZER,
    ],
    [
      "a user pool where a function is asked for",
      authorized({ type: "CUSTOM", authorizer: "pool" }),
      'routes["GET /"].authorization',
      "is COGNITO_USER_POOLS",
      NO_AUTHORIZER,
    ],
    [
      "a function where a user pool is asked for",
      authorized({ type: "COGNITO_USER_POOLS", authorizer: "token", scopes: [] }),
      'routes["GET /"].authorization',
      NO_AUTHORIZER,
    ],
    [
      "scopes of a function",
      authorized({ type: "COGNITO_USER_POOLS", authorizer: "token", scopes: ["a"] }),
      'routes["GET /"].authorization',
      "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type",
    ],
    [
      "one name as query parameter and as header",
      withRoute({ requestParameters: { "querystring.id": true, "header.id": true } }),
      'routes["GET /"].requestParameters',
      '"id"',
      "Parameter names must be unique across querystring, header and path",
    ],
    [
      "a parameter of no place",
      withRoute({ requestParameters: { true: true } }),
      'routes["GET /"].requestParameters.true',
      expression("true"),
    ],
    [
      "a parameter of the body",
      withRoute({ requestParameters: { "body.a": true } }),
      'routes["GET /"].requestParameters["body.a"]',
      expression("method.request.body.a"),
    ],
    ...["a b", "filter[name]", ""].map(
      (name): Case => [
        `the parameter name ${JSON.stringify(name)}`,
        withRoute({ requestParameters: { [`querystring.${name}`]: false } }),
        name === ""
          ? 'routes["GET /"].requestParameters["querystring."]'
          : `routes["GET /"].requestParameters[${JSON.stringify(`querystring.${name}`)}]`,
        name === "" ? expression("method.request.querystring.") : "Parameter name should match the following regular expression",
      ],
    ),
    [
      "a model that there is not",
      withRoute({ requestModels: { "application/json": "petModel" } }),
      'routes["GET /"].requestModels',
      "Invalid model identifier specified: petModel",
    ],
    [
      "a model by no media type",
      api({ models: { Pet: { schema: { type: "object" } } }, routes: { "GET /": route({ requestModels: { json: "Pet" } }) } }),
      'routes["GET /"].requestModels.json',
      "Invalid content type specified: json",
    ],
    [
      "a validator that there is not",
      withRoute({ requestValidator: "fake" }),
      'routes["GET /"].requestValidator',
      '"fake"',
      "Invalid Request Validator identifier specified",
    ],
    [
      "a validator without a name",
      api({ requestValidators: { " ": { validateRequestBody: true, validateRequestParameters: true } } }),
      'requestValidators[" "]',
      "Request Validator name cannot be blank",
    ],
  ]);

  const ok = { 200: { headers: [], models: {} } };
  itRefuses([
    ...["wrong", "600", "099", "2XX", "20"].map(
      (status): Case => [
        `the status ${status} of a response`,
        withRoute({ methodResponses: { ...ok, [status]: { headers: [], models: {} } } }),
        /^\D/.test(status) && status !== "2XX"
          ? `routes["GET /"].methodResponses.${status}`
          : `routes["GET /"].methodResponses["${status}"]`,
        `1 validation error detected: Value '${status}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
      ],
    ),
    [
      "a response's header with a space",
      withRoute({ methodResponses: { 200: { headers: ["a b"], models: {} } } }),
      'routes["GET /"].methodResponses["200"].headers["a b"]',
      expression("method.response.header.a b"),
    ],
    [
      "a response's model that there is not",
      withRoute({ methodResponses: { 200: { headers: [], models: { "application/json": "Pet" } } } }),
      'routes["GET /"].methodResponses["200"].models',
      "The API has no models; add it.",
      "Invalid model identifier specified: Pet",
    ],
  ]);
});
