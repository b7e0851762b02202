import { strict as assert } from "node:assert";
import { after, before, it } from "node:test";
import { type Local, startLocal } from "lambda-rest-api/testing";

let local: Local;
before(async () => {
  local = await startLocal({ directory: "." });
});
after(() => local.close());

it("greets", async () => {
  const hello = local.api("hello").stage("dev");
  const response = await hello.fetch("/");
  hello.assertStatus(response, 200);
  assert.equal(await response.text(), "Hello!");
});
