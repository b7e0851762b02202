import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type InlineArgs, LambdaFunction, lambdaProxy, RestApi, refusal } from "../../components/index";
import { definitionOf, record } from "./recording";

const inline = "exports.handler = async () => ({ statusCode: 200 })";
const TENANT = { "integration.request.header.x-amz-tenant-id": "method.request.header.x-tenant-id" };

/** Where an API is refused that is made of such a function. */
async function refusedAt(
  args: Partial<InlineArgs<"live">>,
  integration: (fn: LambdaFunction<"live">) => ReturnType<typeof lambdaProxy>,
): Promise<readonly string[]> {
  let places: readonly string[] = [];
  await record(() => {
    const fn = new LambdaFunction<"live">("fn", { inline, ...args });
    try {
      const parameters = { header: { "x-tenant-id": true } };
      new RestApi("api", { routes: { "GET /": { parameters, integration: integration(fn) } }, stages: { dev: {} } });
    } catch (error) {
      if (!pulumi.ResourceError.isInstance(error)) throw error;
      places = refusal(error)?.problems.map(({ where, message }) => `${where} ${message}`) ?? [];
    }
  });
  return places;
}

describe("A route whose function Lambda invokes in one way alone", () => {
  it("names an alias of a durable function, and is refused with the function itself", async () => {
    const durable = { durable: { executionTimeout: 60 }, aliases: { live: {} } };
    assert.deepEqual(await refusedAt(durable, (fn) => lambdaProxy(fn.aliases.live)), []);
    const [problem, ...others] = await refusedAt(durable, (fn) => lambdaProxy(fn));
    assert.deepEqual(others, []);
    assert.match(problem ?? "", /^routes\["GET \/"\]\.integration\S* is a durable function, which Lambda invokes by an alias/);
  });

  it("says which tenant asks, and is refused without", async () => {
    const byTenant = { tenantIsolation: "PER_TENANT" } as const;
    assert.deepEqual(await refusedAt(byTenant, (fn) => lambdaProxy(fn, { requestParameters: TENANT })), []);
    const [problem, ...others] = await refusedAt(byTenant, (fn) => lambdaProxy(fn));
    assert.deepEqual(others, []);
    assert.match(problem ?? "", /^routes\["GET \/"\]\.integration\S* has environments for each tenant/);
  });

  it("is none where the function is like others", async () => {
    assert.deepEqual(await refusedAt({}, (fn) => lambdaProxy(fn)), []);
    const registered = await record(() => {
      const fn = new LambdaFunction("fn", { inline });
      new RestApi("api", { routes: { "GET /": { integration: lambdaProxy(fn) } }, stages: { dev: {} } });
    });
    assert.deepEqual(Object.keys(definitionOf(registered).routes), ["GET /"]);
  });
});
