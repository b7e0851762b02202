import assert from "node:assert/strict";
import fs, { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, type Job, startEnvironment } from "../../../local/lambda/environment";
import type { Outcome } from "../../../local/lambda/faults";
import { launchOf } from "../../../local/lambda/runtimes";
import { openWorkshop, type Workshop } from "../../../local/lambda/workshop";
import { FUNCTION } from "./service-under-test";

const HANDLER = `
const { existsSync } = require("node:fs");
exports.handler = async ({ blocksUntil }) => {
  while (blocksUntil && !existsSync(blocksUntil));
};`;

describe("an environment that is given several requests", () => {
  let directory: string;
  let workshop: Workshop;
  let environment: Environment;
  /** Resolves when it asks for a request. */
  let asks: () => Promise<void>;
  let logged: string[];
  let returned: string[];
  let outcomes: Record<string, Outcome["kind"]>;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), "lambda-"));
    writeFileSync(join(directory, "index.js"), HANDLER);
    workshop = await openWorkshop();
    const configuration = { ...FUNCTION, directory };
    [logged, returned, outcomes] = [[], [], {}];
    const launch = launchOf(configuration, workshop, undefined, false);
    assert.ok(launch);
    const log = (line: string) => void logged.push(line);
    const options = {
      configuration,
      version: "1",
      log,
      modulePaths: [],
      extraEnvironment: () => ({}),
      launch,
      workshop,
      debugging: undefined,
    };
    let idle = () => {};
    asks = () =>
      new Promise((resolve) => {
        idle = resolve;
      });
    const ready = asks();
    environment = startEnvironment(options, { idle: () => idle(), ended() {} });
    await ready;
  });
  afterEach(async () => {
    await environment.stop();
    workshop.close();
    rmSync(directory, { recursive: true });
  });

  const job = (requestId: string, event: object = {}): Job => ({
    request: { requestId, functionArn: "", traceId: "", event: JSON.stringify(event) },
    sink: { write: async () => {}, end() {} },
    ended({ kind }) {
      outcomes[requestId] = kind;
    },
    returned: () => void returned.push(requestId),
  });
  /** Gives it four, of which it begins the second one and does not end it, before this process has read what became of the first one. */
  const runUnheard = (blocksUntil: string) => {
    environment.run(job("a"), job("b", { blocksUntil }), job("c"), job("d"));
    for (const until = Date.now() + 200; Date.now() < until; );
  };

  it("takes only one after it was asked for what it has not begun, even twice", async () => {
    const goes = join(directory, "goes");
    const idle = asks();
    runUnheard(goes);
    environment.takeBack();
    environment.takeBack();
    writeFileSync(goes, "");
    await idle;
    assert.equal(environment.takesMore(), false);
    assert.deepEqual([returned, outcomes], [["d", "c"], { a: "answer", b: "answer" }]);
  });

  it("returns what it cannot be offered since the disk is full", async () => {
    const { writeSync } = fs;
    fs.writeSync = () => {
      throw new Error("ENOSPC");
    };
    const idle = asks();
    try {
      environment.run(job("a"), job("b"), job("c"));
    } finally {
      fs.writeSync = writeSync;
    }
    await idle;
    assert.deepEqual([returned, outcomes], [["c", "b"], { a: "answer" }]);
  });

  it("ends what its service has not heard of when it is ended, with its lines in the log", async () => {
    runUnheard("/nowhere");
    await environment.stop();
    assert.deepEqual([returned, outcomes], [["d", "c"], { a: "error", b: "error" }]);
    const lines = logged.flatMap((line) => /^(?:START|END|REPORT) RequestId: ./.exec(line) ?? []);
    assert.deepEqual(
      lines,
      ["a", "b"].flatMap((id) => ["START", "END", "REPORT"].map((word) => `${word} RequestId: ${id}`)),
    );
  });
});
