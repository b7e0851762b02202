import assert from "node:assert/strict";
import { mock as spy } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { lambdaProxy, mock, RestApi, type RestApiArgs } from "../../components/index";
import { record } from "./recording";

const routes = { "GET /": { integration: mock() } };

/** What is said while an API is made. */
async function warnings(args: Partial<RestApiArgs<"GET /">>): Promise<string[]> {
  const said = spy.method(console, "warn", () => {});
  try {
    await record(() => new RestApi("api", { routes, stages: { dev: {} }, ...args }));
    return said.mock.calls.map(({ arguments: [line] }) => String(line).replace(/^warning: \[runtime\] /, ""));
  } finally {
    said.mock.restore();
  }
}

async function refusal(args: Partial<RestApiArgs<"GET /">>, opts?: pulumi.ComponentResourceOptions): Promise<string> {
  let message = "nothing is refused";
  await record(() => {
    try {
      new RestApi("api", { routes, stages: { dev: {} }, ...args }, opts);
    } catch (error) {
      if (!pulumi.ResourceError.isInstance(error)) throw error;
      message = error.message;
    }
  });
  return message;
}

describe("RestApi's rules", () => {
  it("warn of what is hardly meant, by the name that suppresses it", async () => {
    const models = { Pet: { type: "object" } };
    assert.deepEqual(await warnings({ models }), [
      "models.Pet: is used by no route, and by no model that a route uses. Name it in a route, or remove it. (unused-model)",
    ]);
    assert.deepEqual(await warnings({ models, suppressWarnings: ["unused-model"] }), []);
    assert.deepEqual(await warnings({}), []);
  });

  it("tell once for each API which routes anybody may call, unless that is suppressed", async () => {
    const open = { "GET /": { integration: mock() }, "POST /a": { integration: mock() }, "OPTIONS /a": { integration: mock() } };
    const closed = {
      "GET /b": { integration: mock(), authorization: "AWS_IAM" },
      "GET /c": { integration: mock(), apiKeyRequired: true },
    } as const;
    const told = async (args: object) => {
      const said = spy.method(console, "log", () => {});
      try {
        await record(() => new RestApi("api", { routes: { ...open, ...closed }, stages: { dev: {} }, ...args }));
        return said.mock.calls.map(({ arguments: [line] }) => String(line)).filter((line) => line.includes("open to everybody"));
      } finally {
        said.mock.restore();
      }
    };
    assert.deepEqual(await told({}), ["info: [runtime] open to everybody: GET /, POST /a (open-routes)"]);
    assert.deepEqual(await told({ routes: closed }), []);
    assert.deepEqual(await told({ suppressWarnings: ["open-routes"] }), []);
    assert.deepEqual(await told({ policy: { Statement: [] } }), []);
  });

  it("refuse tags, and take values that are known later", async () => {
    assert.match(
      await refusal({ tags: { "aws:a": "b", c: "d".repeat(257) } }),
      /^RestApi "api" has 2 problems:\n {2}tags\["aws:a"\]: .*\n {2}tags\.c: has 257 characters/,
    );
    assert.equal(await refusal({ tags: { c: pulumi.output("d".repeat(257)) } }), "nothing is refused");
  });

  it("know the quotas that AWS has raised", async () => {
    const slow = { routes: { "GET /": { integration: mock({ timeoutInMillis: 60_000 }) } } };
    assert.match(
      await refusal(slow),
      /Give whole milliseconds from 50 to 29000\. API Gateway: .*Timeout should be between 50 ms and 29000 ms/,
    );
    assert.equal(await refusal({ ...slow, quotas: { integrationTimeout: 60_000 } }), "nothing is refused");
  });

  it("refuse a text that is no function's ARN, as API Gateway would its uri", async () => {
    const message = await refusal({ routes: { "GET /": { integration: lambdaProxy("hello") } } });
    assert.match(message, /routes\["GET \/"\]\.integration\.function: is "hello"\. .*Invalid ARN specified in the request/);
  });

  describe("of roles", () => {
    const credentials = "arn:aws:iam::210987654321:role/r";
    const other = {
      routes: { "GET /": { integration: lambdaProxy("arn:aws:lambda:eu-west-1:123456789012:function:fn", { credentials }) } },
    };
    const allow = (accounts: readonly string[]) => pulumi.runtime.setAllConfig({ "aws:allowedAccountIds": JSON.stringify(accounts) });
    afterEach(() => pulumi.runtime.setAllConfig({}));

    it("know the account where the provider's configuration allows one alone", async () => {
      allow(["123456789012"]);
      assert.match(await refusal(other), /is a role of account 210987654321\. .*Cross-account pass role is not allowed\./);
      allow(["210987654321"]);
      assert.equal(await refusal(other), "nothing is refused");
    });

    it("know it not where several are allowed", async () => {
      allow(["123456789012", "210987654321"]);
      assert.equal(await refusal(other), "nothing is refused");
    });
  });
});
