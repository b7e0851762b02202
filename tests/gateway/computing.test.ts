import assert from "node:assert/strict";
import { type Computing, createComputing } from "../../gateway/index";
import { custom, gatewayOf, proxy, send } from "./api";

const LOOPS = "#foreach($a in [1..1000])#foreach($b in [1..1000])#end#end";

/** Does nothing before it is told to. */
function heldComputing(): { readonly computing: Computing; readonly asked: string[]; release(): void } {
  const { render, check } = createComputing();
  const asked: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    asked,
    release: () => release(),
    computing: {
      render: (rendering) => {
        asked.push("render");
        return released.then(() => render(rendering));
      },
      check: (one) => {
        asked.push("check");
        return released.then(() => check(one));
      },
    },
  };
}

function gatewayWith(computing: Computing) {
  const validated = (model: string) => ({
    ...proxy("echo"),
    requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/${model}` } } } },
    "x-amazon-apigateway-request-validator": "body",
  });
  return gatewayOf({
    paths: {
      "/mapped": { post: custom("echo", { requestTemplates: { "application/json": "{\"a\": $input.json('$.a')}" } }) },
      "/loops": { post: custom("echo", { requestTemplates: { "application/json": `${LOOPS}{"a": 1}` } }) },
      "/answered": {
        post: custom("echo", {
          requestTemplates: { "application/json": '#set($context.requestOverride.header.a = "b")$input.body' },
          responses: {
            default: {
              statusCode: "200",
              responseTemplates: {
                "application/json": `${LOOPS}#set($context.responseOverride.status = 202)$context.requestOverride.header.a`,
              },
            },
          },
        }),
      },
      "/pattern": { post: validated("Pattern") },
      "/plain": { post: validated("Plain") },
    },
    document: {
      "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } },
      components: {
        schemas: {
          Pattern: { type: "object", properties: { a: { type: "string", pattern: "^(a+)+$" } } },
          Plain: { type: "object", properties: { a: { type: "string", pattern: "^[a-z]+$" } } },
        },
      },
    },
    functions: { echo: (event: object) => ("httpMethod" in event ? { statusCode: 200, body: "whole" } : event) },
    options: { computing },
  });
}

const long = JSON.stringify({ a: "a".repeat(100_000) });
const short = JSON.stringify({ a: "aa" });

describe("a request that may take long", () => {
  for (const [what, path, body, status, text] of [
    ["a large body through a template", "/mapped", long, 200, long],
    ["a template that loops", "/loops", short, 200, '{"a":1}'],
    ["a response template that loops, with its overrides", "/answered", short, 202, "b"],
    ["a large body to be validated", "/plain", long, 200, "whole"],
    [
      "a pattern that goes back and forth",
      "/pattern",
      JSON.stringify({ a: `${"a".repeat(40)}!` }),
      400,
      '{"message": "Invalid request body"}',
    ],
  ] as const)
    it(`is not waited for by others: ${what}`, async () => {
      const { computing, asked, release } = heldComputing();
      const gateway = gatewayWith(computing);
      const order: string[] = [];
      const slow = send(gateway, "POST", path, { body }).then((answer) => {
        order.push("slow");
        return answer;
      });
      const neighbours = ["/mapped", "/plain"].map(async (neighbour) => {
        assert.equal((await send(gateway, "POST", neighbour, { body: short })).status, 200);
        order.push(neighbour);
      });
      await Promise.all(neighbours);
      assert.equal(order.includes("slow"), false);
      release();
      const answer = await slow;
      assert.deepEqual([answer.status, answer.text], [status, text]);
      assert.equal(asked.length, 1);
    });

  it("is done at once where it is certainly short", async () => {
    const { computing, asked } = heldComputing();
    const gateway = gatewayWith(computing);
    for (const path of ["/mapped", "/plain"]) assert.equal((await send(gateway, "POST", path, { body: short })).status, 200);
    assert.deepEqual(asked, []);
  });
});
