import assert from "node:assert/strict";
import { custom, gatewayOf, send } from "./api";

const operation = (validator?: string) => ({
  ...custom("echo"),
  parameters: [
    { name: "q", in: "query", required: true },
    { name: "h", in: "header", required: true },
  ],
  requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
  ...(validator && { "x-amazon-apigateway-request-validator": validator }),
});

const document = {
  components: { schemas: { Thing: { type: "object", required: ["n"], properties: { n: { type: "number" } } } } },
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
  },
  document,
  functions: { echo: (event: unknown) => event },
});

describe("A request validator", () => {
  it("is what makes `required` and models count", async () => {
    assert.equal((await send(gateway, "POST", "/none", { body: "{}" })).status, 200);
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
});
