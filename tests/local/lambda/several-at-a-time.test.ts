import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FunctionConfiguration, LambdaServiceOptions } from "../../../local/lambda/index";
import { GATE, type Gate, makeGate, parsed, type ServiceUnderTest, serve } from "./service-under-test";

const HANDLER = `
const gate = ${GATE};
const { existsSync } = require("node:fs");
exports.handler = async ({ id, at, blocksUntil, spins = 0, waits, fails, exits, evaluates, remains }, context) => {
  const remaining = context.getRemainingTimeInMillis();
  console.log("begun", id);
  if (evaluates) eval(evaluates);
  if (at) await gate(at);
  while (blocksUntil && !existsSync(blocksUntil));
  for (const until = Date.now() + spins; Date.now() < until; );
  if (waits) await new Promise((resolve) => setTimeout(resolve, waits));
  if (fails) throw new RangeError(id);
  if (exits) process.exit(1);
  return remains ? remaining : id;
};`;

/** It uses a descriptor that is the service's. */
const WRAPPER = `#!/bin/sh
exec 4< /dev/null
exec "$@"
`;

/** So many short requests, after which a function is known to be quick. */
const SHORT = 60;

describe("short requests that an environment is given several at a time of", () => {
  let service: ServiceUnderTest;
  let gate: Gate;
  const open = async (configuration: Partial<FunctionConfiguration> = {}, options: Partial<LambdaServiceOptions> = {}) => {
    service = serve({ "index.js": HANDLER, wrapper: { text: WRAPPER, mode: 0o755 } }, configuration, () => options);
    for (let short = 0; short < SHORT; short++) await service.invoke({ id: `warm ${short}` });
    service.logged.length = 0;
  };
  beforeEach(async () => {
    gate = await makeGate();
    await open();
  });
  afterEach(async () => {
    gate.close();
    await service.close();
  });

  const ask = (id: string, event: object = {}) => service.invoke({ id, ...event });
  const short = (count: number) => Array.from({ length: count }, (_, index) => `short ${index}`);
  const askAll = async (ids: readonly string[]) => (await Promise.all(ids.map((id) => ask(id)))).map(parsed);
  const begun = () => service.logged.flatMap((line) => /\tbegun (.*)$/.exec(line)?.slice(1) ?? []);

  it("are each run once, in their order, by one", async () => {
    const ids = short(300);
    assert.deepEqual(await askAll(ids), ids);
    assert.deepEqual(begun(), ids);
    assert.ok(!service.logged.some((line) => line.includes("Init Duration")));
  });

  it("are reported with the time that each took itself", async () => {
    const spun = Array.from({ length: 12 }, (_, index) => ask(`spins ${index}`, { spins: 2 }));
    await Promise.all(spun);
    const durations = service.logged.flatMap((line) => /Duration: ([\d.]+) ms\tBilled/.exec(line)?.slice(1).map(Number) ?? []);
    assert.equal(durations.length, 12);
    for (const duration of durations) assert.ok(duration >= 1, `${duration} ms of a request that takes two`);
  });

  it("have each the whole time that the function has", async () => {
    const asked = Array.from({ length: 17 }, (_, index) => ask(`spins ${index}`, { spins: 4, remains: true }));
    // The first one goes alone.
    const [, first, ...others] = (await Promise.all(asked)).map((result) => Number(parsed(result)));
    const left = Math.max(...others.slice(8));
    assert.ok(left > Number(first) - 20, `${first} ms for the first one, and ${left} ms for those behind it`);
  });

  it("are run by others where the one before them waits", async () => {
    const [, held] = [ask("first"), ask("held", { at: gate.port })];
    const ids = short(30);
    assert.deepEqual(await askAll(ids), ids);
    await gate.crowd(1);
    gate.open();
    assert.equal(parsed(await held), "held");
    assert.deepEqual(begun().toSorted(), ["first", "held", ...ids].toSorted());
    assert.deepEqual(await askAll(ids), ids);
  });

  it("are run by others where the one before them keeps its process busy", async () => {
    const blocksUntil = join(service.directory, "go-on");
    const [, blocked] = [ask("first"), ask("blocked", { blocksUntil })];
    const ids = short(30);
    assert.deepEqual(await askAll(ids), ids);
    writeFileSync(blocksUntil, "");
    assert.equal(parsed(await blocked), "blocked");
    assert.deepEqual(begun().toSorted(), ["first", "blocked", ...ids].toSorted());
    assert.deepEqual(await askAll(ids), ids);
  });

  for (const [title, event, errorType, timeout] of [
    ["ends its process", { exits: true }, "Runtime.ExitError", 10],
    ["is ended by its timeout", { blocksUntil: "/nowhere" }, "Sandbox.Timedout", 2],
  ] as const)
    it(`are run by others where the one before them ${title}`, async () => {
      await service.close();
      await open({ timeout });
      const [, ending] = [ask("first"), ask("ending", event)];
      const ids = short(30);
      assert.deepEqual(await askAll(ids), ids);
      const [kind, error] = Object(parsed(await ending));
      assert.deepEqual([kind, error.errorType], ["Unhandled", errorType]);
      assert.deepEqual(begun().toSorted(), ["first", "ending", ...ids].toSorted());
    });

  it("are run by the same one, once, where there may be no other", async () => {
    await service.close();
    await open({}, { maxEnvironments: 1 });
    const ids = short(30);
    const asked = [ask("first"), ask("waits", { waits: 100 }), ...ids.map((id) => ask(id))];
    assert.deepEqual((await Promise.all(asked)).map(parsed), ["first", "waits", ...ids]);
    assert.deepEqual(begun(), ["first", "waits", ...ids]);
  });

  it("are given one at a time where a wrapper script took from the process what it claims them by", async () => {
    await service.close();
    await open({ environment: { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/wrapper" } });
    const ids = short(30);
    assert.deepEqual(await askAll(ids), ids);
  });

  it("are each run once, whatever becomes of those between them", async () => {
    const kinds = [{}, {}, {}, { spins: 40 }, {}, { waits: 60 }, {}, { fails: true }, {}, {}, { exits: true }];
    const events = Array.from({ length: 400 }, (_, index) => ({
      id: `mixed ${index}`,
      ...kinds[(index * 7 + Math.floor(index / 40)) % 11],
    }));
    const results = await Promise.all(events.map(({ id, ...event }) => ask(id, event)));
    const expected = events.map(({ id, ...event }) => ("exits" in event || "fails" in event ? "Unhandled" : id));
    assert.deepEqual(
      results.map(parsed).map((answer) => (Array.isArray(answer) ? answer[0] : answer)),
      expected,
    );
    assert.deepEqual(begun().toSorted(), events.map(({ id }) => id).toSorted());
  });

  it("are measured by a clock that the function does not replace", async () => {
    const ids = short(30);
    const replaced = ask("replaces", { evaluates: "globalThis.performance = undefined" });
    assert.deepEqual(await askAll(ids), ids);
    assert.equal(parsed(await replaced), "replaces");
    assert.deepEqual(begun(), ["replaces", ...ids]);
  });
});
