import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Job, startEnvironment } from "../../../local/lambda/environment";
import type { FunctionConfiguration } from "../../../local/lambda/index";
import { launchOf } from "../../../local/lambda/runtimes";
import { openWorkshop } from "../../../local/lambda/workshop";

const HANDLER = `
const { existsSync } = require("node:fs");
exports.handler = async ({ blocksUntil }) => {
  while (blocksUntil && !existsSync(blocksUntil));
};`;

describe("an environment that is asked twice for what it has not begun", () => {
  it("is given only one request after that, which it does not take for another", async () => {
    const directory = mkdtempSync(join(tmpdir(), "lambda-"));
    writeFileSync(join(directory, "index.js"), HANDLER);
    const workshop = await openWorkshop();
    const configuration: FunctionConfiguration = {
      name: "fn",
      arn: "",
      handler: "index.handler",
      runtime: "nodejs22.x",
      timeout: 10,
      memorySize: 128,
      ephemeralStorage: 512,
      environment: {},
      directory,
    };
    const launch = launchOf(configuration, workshop, undefined, false);
    assert.ok(launch);
    let idle = () => {};
    const asks = () =>
      new Promise<void>((resolve) => {
        idle = resolve;
      });
    const first = asks();
    const options = { configuration, version: "1", log: () => {}, modulePaths: [], extraEnvironment: () => ({}) };
    const environment = startEnvironment({ ...options, launch, workshop, debugging: undefined }, { idle: () => idle(), ended() {} });
    const returned: string[] = [];
    const job = (id: string, event: object = {}): Job => ({
      request: { requestId: id, functionArn: "", traceId: "", event: JSON.stringify({ id, ...event }) },
      sink: { write: async () => {}, end() {} },
      ended() {},
      returned: () => void returned.push(id),
    });
    await first;
    const goes = join(directory, "goes");
    const second = asks();
    environment.run(job("a"), job("b", { blocksUntil: goes }), job("c"), job("d"));
    // It begins `b` before this process has read what became of `a`.
    for (const until = Date.now() + 200; Date.now() < until; );
    environment.takeBack();
    environment.takeBack();
    writeFileSync(goes, "");
    await second;
    assert.equal(environment.takesMore(), false);
    assert.deepEqual(returned, ["d", "c"]);
    await environment.stop();
    workshop.close();
    rmSync(directory, { recursive: true });
  });
});
