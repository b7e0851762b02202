import assert from "node:assert/strict";
import { type ApiDefinition, checkTools, type Route } from "../../../definition/index";
import { api, route } from "./refusals";

/** An API of these routes, all that a tool needs but for the parts that are given. */
function tools(routes: Readonly<Record<string, object>>, parts: object = {}): ApiDefinition {
  return api({
    routes: Object.fromEntries(
      Object.entries(routes).map(([key, more]): [string, Route] => {
        const [method, path] = key.split(" ");
        return [key, route({ method, path, operationName: key.replace(/\W+/g, "_"), ...more })];
      }),
    ),
    ...parts,
  });
}

const endpoint = (parts: object) => ({ endpoint: { type: "REGIONAL", vpcEndpointIds: [], disableExecuteApiEndpoint: false, ...parts } });

const refused: readonly (readonly [what: string, definition: ApiDefinition, where: string, says: string])[] = [
  ["a private API", tools({ "GET /": {} }, endpoint({ type: "PRIVATE" })), "endpointType", "is PRIVATE"],
  [
    "an API without its default endpoint",
    tools({ "GET /": {} }, endpoint({ disableExecuteApiEndpoint: true })),
    "disableExecuteApiEndpoint",
    "leave it enabled",
  ],
  ["a proxy resource", tools({ "GET /pets/{proxy+}": {} }), 'routes["GET /pets/{proxy+}"]', "has {proxy+} in its path"],
  ["any method", tools({ "ANY /pets": { operationName: undefined } }), 'routes["ANY /pets"]', "write a route for each"],
  ["a route without a name", tools({ "GET /pets": { operationName: undefined } }), 'routes["GET /pets"].operationName', "is missing"],
  [
    "a name that another route has",
    tools({ "GET /pets": { operationName: "pets" }, "POST /pets": { operationName: "pets" } }),
    'routes["POST /pets"].operationName',
    "as that of GET /pets",
  ],
  ["a name that no model takes", tools({ "GET /": { operationName: "get.pets" } }), 'routes["GET /"].operationName', 'is "get.pets"'],
  ["a name that is too long", tools({ "GET /": { operationName: "a".repeat(61) } }), 'routes["GET /"].operationName', "up to 64"],
  [
    "a signed route that needs a key",
    tools({ "GET /": { authorization: { type: "AWS_IAM" }, apiKeyRequired: true } }),
    'routes["GET /"].apiKeyRequired',
    "beside the authorization AWS_IAM",
  ],
  ...["CUSTOM", "COGNITO_USER_POOLS"].map(
    (type) =>
      [
        `a route behind an authorizer of type ${type}`,
        tools({ "GET /": { authorization: { type, authorizer: "tokens", scopes: [] } } }),
        'routes["GET /"].authorization',
        "asks for the authorizer tokens",
      ] as const,
  ),
];

describe("What AgentCore Gateway asks of a target", () => {
  for (const [what, definition, where, says] of refused)
    it(`refuses ${what}`, () => {
      const [problem, ...others] = checkTools(definition);
      assert.deepEqual([problem?.where, problem?.rule, others], [where, "agentcore", []]);
      assert.ok(problem?.message.includes(says), problem?.message);
    });

  it("is had by public APIs whose routes have names of their own, and ask for a key, a signature or nothing", () => {
    const definition = tools({
      "GET /pets": {},
      "GET /pets/{id}": { apiKeyRequired: true },
      "POST /pets": { authorization: { type: "AWS_IAM" } },
      "OPTIONS /pets": { operationName: undefined },
    });
    assert.deepEqual(checkTools(definition), []);
    assert.deepEqual(checkTools({ ...definition, ...endpoint({ type: "EDGE" }) }), []);
  });

  it("is asked of the routes at the paths that are named", () => {
    const definition = tools({ "GET /pets": {}, "GET /pets/{id}": {}, "ANY /other/{proxy+}": { operationName: undefined } });
    const keys = (...paths: readonly string[]) => checkTools(definition, paths).map(({ where }) => where);
    assert.deepEqual(keys("/pets", "/pets/*"), []);
    assert.deepEqual(keys(), Array(2).fill('routes["ANY /other/{proxy+}"]'));
    assert.deepEqual(keys("/*"), keys());
    assert.deepEqual(keys("/other"), []);
  });
});
