import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ARN, FUNCTION, GATE, type Gate, makeGate, parsed, type ServiceUnderTest, serve } from "./service-under-test";

const ECHO = {
  "index.js": "exports.handler = async (event, context) => event?.context ? [context.invokedFunctionArn, context.functionVersion] : event;",
};

/** Logs its event after it was at the gate. */
const WAITS = {
  "index.js": `const gate = ${GATE};
    exports.handler = async (event) => { console.log("begun"); if (event.at) await gate(event.at); if (event.fails) throw new Error("failed"); console.log("ran", event.n); };`,
};

const messages = (service: ServiceUnderTest) => service.logged.flatMap((line) => /\tINFO\t(.*)$/.exec(line)?.[1] ?? []);

describe("the Lambda service", () => {
  let service: ServiceUnderTest;
  let gate: Gate;
  beforeEach(async () => {
    gate = await makeGate();
  });
  afterEach(async () => {
    gate.close();
    await service.close();
  });

  it("passes on any JSON, of any size that Lambda takes", async () => {
    service = serve(ECHO);
    const long = { text: "ä€😀".repeat(600_000) };
    for (const event of [null, "text", 0, [], { __proto__: { a: 1 } }, long])
      assert.deepEqual(parsed(await service.invoke(event)), JSON.parse(JSON.stringify(event)));
    const prototypeNamed = await service.invoke({}, { payload: Buffer.from('{"__proto__":{"a":1},"constructor":2}') });
    assert.equal(prototypeNamed.kind === "payload" && prototypeNamed.payload.toString(), '{"__proto__":{"a":1},"constructor":2}');
  });

  it("gives an empty object for an empty payload", async () => {
    service = serve(ECHO);
    assert.deepEqual(parsed(await service.invoke({}, { payload: Buffer.alloc(0) })), {});
  });

  it("finds a function by its ARN, $LATEST and its known qualifiers", async () => {
    service = serve(ECHO, {}, () => ({ qualifiers: { [`${ARN}:live`]: "3", [`${ARN}:3`]: "3" } }));
    const seen = async (functionArn: string) => parsed(await service.invoke({ context: true }, { functionArn }));
    assert.deepEqual(await seen(ARN), [ARN, "$LATEST"]);
    assert.deepEqual(await seen(`${ARN}:$LATEST`), [`${ARN}:$LATEST`, "$LATEST"]);
    assert.deepEqual(await seen(`${ARN}:live`), [`${ARN}:live`, "3"]);
    assert.deepEqual(await seen(`${ARN}:3`), [`${ARN}:3`, "3"]);
    for (const functionArn of [`${ARN}:test`, `${ARN}2`, "fn", ""])
      assert.deepEqual(await seen(functionArn), {
        kind: "refused",
        status: 404,
        errorType: "ResourceNotFoundException",
        message: `Function not found: ${functionArn}`,
      });
  });

  it("refuses a payload that is no JSON", async () => {
    service = serve(ECHO);
    const result = await service.invoke({}, { payload: Buffer.from("{a") });
    assert.ok(result.kind === "refused" && result.status === 400 && result.errorType === "InvalidRequestContentException");
    assert.match(
      result.message,
      /^Could not parse request body into json: Unexpected character \('a' \(code 97\)\): was expecting double-quote to start field name/,
    );
  });

  it("refuses a payload over 6 MB, over 1 MB where it is asynchronous", async () => {
    service = serve(ECHO);
    const status = async (invocationType: "RequestResponse" | "Event", size: number) => {
      const result = await service.invoke({}, { invocationType, payload: Buffer.from(JSON.stringify("a".repeat(size - 2))) });
      return result.kind === "refused" ? [result.status, result.errorType, result.message] : result.kind;
    };
    const refusal = (limit: number) => [
      413,
      "RequestEntityTooLargeException",
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    ];
    assert.equal(await status("RequestResponse", 6_291_456), "payload");
    assert.deepEqual(await status("RequestResponse", 6_291_457), refusal(6_291_456));
    assert.equal(await status("Event", 1_048_576), "accepted");
    assert.deepEqual(await status("Event", 1_048_577), refusal(1_048_576));
  });

  it("fails an answer over 6 MB", async () => {
    service = serve({ "index.js": "exports.handler = async ({ size }) => 'a'.repeat(size - 2);" });
    const fits = await service.invoke({ size: 6_291_556 });
    assert.equal(fits.kind === "payload" && fits.payload.length, 6_291_556);
    assert.deepEqual(parsed(await service.invoke({ size: 6_291_557 })), [
      "Unhandled",
      {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    ]);
  });

  it("refuses a function of another runtime", async () => {
    service = serve(ECHO, { runtime: "ruby3.4" });
    assert.deepEqual(await service.invoke(), {
      kind: "refused",
      status: 502,
      errorType: "InvalidRuntimeException",
      message: "The runtime ruby3.4 is not run here: those of Node.js, Python and provided.* are.",
    });
  });

  const THROTTLED = { kind: "refused", status: 429, errorType: "TooManyRequestsException", message: "Rate Exceeded." };

  it("refuses more requests at a time than are reserved for the function", async () => {
    service = serve(WAITS, { reservedConcurrency: 1 });
    const first = service.invoke({ at: gate.port });
    assert.deepEqual(await service.invoke(), THROTTLED);
    gate.open();
    assert.equal(parsed(await first), null);
    assert.equal(parsed(await service.invoke()), null);
  });

  it("refuses every request where none are reserved", async () => {
    service = serve(ECHO, { reservedConcurrency: 0 });
    assert.deepEqual(await service.invoke(), THROTTLED);
  });

  it("refuses more requests at a time than the account has", async () => {
    service = serve(WAITS, {}, () => ({ maxConcurrency: 1 }));
    const first = service.invoke({ at: gate.port });
    assert.deepEqual(await service.invoke(), THROTTLED);
    gate.open();
    await first;
  });

  it("takes asynchronous requests at once and runs them, throttled ones later", async () => {
    service = serve(WAITS, { reservedConcurrency: 1 });
    for (const n of [1, 2]) assert.deepEqual(await service.invoke({ at: gate.port, n }, { invocationType: "Event" }), { kind: "accepted" });
    assert.deepEqual(await service.invoke({ n: 3 }, { invocationType: "DryRun" }), { kind: "accepted" });
    await gate.crowd(1);
    gate.open();
    await service.close();
    assert.deepEqual(messages(service), ["begun", "ran 1", "begun", "ran 2"]);
  });

  it("runs asynchronous requests that were throttled by another function's", async () => {
    const other = { ...FUNCTION, name: "other", arn: `${ARN}-other` };
    service = serve(WAITS, {}, (only) => ({ functions: [only, { ...other, directory: only.directory }], maxConcurrency: 1 }));
    const first = service.invoke({ at: gate.port, n: 1 });
    await service.invoke({ n: 2 }, { invocationType: "Event", functionArn: other.arn });
    await gate.crowd(1);
    gate.open();
    await first;
    await service.close();
    assert.deepEqual(messages(service), ["begun", "ran 1", "begun", "ran 2"]);
  });

  it("logs the error of an asynchronous request, and does not run it again", async () => {
    service = serve(WAITS);
    await service.invoke({ fails: true }, { invocationType: "Event" });
    await service.close();
    assert.deepEqual(messages(service), ["begun"]);
    assert.ok(service.logged.some((line) => line.includes('ERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"failed"')));
  });

  it("does not keep the process alive", () => {
    service = serve(ECHO);
    const script = `
      const { createLambdaService } = require("./local/lambda/index");
      const configuration = { name: "fn", arn: "fn", handler: "index.handler", runtime: "nodejs22.x", timeout: 10, memorySize: 128, ephemeralStorage: 512, environment: {}, directory: process.argv[1] };
      const options = { functions: [configuration], qualifiers: {}, modulePaths: [], extraEnvironment: () => ({}), log: () => {} };
      const request = { functionArn: "fn", invocationType: "RequestResponse", payload: Buffer.from('"done"'), traceId: "", streaming: false };
      createLambdaService(options).invoke(request).then(({ payload }) => process.stdout.write(payload));`;
    const args = ["-r", "./bin/sources.js", "-e", script, service.directory];
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: join(__dirname, "..", "..", ".."),
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.deepEqual([status, stdout], [0, '"done"']);
  });

  it("lets requests under way end when it is closed, and refuses others", async () => {
    service = serve(WAITS);
    const first = service.invoke({ at: gate.port });
    const closed = service.close();
    assert.deepEqual(await service.invoke(), {
      kind: "refused",
      status: 500,
      errorType: "ServiceException",
      message: "The local Lambda service is being closed.",
    });
    gate.open();
    assert.equal(parsed(await first), null);
    await closed;
  });
});

describe("a function's log", () => {
  let service: ServiceUnderTest;
  afterEach(() => service.close());

  it("has the lines that Lambda writes", async () => {
    service = serve({
      "index.js":
        "exports.handler = async () => { console.log('hello', { a: 1 }); console.warn('%s!', 'careful'); console.error('two\\nlines'); };",
    });
    await service.invoke();
    const [start, info, warn, error, end, report] = service.logged;
    const id = String(/^START RequestId: ([0-9a-f-]{36}) Version: \$LATEST$/.exec(String(start))?.[1]);
    for (const [line, text] of [
      [info, "INFO\thello { a: 1 }"],
      [warn, "WARN\tcareful!"],
      [error, "ERROR\ttwo\nlines"],
    ])
      assert.match(String(line).replace(`${id}\t${text}`, "*"), /^\d{4}-\d\d-\d\dT[\d:.]{12}Z\t\*$/);
    assert.equal(end, `END RequestId: ${id}`);
    assert.match(
      String(report).replace(id, "*"),
      /^REPORT RequestId: \*\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t$/,
    );
    assert.equal(service.logged.length, 6);
  });

  it("has what is written to standard output and error in any way", async () => {
    const source = `const fs = require("node:fs");
      exports.handler = async () => {
        process.stdout.write("one\\ntw");
        process.stdout.write("o\\n");
        process.stderr.write(Buffer.from("three\\n"));
        fs.writeSync(1, "four\\n");
        fs.writeSync(2, Buffer.from("__five\\n"), 2);
        await new Promise((resolve) => fs.write(1, "six\\n", resolve));
        console.table([{ a: 1 }]);
        await new Promise((resolve) => process.stdout.write("unfinished", resolve));
      };`;
    service = serve({ "index.js": source });
    await service.invoke();
    assert.deepEqual(service.logged.slice(1, 7), ["one", "two", "three", "four", "five", "six"]);
    assert.equal(service.logged.at(-3), "unfinished");
  });
});
