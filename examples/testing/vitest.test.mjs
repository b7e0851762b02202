import { startLocal } from "lambda-rest-api/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

let local;
beforeAll(async () => {
  local = await startLocal({ directory: "." });
}, 30_000);
afterAll(() => local.close());

it("greets", async () => {
  const response = await local.api("hello").stage("dev").fetch("/");
  expect([response.status, await response.text()]).toEqual([200, "Hello!"]);
});
