import assert from "node:assert/strict";
import { findInterpreters, type Logging } from "../../../local/lambda/index";
import { type ServiceUnderTest, serve } from "./service-under-test";

const CODE = {
  "index.js": `exports.handler = async ({ fails }) => {
    console.debug("fine"); console.log("plain"); console.log({ order: 7 }); console.warn("careful %d", 3);
    console.error("broken", new RangeError("too far"));
    process.stdout.write("raw\\n");
    if (fails) throw new TypeError("no");
    return 1;
  };`,
  "app.py": `
import logging
def handler(event, context):
    logging.getLogger("shop").info("quiet")
    logging.getLogger("shop").warning("careful %d", 3, extra={"order": 7})
    if event.get("fails"): raise ValueError("no")
`,
};

describe("a log in JSON", () => {
  let service: ServiceUnderTest;
  afterEach(() => service?.close());

  const linesOf = async (logging: Partial<Logging>, event: object = {}, more: Parameters<typeof serve>[1] = {}, python?: string) => {
    service = serve(CODE, { logging: { format: "JSON", applicationLevel: "INFO", systemLevel: "INFO", ...logging }, ...more }, () =>
      python === undefined ? {} : { interpreters: new Map([["python3.12", python]]) },
    );
    await service.invoke(event);
    return service.logged.map((line) => (line.startsWith("{") ? JSON.parse(line) : line));
  };

  it("has an object for each line of the function, from its level on, with the request", async () => {
    const lines = (await linesOf({ applicationLevel: "INFO" })).filter((line) => line.level !== undefined);
    assert.deepEqual(
      lines.map(({ level, message, errorType, errorMessage }) => [level, message, errorType, errorMessage]),
      [
        ["INFO", "plain", undefined, undefined],
        ["INFO", { order: 7 }, undefined, undefined],
        ["WARN", "careful 3", undefined, undefined],
        ["ERROR", lines[3].message, "RangeError", "too far"],
      ],
    );
    assert.match(lines[3].message, /^broken RangeError: too far/);
    assert.ok(lines.every(({ requestId, timestamp }) => /^[0-9a-f-]{36}$/.test(requestId) && /^\d{4}-.*Z$/.test(timestamp)));
  });

  it("leaves what is written by other ways as it is", async () => {
    assert.ok((await linesOf({})).includes("raw"));
  });

  it("has the function's lines of lower levels where they are asked for, and only those of higher ones", async () => {
    const levels = async (applicationLevel: string) =>
      (await linesOf({ applicationLevel })).flatMap(({ level }: { level?: string }) => level ?? []);
    assert.deepEqual(await levels("DEBUG"), ["DEBUG", "INFO", "INFO", "WARN", "ERROR"]);
    await service.close();
    assert.deepEqual(await levels("ERROR"), ["ERROR"]);
  });

  it("has Lambda's own events, as far as its level lets them", async () => {
    const types = async (systemLevel: string, event: object) =>
      (await linesOf({ systemLevel }, event)).flatMap(({ type, record }: { type?: string; record?: { status?: string } }) =>
        type === undefined ? [] : [`${type} ${record?.status ?? ""}`.trim()],
      );
    assert.deepEqual(await types("INFO", {}), ["platform.start", "platform.report success"]);
    await service.close();
    assert.deepEqual(await types("WARN", {}), []);
  });

  it("says the error of a request that fails", async () => {
    const lines = await linesOf({}, { fails: true });
    const error = lines.find(({ errorType }: { errorType?: string }) => errorType === "TypeError");
    assert.deepEqual([error?.level, error?.errorMessage, Array.isArray(error?.stackTrace)], ["ERROR", "no", true]);
  });

  it("is written by Python's logging, too", async function () {
    const { found } = await findInterpreters(["python3.12"], new Map());
    const python = found.get("python3.12")?.file;
    if (python === undefined) {
      process.stdout.write("      (left out: there is no python3 on the PATH)\n");
      return this.skip();
    }
    const lines = await linesOf({ applicationLevel: "WARN" }, { fails: true }, { runtime: "python3.12", handler: "app.handler" }, python);
    const own = lines.filter(({ level }: { level?: string }) => level !== undefined);
    assert.deepEqual(
      own.map(({ level, message, logger, order, errorType }) => [level, message, logger, order, errorType]),
      [
        ["WARNING", "careful 3", "shop", 7, undefined],
        ["ERROR", undefined, undefined, undefined, "ValueError"],
      ],
    );
  });
});
