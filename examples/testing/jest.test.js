const { startLocal } = require("lambda-rest-api/testing");

let local;
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
