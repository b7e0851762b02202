import assert from "node:assert/strict";
import type { LambdaResult } from "../../../gateway/index";
import type { FunctionConfiguration } from "../../../local/lambda/index";
import { findInterpreters } from "../../../local/lambda/interpreters";
import { parsed, type ServiceUnderTest, serve } from "./service-under-test";

/** A custom runtime, which does what the event's `run` says; it is a script of this Node.js. */
const CUSTOM = `#!${process.execPath}
const http = require("node:http");
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true });
const call = (method, path, body, headers = {}, trailers) => new Promise((resolve, reject) => {
  const request = http.request({ host, port, method, agent, path: "/2018-06-01/runtime/" + path, headers }, async (response) => {
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += chunk;
    resolve({ status: response.statusCode, headers: response.headers, text });
  });
  request.on("error", reject);
  for (const part of Array.isArray(body) ? body : []) request.write(part);
  if (trailers) request.addTrailers(trailers);
  request.end(Array.isArray(body) ? undefined : body);
});
let previous;
const runs = {
  echo: (id, event) => call("POST", "invocation/" + id + "/response", JSON.stringify(event)),
  noJson: (id) => call("POST", "invocation/" + id + "/response", "hello"),
  large: (id, { size }) => call("POST", "invocation/" + id + "/response", "a".repeat(size)),
  fails: (id) => call("POST", "invocation/" + id + "/error", JSON.stringify({ errorType: "Own", errorMessage: "mine" })),
  failsInWords: (id) => call("POST", "invocation/" + id + "/error", "no JSON", { "Lambda-Runtime-Function-Error-Type": "Own.Type" }),
  twice: async (id) => {
    await call("POST", "invocation/" + id + "/response", '"first"');
    const { status, text } = await call("POST", "invocation/" + id + "/response", '"second"');
    previous = [status, JSON.parse(text).errorType];
  },
  wrong: async (id) => {
    const { status, text } = await call("POST", "invocation/other/response", '"second"');
    await call("POST", "invocation/" + id + "/response", JSON.stringify([status, JSON.parse(text).errorType]));
  },
  asks: async (id) => {
    const { status } = await call("GET", "invocation/next");
    await call("POST", "invocation/" + id + "/response", String(status));
  },
  previous: (id) => call("POST", "invocation/" + id + "/response", JSON.stringify(previous)),
  streams: (id) => call("POST", "invocation/" + id + "/response", ["one", "two"], { "Lambda-Runtime-Function-Response-Mode": "streaming", "Transfer-Encoding": "chunked" }),
  breaks: (id) => call("POST", "invocation/" + id + "/response", ["part"],
    { "Lambda-Runtime-Function-Response-Mode": "streaming", "Transfer-Encoding": "chunked", Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body" },
    { "Lambda-Runtime-Function-Error-Type": "Late", "Lambda-Runtime-Function-Error-Body": Buffer.from('{"errorType":"Late"}').toString("base64") }),
  prints: async (id) => { process.stdout.write("printed\\n"); await call("POST", "invocation/" + id + "/response", "1"); },
  leaves: () => process.exit(7),
  never: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
};
(async () => {
  if (process.env.AT_START === "exit") process.exit(3);
  if (process.env.AT_START === "error") return call("POST", "init/error", JSON.stringify({ errorType: "Init.Own", errorMessage: "not today" }));
  if (process.env.AT_START === "never") return setInterval(() => {}, 60_000);
  for (;;) {
    const { headers, text } = await call("GET", "invocation/next");
    const event = JSON.parse(text);
    await runs[event.run](headers["lambda-runtime-aws-request-id"], { ...event, arn: headers["lambda-runtime-invoked-function-arn"], trace: headers["lambda-runtime-trace-id"] });
  }
})();
`;

const custom = (given: Partial<FunctionConfiguration> = {}) =>
  serve({ bootstrap: { text: CUSTOM, mode: 0o755 } }, { runtime: "provided.al2023", handler: "any", timeout: 5, ...given });

describe("a runtime of its own", () => {
  let service: ServiceUnderTest;
  before(() => {
    service = custom();
  });
  after(() => service.close());

  const run = async (name: string, more: object = {}) => parsed(await service.invoke({ run: name, ...more }));

  it("gets its requests and answers them", async () => {
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:fn";
    assert.deepEqual(await run("echo", { a: "ä" }), {
      run: "echo",
      a: "ä",
      arn,
      trace: "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
    });
  });

  it("may answer what is no JSON", async () => {
    const result = await service.invoke({ run: "noJson" });
    assert.equal(result.kind === "payload" && result.payload.toString(), "hello");
  });

  it("answers with no more than 6 MB", async () => {
    assert.equal(Object(await run("large", { size: 6_291_557 }))[1].errorType, "Function.ResponseSizeTooLarge");
  });

  it("reports errors, in its own words or in an object", async () => {
    assert.deepEqual(await run("fails"), ["Unhandled", { errorType: "Own", errorMessage: "mine" }]);
    assert.deepEqual(await run("failsInWords"), ["Unhandled", { errorType: "Own.Type", errorMessage: "no JSON" }]);
  });

  it("is refused a second answer, one to another request, and a second question", async () => {
    assert.equal(await run("twice"), "first");
    assert.deepEqual(await run("previous"), [403, "InvalidStateTransition"]);
    assert.deepEqual(await run("wrong"), [400, "InvalidRequestID"]);
    assert.equal(await run("asks"), 403);
  });

  const chunksOf = async (result: LambdaResult) => {
    assert.equal(result.kind, "stream");
    let text = "";
    if (result.kind === "stream") for await (const chunk of result.chunks) text += Buffer.from(chunk).toString();
    return text;
  };

  it("streams its answer, and breaks off with an error", async () => {
    assert.equal(await chunksOf(await service.invoke({ run: "streams" }, { streaming: true })), "onetwo");
    await assert.rejects(async () => chunksOf(await service.invoke({ run: "breaks" }, { streaming: true })), /Late/);
  });

  it("has what it prints in the log of the request", async () => {
    await run("prints");
    assert.equal(service.logged.at(-3), "printed");
  });

  it("is started again when it has left or took too long", async () => {
    assert.match(Object(await run("leaves"))[1].errorMessage, /exit status 7$/);
    const short = custom({ timeout: 0.2 });
    assert.equal(Object(parsed(await short.invoke({ run: "never" })))[1].errorType, "Sandbox.Timedout");
    assert.equal(Object(parsed(await short.invoke({ run: "echo", a: 1 }))).a, 1);
    await short.close();
  });

  for (const [title, atStart, errorType] of [
    ["ends before it asks", "exit", "Runtime.ExitError"],
    ["reports an error before it asks", "error", "Init.Own"],
  ] as const)
    it(`that ${title} fails the request that waits`, async () => {
      const failing = custom({ environment: { AT_START: atStart } });
      assert.equal(Object(parsed(await failing.invoke()))[1].errorType, errorType);
      await failing.close();
    });
});

describe("a Node.js function that brings its own runtime client", () => {
  it("finds the service", async () => {
    const service = serve({
      "index.mjs": 'await import("./client.cjs").then((client) => client.default);',
      "client.cjs": CUSTOM.replace("(async () => {", "module.exports = (async () => {"),
    });
    assert.deepEqual(Object(parsed(await service.invoke({ run: "echo", a: 1 }))).a, 1);
    await service.close();
  });
});

const PYTHON = `
import decimal, logging, os, subprocess, sys
count = 0
def handler(event, context):
    global count
    count += 1
    run = event.get("run")
    if run == "raise": raise ValueError("no")
    if run == "unserializable": return {1, 2}
    if run == "decimal": return {"n": decimal.Decimal("1.10")}
    if run == "print": print("printed"); logging.getLogger().warning("careful"); return None
    if run == "exit": sys.exit(4)
    if run == "kill": os.abort()
    if run == "memory": return len(bytearray(500_000_000))
    if run == "loop":
        while True: pass
    if run == "tmp": open("/tmp/x", "w").write("1"); return os.listdir(".")
    if run == "client":
        told = context.client_context
        return told and [told.custom, told.env, told.client.app_title, told.client.installation_id]
    if run == "trace":
        seen = subprocess.run(["printenv", "_X_AMZN_TRACE_ID"], capture_output=True, text=True).stdout.strip()
        return [os.environ["_X_AMZN_TRACE_ID"], seen]
    return [count, context.function_name, context.get_remaining_time_in_millis() > 0, os.environ["AWS_EXECUTION_ENV"], "ä"]
class Nested:
    pass
`;

describe("a Python function", () => {
  let service: ServiceUnderTest;
  let python: ReadonlyMap<string, string>;
  before(async function () {
    const { found } = await findInterpreters(["python3.12"], new Map());
    python = new Map([...found].map(([runtime, { file }]) => [runtime, file]));
    if (found.size === 0) {
      process.stdout.write("      (left out: there is no python3 on the PATH)\n");
      this.skip();
    }
    service = serve(
      { "app.py": PYTHON, "bad.py": "import nowhere", "syntax.py": "def (" },
      { runtime: "python3.12", handler: "app.handler", timeout: 5 },
      () => ({
        interpreters: python,
      }),
    );
  });
  after(() => service?.close());

  const run = async (name: string) => parsed(await service.invoke({ run: name }));

  it("answers, and is kept", async () => {
    assert.deepEqual(await run(""), [1, "fn", true, "AWS_Lambda_python3.12", "ä"]);
    assert.equal(Object(await run(""))[0], 2);
  });

  it("is told what its caller tells of itself", async () => {
    const clientContext = '{"custom":{"a":1},"client":{"app_title":"t"}}';
    assert.deepEqual(parsed(await service.invoke({ run: "client" }, { clientContext })), [{ a: 1 }, null, "t", null]);
    assert.equal(await run("client"), null);
  });

  it("has the trace of each request, of which what it starts sees the first alone", async () => {
    const tracing = serve({ "app.py": PYTHON }, { runtime: "python3.12", handler: "app.handler" }, () => ({ interpreters: python }));
    const trace = async (traceId: string) => parsed(await tracing.invoke({ run: "trace" }, { traceId }));
    assert.deepEqual(
      [await trace("Root=1"), await trace("Root=2")],
      [
        ["Root=1", "Root=1"],
        ["Root=2", "Root=1"],
      ],
    );
    await tracing.close();
  });

  it("reports an error with its stack trace, and logs it", async () => {
    const [kind, { requestId, ...error }] = Object(await run("raise"));
    assert.equal(kind, "Unhandled");
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(error, {
      errorMessage: "no",
      errorType: "ValueError",
      stackTrace: ['  File "/var/task/app.py", line 8, in handler\n    if run == "raise": raise ValueError("no")\n'],
    });
    assert.match(
      String(service.logged.findLast((line) => line.includes("[ERROR]"))),
      /^\[ERROR\] ValueError: no\rTraceback \(most recent call last\):\r/,
    );
  });

  it("writes a Decimal with its digits, and refuses what JSON does not know", async () => {
    const result = await service.invoke({ run: "decimal" });
    assert.equal(result.kind === "payload" && result.payload.toString(), '{"n": 1.10}');
    const [, error] = Object(await run("unserializable"));
    assert.deepEqual(
      [error.errorType, error.errorMessage],
      ["Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable"],
    );
  });

  it("prints and logs as on AWS", async () => {
    await run("print");
    const at = service.logged.lastIndexOf("printed");
    assert.match(String(service.logged[at + 1]), /^\[WARNING\]\t\d{4}-\d\d-\d\dT[\d:.]{12}Z\t[0-9a-f-]{36}\tcareful$/);
  });

  for (const [name, message] of [
    ["exit", /exit status 4$/],
    ["kill", /signal: aborted$/],
    ["memory", /signal: killed$/],
  ] as const)
    it(`is started again after ${name}`, async () => {
      assert.match(Object(await run(name))[1].errorMessage, message);
      assert.equal(Object(await run(""))[0], 1);
    });

  for (const [handler, errorType, message] of [
    ["bad.handler", "Runtime.ImportModuleError", "Unable to import module 'bad': No module named 'nowhere'"],
    ["app.nowhere", "Runtime.HandlerNotFound", "Handler 'nowhere' missing on module 'app'"],
    ["app", "Runtime.MalformedHandlerName", "Bad handler 'app': not enough values to unpack (expected 2, got 1)"],
    ["syntax.handler", "Runtime.UserCodeSyntaxError", /^Syntax error in module 'syntax': /],
  ] as const)
    it(`reports ${errorType}`, async () => {
      const failing = serve(
        { "app.py": PYTHON, "bad.py": "import nowhere", "syntax.py": "def (" },
        { runtime: "python3.12", handler },
        () => ({
          interpreters: python,
        }),
      );
      const [, error] = Object(parsed(await failing.invoke()));
      assert.equal(error.errorType, errorType);
      if (typeof message === "string") assert.equal(error.errorMessage, message);
      else assert.match(error.errorMessage, message);
      await failing.close();
    });
});
