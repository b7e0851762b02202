import assert from "node:assert/strict";
import { GATE, type Gate, makeGate, parsed, type ServiceUnderTest, serve } from "./service-under-test";

const exit = (how: string) => new RegExp(`^RequestId: [0-9a-f-]{36} Error: Runtime exited ${how}$`);

const HANDLER = `
const gate = ${GATE};
let requests = 0;
let turns = 0;
const turn = () => { turns++; setImmediate(turn); };
exports.handler = async ({ at, during, spins }) => {
  requests++;
  if (at) await gate(at);
  if (spins === "begin") turn();
  if (spins === "count") return turns;
  if (during === "exit") process.exit(1);
  if (during === "leave") process.exit(0);
  if (during === "throw") setImmediate(() => { throw new RangeError("thrown"); });
  if (during === "reject") Promise.reject(new RangeError("rejected"));
  if (during === "kill") process.kill(process.pid, "SIGTERM");
  if (during === "abort") process.abort();
  if (during === "heap") for (let all = [1]; ; ) all = all.concat(all);
  if (during === "buffers") for (const all = []; ; ) all.push(Buffer.alloc(1e7, 1));
  if (during === "busy") for (;;);
  if (during) await new Promise((resolve) => setTimeout(resolve, 60_000));
  return requests;
};`;

const FILES = { "index.js": HANDLER };

describe("execution environments", () => {
  let service: ServiceUnderTest;
  let gate: Gate;
  beforeEach(async () => {
    gate = await makeGate();
  });
  afterEach(async () => {
    gate.close();
    await service.close();
  });

  it("are kept, with the state of their modules", async () => {
    service = serve(FILES);
    for (let request = 1; request <= 300; request++) assert.equal(parsed(await service.invoke()), request);
    assert.equal(service.logged.filter((line) => line.includes("Init Duration")).length, 1);
  });

  it("take one request at a time, so that simultaneous ones get each their own", async () => {
    service = serve(FILES);
    const answers = Promise.all([1, 2, 3].map(() => service.invoke({ at: gate.port })));
    await gate.crowd(3);
    gate.open();
    assert.deepEqual((await answers).map(parsed), [1, 1, 1]);
  });

  it("are frozen between requests", async () => {
    service = serve(FILES);
    await service.invoke({ spins: "begin" });
    const meanwhile = serve(FILES);
    assert.equal(parsed(await meanwhile.invoke()), 1);
    await meanwhile.close();
    const turns = Number(parsed(await service.invoke({ spins: "count" })));
    assert.ok(turns < 10, `the event loop turned ${turns} times`);
  });

  it("keep what runs on after an answer out of the next one", async () => {
    service = serve({
      "index.js": `let late;
        exports.handler = (event, context, callback) => {
          if (event.first) { late = callback; context.callbackWaitsForEmptyEventLoop = false; return callback(null, "first"); }
          late(null, "late");
          setImmediate(() => callback(null, "second"));
        };`,
    });
    assert.equal(parsed(await service.invoke({ first: true })), "first");
    assert.equal(parsed(await service.invoke()), "second");
  });

  for (const [title, during, errorType, errorMessage, reported] of [
    ["that ends itself", "exit", "Runtime.ExitError", exit("with error: exit status 1"), "Runtime.ExitError"],
    ["that ends itself without an error", "leave", "Runtime.ExitError", exit("without providing a reason"), "Runtime.ExitError"],
    ["that kills itself", "kill", "Runtime.ExitError", exit("with error: signal: terminated"), "Runtime.ExitError"],
    ["that aborts", "abort", "Runtime.ExitError", exit("with error: signal: aborted"), "Runtime.ExitError"],
    ["that nobody catches an error in", "throw", "RangeError", /^thrown$/, "RangeError"],
    [
      "that nobody catches a rejection in",
      "reject",
      "Runtime.UnhandledPromiseRejection",
      /^RangeError: rejected$/,
      "Runtime.UnhandledPromiseRejection",
    ],
    ["whose heap is full", "heap", "Runtime.ExitError", exit("with error: signal: killed"), "Runtime.OutOfMemory"],
    ["whose buffers fill the memory", "buffers", "Runtime.ExitError", exit("with error: signal: killed"), "Runtime.OutOfMemory"],
  ] as const)
    it(`report one ${title}, and start another`, async () => {
      service = serve(FILES);
      const [kind, error] = Object(parsed(await service.invoke({ during })));
      assert.deepEqual([kind, error.errorType], ["Unhandled", errorType]);
      assert.match(error.errorMessage, errorMessage);
      assert.ok(String(service.logged.at(-1)).endsWith(`\tStatus: error\tError Type: ${reported}\t`), service.logged.at(-1));
      assert.equal(parsed(await service.invoke()), 1);
    });

  for (const [title, during] of [
    ["that waits", "waiting"],
    ["that is busy", "busy"],
  ])
    it(`are ended with a function ${title} past its timeout`, async () => {
      service = serve(FILES, { timeout: 0.5 });
      const [kind, { errorType, errorMessage }] = Object(parsed(await service.invoke({ during })));
      assert.deepEqual([kind, errorType], ["Unhandled", "Sandbox.Timedout"]);
      assert.match(errorMessage, /^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.50 seconds$/);
      assert.match(String(service.logged.at(-3)), /^\d{4}-\d\d-\d\dT[\d:.]{12}Z [0-9a-f-]{36} Task timed out after 0\.50 seconds$/);
      assert.ok(String(service.logged.at(-1)).endsWith("\tStatus: timeout\t"));
      assert.equal(parsed(await service.invoke()), 1);
    });
});
