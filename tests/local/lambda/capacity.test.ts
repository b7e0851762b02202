import assert from "node:assert/strict";
import { ARN, GATE, type Gate, makeGate, parsed, type ServiceUnderTest, serve } from "./service-under-test";

/** The process that answers. */
const WHO = {
  "index.js": `const gate = ${GATE};
    exports.handler = async (event, context) => { if (event.at) await gate(event.at); return [process.pid, context.functionVersion]; };`,
};

describe("the number of environments", () => {
  let service: ServiceUnderTest;
  let gate: Gate;
  beforeEach(async () => {
    gate = await makeGate();
  });
  afterEach(async () => {
    gate.close();
    await service.close();
  });
  const who = async (event: object = {}) => Object(parsed(await service.invoke(event)))[0];

  it("falls when they have had no request for a while", async () => {
    service = serve(WHO, {}, () => ({ idleTime: 50 }));
    const first = await who();
    const idle = () => service.service.environments(ARN).length;
    while (idle() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.notEqual(await who(), first);
  });

  it("has a limit, at which requests wait, and which is told once", async () => {
    service = serve(WHO, {}, () => ({ maxEnvironments: 1 }));
    const first = who({ at: gate.port });
    await gate.crowd(1);
    const others = [who(), who()];
    while (!service.logged.some((line) => /^1 environments run, more requests wait for one of them; see --max-environments$/.test(line)))
      await new Promise((resolve) => setTimeout(resolve, 10));
    gate.open();
    const pids = await Promise.all([first, ...others]);
    assert.equal(new Set(pids).size, 1);
    assert.equal(service.logged.filter((line) => line.includes("--max-environments")).length, 1);
  });

  it("is spread over the versions of an alias by its weights", async () => {
    const [none, all] = [`${ARN}:none`, `${ARN}:all`];
    service = serve(WHO, {}, () => ({
      qualifiers: { [none]: "1", [all]: "1", [`${ARN}:1`]: "1", [`${ARN}:2`]: "2" },
      weights: { [none]: { "2": 0 }, [all]: { "2": 1 } },
    }));
    const version = async (functionArn: string) => Object(parsed(await service.invoke({}, { functionArn })))[1];
    assert.deepEqual([await version(none), await version(all), await version(`${ARN}:1`)], ["1", "2", "1"]);
  });

  it("ends one that never asks for its first request, and fails the request that waits for it", async () => {
    const silent = { "index.js": "while (true);" };
    service = serve(silent, { timeout: 0.1 }, () => ({ initTime: 300 }));
    const [kind, error] = Object(parsed(await service.invoke()));
    assert.deepEqual([kind, error.errorType], ["Unhandled", "Sandbox.Timedout"]);
  });
});
