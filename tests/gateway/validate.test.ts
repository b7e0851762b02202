import assert from "node:assert/strict";
import fc from "fast-check";
import { custom, gatewayOf, send } from "./api";

const model = { schema: { $ref: "#/components/schemas/Thing" } };
const refuseAll = { schema: { $ref: "#/components/schemas/Nothing" } };

const operation = (validator?: string) => ({
  ...custom("echo"),
  parameters: [
    { name: "q", in: "query", required: true },
    { name: "h", in: "header", required: true },
  ],
  requestBody: { content: { "application/json": model } },
  ...(validator && { "x-amazon-apigateway-request-validator": validator }),
});

const N = "https://apigateway.eu-west-1.amazonaws.com/restapis/a1b2c3d4e5/models/N";

const document = {
  components: {
    schemas: {
      N: { type: "number" },
      Things: { type: "array", items: { properties: { n: { $ref: N } } } },
      Thing: { type: "object", required: ["n"], properties: { n: { type: "number" } } },
      Nothing: { not: {} },
    },
  },
  "x-amazon-apigateway-request-validators": {
    both: { validateRequestParameters: true, validateRequestBody: true },
    body: { validateRequestParameters: false, validateRequestBody: true },
    parameters: { validateRequestParameters: true, validateRequestBody: false },
  },
};

const gateway = gatewayOf({
  paths: {
    "/none": { post: operation() },
    "/both": { post: operation("both") },
    "/body": { post: operation("body") },
    "/parameters": { post: operation("parameters") },
    "/things": {
      post: { ...operation("body"), requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Things" } } } } },
    },
    "/types": { post: { ...operation("body"), requestBody: { content: { "application/xml": refuseAll, $default: model } } } },
  },
  document,
  functions: { echo: (event: unknown) => event },
});

describe("A request validator", () => {
  it("is what makes `required` and models count", async () => {
    assert.equal((await send(gateway, "POST", "/none", { body: "{}" })).status, 200);
  });

  it("follows a model's reference to another by that one's url", async () => {
    const statuses = ['[{"n": 1}]', '[{"n": "1"}]'].map(async (body) => (await send(gateway, "POST", "/things", { body })).status);
    assert.deepEqual(await Promise.all(statuses), [200, 400]);
  });

  it("names all missing parameters before it looks at the body", async () => {
    const { status, text, headers } = await send(gateway, "POST", "/both", { body: "no" });
    assert.deepEqual(
      [status, JSON.parse(text).message, headers["x-amzn-errortype"]],
      [400, "Missing required request parameters: [h, q]", "BadRequestException"],
    );
    assert.equal((await send(gateway, "POST", "/parameters?q=1", { headers: { H: "1" }, body: "{}" })).status, 200);
  });

  it("takes a blank parameter for a missing one", async () => {
    assert.equal(
      JSON.parse((await send(gateway, "POST", "/parameters?q=%20", { headers: { h: "1" } })).text).message,
      "Missing required request parameters: [q]",
    );
  });

  it("refuses a body that the model does not allow, is no JSON, or is not there", async () => {
    for (const body of ['{"n":"1"}', "{", "", "[]"]) {
      const { status, text } = await send(gateway, "POST", "/body", { body });
      assert.deepEqual([status, text], [400, '{"message": "Invalid request body"}'], body);
    }
    assert.equal((await send(gateway, "POST", "/body", { body: '{"n":1}' })).status, 200);
  });

  it("tells a gateway response what is wrong, whose JSON no body can break", async () => {
    const explained = gatewayOf({
      paths: {
        "/": {
          post: {
            ...operation("body"),
            requestBody: { content: { "application/json": { schema: { type: "string", pattern: "^[\\\\w]$", enum: ['"\\\n'] } } } },
          },
        },
      },
      document: {
        ...document,
        "x-amazon-apigateway-gateway-responses": {
          BAD_REQUEST_BODY: {
            responseParameters: { "gatewayresponse.header.x-why": "context.error.validationErrorString" },
            responseTemplates: {
              "application/json": '{"message": $context.error.messageString, "detail": "${context.error.validationErrorString}"}',
            },
          },
        },
      },
      functions: {},
    });
    const detail = async (body: string): Promise<string> => {
      const { status, text } = await send(explained, "POST", "/", { body });
      const { message, detail, ...more } = JSON.parse(text);
      assert.deepEqual([status, message, more], [400, "Invalid request body", {}]);
      return detail;
    };
    assert.equal(await detail("{"), "[Unknown error parsing request body]");
    assert.match(await detail('"a\\"\\u0000"'), /does not match input string "a"\0"/);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) =>
        assert.match(await detail(JSON.stringify(text)), /not found in enum/),
      ),
      {
        numRuns: 30,
      },
    );
  });

  it("chooses the model by the content type, JSON if there is none, else $default, else none", async () => {
    const status = async (path: string, type: string | undefined, body: string) =>
      (await send(gateway, "POST", path, { ...(type && { headers: { "Content-Type": type } }), body })).status;
    assert.equal(await status("/body", "Application/JSON; charset=utf-8", "[]"), 400);
    assert.equal(await status("/body", undefined, "[]"), 400);
    assert.equal(await status("/body", "text/plain", "[]"), 200);
    assert.equal(await status("/types", "application/xml", '{"n":1}'), 400);
    for (const type of ["text/plain", undefined])
      assert.deepEqual([await status("/types", type, '{"n":1}'), await status("/types", type, "{}")], [200, 400]);
  });
});
