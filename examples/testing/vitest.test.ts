import { type Local, startLocal } from "lambda-rest-api/testing";
import { afterAll, beforeAll, expect, it } from "vitest";

let local: Local;
beforeAll(async () => {
  local = await startLocal({ directory: "." });
}, 30_000);
afterAll(() => local.close());

it("greets", async () => {
  const hello = local.api("hello").stage("dev");
  const response = await hello.fetch("/");
  hello.assertStatus(response, 200);
  expect(await response.text()).toBe("Hello!");
});
