import { strict as assert } from "node:assert";
import { after, before, it } from "node:test";
import { type Local, startLocal } from "lambda-rest-api/testing";

let local: Local;
before(async () => {
  local = await startLocal({ directory: "." });
});
after(() => local.close());

it("greets by name", async () => {
  const hello = local.api("hello").stage("v1");
  const response = await hello.fetch("/hello/Jane");
  hello.assertStatus(response, 200);
  assert.deepEqual(await response.json(), { greeting: "Hello, Jane!" });
});
