import assert from "node:assert/strict";
import { type ApiArguments, check, defineApi, defineStage, type Named, query, type StageArguments } from "../../definition/index";

const CALC = "{{calc}}";

function api(args: Partial<ApiArguments<Named>>): ApiArguments<Named> {
  return { routes: { "GET /": { integration: { type: "AWS_PROXY", httpMethod: "POST", function: CALC } } }, ...args };
}

describe("An API's definition", () => {
  it("is named after the component unless it has a name of its own", () => {
    assert.equal(defineApi("pets", api({})).name, "pets");
    assert.equal(defineApi("pets", api({ apiName: "Pets" })).name, "Pets");
  });

  it("is regional unless it says otherwise", () => {
    assert.equal(defineApi("pets", api({})).endpoint.type, "REGIONAL");
    assert.equal(defineApi("pets", api({ endpointType: "EDGE" })).endpoint.type, "EDGE");
  });

  it("cannot be changed, and leaves what it was made of to its author", () => {
    const models = { Pet: { type: "object" } };
    const definition = defineApi("pets", api({ models }));
    assert.ok(Object.isFrozen(definition.models["Pet"]?.schema));
    assert.ok(!Object.isFrozen(models.Pet));
  });

  it("has a required parameter for each variable of a path", () => {
    const definition = defineApi("pets", api({ routes: { "GET /pets/{id}/{rest+}": { integration: { type: "MOCK" } } } }));
    assert.deepEqual(definition.routes["GET /pets/{id}/{rest+}"]?.requestParameters, { "path.id": true, "path.rest": true });
  });

  it("validates required parameters and modelled bodies, and has the validators that it uses alone", () => {
    const integration = { type: "MOCK" } as const;
    const definition = defineApi(
      "pets",
      api({
        models: { Pet: { type: "object" } },
        routes: {
          "GET /none": { integration },
          "GET /optional": { integration, parameters: { query: { q: false } } },
          "GET /parameters": { integration, parameters: { header: { h: true } } },
          "POST /body": { integration, body: "Pet" },
        },
      }),
    );
    const validators = Object.fromEntries(Object.entries(definition.routes).map(([key, route]) => [key, route.requestValidator]));
    assert.deepEqual(validators, { "GET /none": undefined, "GET /optional": undefined, "GET /parameters": "parameters", "POST /body": "body" });
    assert.deepEqual(Object.keys(definition.requestValidators), ["body", "parameters"]);
  });

  it("checks a modelled body whatever its media type", () => {
    const definition = defineApi("pets", api({ models: { Pet: { type: "object" } }, routes: { "POST /": { integration: { type: "MOCK" }, body: "Pet" } } }));
    assert.deepEqual(definition.routes["POST /"]?.requestModels, { "application/json": "Pet", $default: "Pet" });
  });

  it("spells out references to other models, at any depth", () => {
    const definition = defineApi("pets", api({ models: { Pet: { type: "object" }, Pets: { type: "array", items: { $ref: "Pet" } } } }));
    assert.deepEqual(definition.models["Pets"]?.schema, { type: "array", items: { $ref: "#/components/schemas/Pet" } });
  });

  it("declares the method responses and headers that its integration responses set", () => {
    const responses = [{ selectionPattern: "404.*", statusCode: 404, responseParameters: { "method.response.header.X-Why": "'lost'" } }, {}];
    const definition = defineApi("pets", api({ routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: CALC, responses } } } }));
    assert.deepEqual(definition.routes["GET /"]?.methodResponses, { 200: { headers: [], models: {} }, 404: { headers: ["X-Why"], models: {} } });
  });

  it("lets no body pass by a request mapping", () => {
    const definition = defineApi(
      "pets",
      api({ routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: CALC, request: { q: query("q") } } } } }),
    );
    assert.equal(definition.routes["GET /"]?.integration.passthroughBehavior, "WHEN_NO_TEMPLATES");
  });
});

describe("The rules", () => {
  const problems = (args: Partial<ApiArguments<Named>>, stages: Readonly<Record<string, StageArguments>> = { dev: {} }) => {
    const whole = api(args);
    const stageDefinitions = Object.entries(stages).map(([name, stage]) => defineStage(name, stage));
    return check(whole, defineApi("pets", whole), stageDefinitions).map(({ where, message }) => `${where}: ${message}`);
  };
  const integration = { type: "AWS_PROXY", httpMethod: "POST", function: CALC } as const;

  it("find nothing wrong with a plain API", () => {
    assert.deepEqual(problems({}), []);
  });

  const refused: readonly [what: string, args: Partial<ApiArguments<Named>>, expected: RegExp][] = [
    ["an API without routes", { routes: {} }, /^routes: is empty\. The REST API doesn't contain any methods/],
    ["a key that is no method and path", { routes: { "FETCH /a": { integration } } }, /^routes\["FETCH \/a"\]: is no route key/],
    ["a path part with a space", { routes: { "GET /my path": { integration } } }, /path part "my path"\. Resource's path part only allow/],
    ["a variable that is only part of a path part", { routes: { "GET /{id}.html": { integration } } }, /Resource's path part only allow/],
    ["a greedy variable that is not last", { routes: { "GET /{proxy+}/a": { integration } } }, /A proxy resource cannot have any child resource/],
    ["the same variable twice", { routes: { "GET /{a}/{a}": { integration } } }, /has the variable \{a\} twice/],
    [
      "two names for the variable of one place",
      { routes: { "GET /a/{b}": { integration }, "GET /a/{c}/d": { integration } } },
      /A sibling \(\{b\}\) of this resource already has a variable path part -- only one is allowed/,
    ],
    ["a path kept for health checks", { routes: { "GET /ping": { integration } } }, /keeps for health checks/],
    ["a trailing slash", { routes: { "GET /a/": { integration } } }, /ends with a slash/],
    ["a timeout of less than 50 ms", { routes: { "GET /": { integration: { ...integration, timeoutInMillis: 49 } } } }, /integration\.timeoutInMillis: is 49/],
    ["a timeout of more than 29 s", { routes: { "GET /": { integration: { ...integration, timeoutInMillis: 29_001 } } } }, /timeoutInMillis: is 29001/],
    ["a model that does not exist", { routes: { "POST /": { integration, body: "Pet" } } }, /Invalid model identifier specified: Pet/],
    ["a model name with a hyphen", { models: { "my-model": { type: "object" } } }, /Model name must be alphanumeric: my-model/],
    ["a reference to a model that does not exist", { models: { Pet: { $ref: "Dog" } } }, /has \$ref to "Dog"/],
    ["a reference to another file", { models: { Pet: { $ref: "other.json#/Pet" } } }, /\$ref cannot be used to reference other files/],
    [
      "one name as query parameter and as header",
      { routes: { "GET /": { integration, parameters: { query: { id: true }, header: { id: true } } } } },
      /Parameter names must be unique across querystring, header and path/,
    ],
    [
      "a mapping of a header that is not declared",
      { routes: { "GET /": { integration: { ...integration, requestParameters: { "integration.request.header.A": "method.request.header.B" } } } } },
      /Declare header\.B in the route's parameters/,
    ],
    [
      "two default responses",
      { routes: { "GET /": { integration: { ...integration, type: "AWS", responses: [{}, { statusCode: 404 }] } } } },
      /has two responses without a selection pattern/,
    ],
    [
      "a mapping that names a variable which the path lacks",
      { routes: { "GET /{a}": { integration: { ...integration, type: "AWS", request: { $source: "path", variable: "b" } } } } },
      /names the path variable "b"; the route's path has \{a\}/,
    ],
    [
      "a name in a mapping that would end its template's string",
      { routes: { "GET /": { integration: { ...integration, type: "AWS", request: { q: query("') #set($x = '") } } } } },
      /a single quote cannot be part of a name/,
    ],
  ];
  for (const [what, args, expected] of refused)
    it(`refuses ${what}`, () => {
      const found = problems(args);
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0] ?? "", expected);
    });

  it("refuses an API without a stage, and stages with names and variables that API Gateway does not take", () => {
    assert.match(problems({}, {})[0] ?? "", /^stages: is empty/);
    assert.match(problems({}, { $default: {} })[0] ?? "", /Stage name only allows a-zA-Z0-9_/);
    assert.match(problems({}, { dev: { variables: { a: "$LATEST" } } })[0] ?? "", /Invalid stage variable value: \$LATEST/);
    assert.match(problems({}, { dev: { variables: { "a:b": "c" } } })[0] ?? "", /Invalid stage variable name: a:b/);
  });

  it("tell all problems at once", () => {
    assert.equal(problems({ routes: { "GET /ping": { integration: { ...integration, timeoutInMillis: 0 } }, "GET /b/": { integration } } }).length, 3);
  });
});
