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
    const response = await local.api("hello").stage("dev").fetch("/");
    assert.deepEqual([response.status, await response.text()], [200, "Hello!"]);
  });
});
