import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Served, serve } from "../apis/served";

const EXAMPLES = join(__dirname, "../../examples");

/** What each example is asked, and what it answers. */
const ASKED: Readonly<Record<string, readonly { method: string; path: string; body?: string; status: number; text: string }[]>> = {
  "beside-other-resources": [
    { method: "GET", path: "/orders/prod/orders/7", status: 404, text: '{"message":"No such order"}' },
    // The queue is not there locally.
    { method: "POST", path: "/orders/prod/orders", body: '{"id":"7"}', status: 500, text: '{"message": "Internal server error"}' },
  ],
  "deploy-access": [],
  "from-aws": [{ method: "GET", path: "/shop/prod/pets/7", status: 200, text: '{"pet":"7"}' }],
  "from-aws-apigateway": [{ method: "GET", path: "/shop/stage/pets/7", status: 200, text: '{"pet":"7"}' }],
  "from-awsx": [{ method: "GET", path: "/shop/stage/pets/7", status: 200, text: '{"pet":"7"}' }],
  gradual: [{ method: "GET", path: "/orders/prod/orders", status: 200, text: "[]" }],
  minimal: [{ method: "GET", path: "/hello/dev", status: 200, text: "Hello!" }],
  openapi: [
    { method: "GET", path: "/pets/dev/pets?kind=dog", status: 200, text: '[{"name":"Rex","kind":"dog"}]' },
    { method: "GET", path: "/pets/dev/pets", status: 400, text: '{"message": "Missing required request parameters: [kind]"}' },
    { method: "GET", path: "/pets/dev/pets/Tom", status: 200, text: '{"name":"Tom","kind":"cat"}' },
    { method: "POST", path: "/pets/dev/pets", body: '{"name":"Kit"}', status: 201, text: "" },
    {
      method: "POST",
      path: "/pets/dev/pets",
      body: "{}",
      status: 400,
      text: '{"message": "Invalid request body", "detail": "[object has missing required properties ([\\"name\\"])]"}',
    },
  ],
  "shared-function": [
    { method: "GET", path: "/shop/prod/products/7", status: 200, text: '{"id":"7","name":"Product 7"}' },
    { method: "PUT", path: "/office/prod/products/7", body: "{}", status: 403, text: '{"message":"Missing Authentication Token"}' },
  ],
  testing: [{ method: "GET", path: "/hello/dev", status: 200, text: "Hello!" }],
  "typed-client": [{ method: "GET", path: "/notes/dev/notes/1", status: 200, text: '{"id":"1","text":"Water the plants"}' }],
};

describe("The examples", () => {
  it("are all asked here", () => {
    assert.deepEqual(readdirSync(EXAMPLES).sort(), Object.keys(ASKED).sort());
  });

  it("are what docs/migration.md shows", () => {
    const page = readFileSync(join(__dirname, "../../docs/migration.md"), "utf8");
    const programs = ["from-aws", "from-aws-apigateway"].map((example) => readFileSync(join(EXAMPLES, example, "index.ts"), "utf8"));
    const shown = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
    assert.equal(shown.length, 2);
    for (const code of shown)
      assert.ok(
        programs.some((program) => program.includes(code)),
        code,
      );
  });

  for (const [example, questions] of Object.entries(ASKED)) {
    describe(example, () => {
      let served: Served;
      before(async () => {
        served = await serve(join(EXAMPLES, example));
      });
      after(() => served.stop());

      it("is served by the local command", async () => {
        for (const { method, path, body, status, text } of questions) {
          const answer = await served.ask(
            method,
            path,
            body === undefined ? {} : { body, headers: { "Content-Type": "application/json" } },
          );
          assert.deepEqual({ status: answer.status, text: answer.text }, { status, text }, `${method} ${path}`);
        }
      });
    });
  }
});
