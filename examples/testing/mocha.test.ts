import { strict as assert } from "node:assert";
import { type Local, startLocal } from "lambda-rest-api/testing";

describe("hello", function () {
  this.timeout(30_000);
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
});
