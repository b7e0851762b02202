import assert from "node:assert/strict";
import { type ApiArguments, defineApi, type Named, query } from "../../definition/index";

const CALC = "⟦calc⟧";

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
    assert.deepEqual(validators, {
      "GET /none": undefined,
      "GET /optional": undefined,
      "GET /parameters": "parameters",
      "POST /body": "body",
    });
    assert.deepEqual(Object.keys(definition.requestValidators), ["body", "parameters"]);
  });

  it("checks a modelled body whatever its media type", () => {
    const definition = defineApi(
      "pets",
      api({ models: { Pet: { type: "object" } }, routes: { "POST /": { integration: { type: "MOCK" }, body: "Pet" } } }),
    );
    assert.deepEqual(definition.routes["POST /"]?.requestModels, { "application/json": "Pet", $default: "Pet" });
  });

  it("spells out references to other models, at any depth", () => {
    const definition = defineApi("pets", api({ models: { Pet: { type: "object" }, Pets: { type: "array", items: { $ref: "Pet" } } } }));
    assert.deepEqual(definition.models["Pets"]?.schema, { type: "array", items: { $ref: "#/components/schemas/Pet" } });
  });

  it("declares the method responses and headers that its integration responses set", () => {
    const responses = [
      { selectionPattern: "404.*", statusCode: 404, responseParameters: { "method.response.header.X-Why": "'lost'" } },
      {},
    ];
    const definition = defineApi(
      "pets",
      api({ routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: CALC, responses } } } }),
    );
    assert.deepEqual(definition.routes["GET /"]?.methodResponses, {
      200: { headers: [], models: {} },
      404: { headers: ["X-Why"], models: {} },
    });
  });

  // Recorded: LocalStack, test_apigateway_with_step_function_integration.
  it("makes the response with an empty pattern the default one", () => {
    const definition = defineApi(
      "pets",
      api({
        routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: CALC, responses: [{ selectionPattern: "" }] } } },
      }),
    );
    assert.deepEqual(
      definition.routes["GET /"]?.integration.responses.map(({ selectionPattern }) => selectionPattern),
      [undefined],
    );
  });

  it("lets no body pass by a request mapping", () => {
    const definition = defineApi(
      "pets",
      api({ routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: CALC, request: { q: query("q") } } } } }),
    );
    assert.equal(definition.routes["GET /"]?.integration.passthroughBehavior, "WHEN_NO_TEMPLATES");
  });
});
