import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { FunctionConfiguration } from "../../../local/lambda/index";
import { findSandbox } from "../../../local/lambda/sandbox";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { parsed, serve } from "./service-under-test";

after(removeTemporaryFolders);

const answer = async (files: Record<string, string>, configuration: Partial<FunctionConfiguration> = {}) => {
  const service = serve(files, configuration);
  const result = parsed(await service.invoke());
  await service.close();
  return result;
};

describe("a handler is loaded", () => {
  for (const [title, handler, files, expected] of [
    ["from a CommonJS module", "index.handler", { "index.js": "exports.handler = async () => 'js';" }, "js"],
    ["from a .cjs module", "index.handler", { "index.cjs": "exports.handler = async () => 'cjs';" }, "cjs"],
    [
      "from a .mjs module with top-level await",
      "index.handler",
      { "index.mjs": "const v = await 'mjs'; export const handler = async () => v;" },
      "mjs",
    ],
    [
      "from a .js module of a package of ES modules",
      "index.handler",
      { "index.js": "export const handler = async () => import.meta.url.startsWith('file:');", "package.json": '{ "type": "module" }' },
      true,
    ],
    [
      "from a .js module whose nearest package.json says nothing of ES modules",
      "lib/index.handler",
      { "lib/index.js": "exports.handler = async () => 'near';", "lib/package.json": "{}", "package.json": '{ "type": "module" }' },
      "near",
    ],
    ["from a directory", "src/fn/main.run", { "src/fn/main.js": "exports.run = async () => 'deep';" }, "deep"],
    ["from within an export", "index.api.v1.get", { "index.js": "exports.api = { v1: { get: async () => 'nested' } };" }, "nested"],
    ["from the default export", "index.handler", { "index.mjs": "export default { handler: async () => 'default' };" }, "default"],
    ["from a package of its own", "pkg.handler", { "node_modules/pkg/index.js": "exports.handler = async () => 'package';" }, "package"],
  ] as const)
    it(title, async () => assert.deepEqual(await answer(files, { handler }), expected));

  it("with the AWS SDK that the runtime brings, in either kind of module, and however it is asked for", async () => {
    const text = 'typeof DynamoDBClient === "function" && typeof NodeHttpHandler === "function"';
    const found = await Promise.all([
      answer({
        "index.js": `const { DynamoDBClient } = require("@aws-sdk/client-dynamodb"), { NodeHttpHandler } = require("@smithy/node-http-handler"); exports.handler = async () => ${text};`,
      }),
      answer({
        "index.mjs": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; import { NodeHttpHandler } from "@smithy/node-http-handler"; export const handler = async () => ${text};`,
      }),
      answer({
        "index.js": `exports.handler = async () => { const [{ DynamoDBClient }, { NodeHttpHandler }] = [await import("@aws-sdk/client-dynamodb"), await import("@smithy/node-http-handler")]; return ${text}; };`,
      }),
    ]);
    assert.deepEqual(found, [true, true, true]);
  });

  // https://aws.amazon.com/blogs/compute/node-js-18-x-runtime-now-available-in-aws-lambda/: "load ES modules from Lambda layers".
  it("with what is in its layers, in either kind of module, and however it is asked for", async () => {
    const layers = temporaryFolder({
      "nodejs/node_modules/greet/index.js": "exports.greeting = 'hi';",
      "nodejs/node_modules/@s/es/package.json": '{ "type": "module", "exports": { ".": "./main.js", "./sub": "./sub.js" } }',
      "nodejs/node_modules/@s/es/main.js": "export { greeting } from 'greet';",
      "nodejs/node_modules/@s/es/sub.js": "export default 'sub';",
      "nodejs/node22/node_modules/versioned/index.js": "module.exports = 22;",
    });
    const found = await Promise.all([
      answer({ "index.js": "exports.handler = async () => [require('greet').greeting, require('versioned')];" }, { layers }),
      answer(
        {
          "index.mjs":
            "import { greeting } from '@s/es'; import sub from '@s/es/sub'; import v from 'versioned'; export const handler = async () => [greeting, sub, v];",
        },
        { layers },
      ),
      answer({ "index.js": "exports.handler = async () => [(await import('@s/es')).greeting];" }, { layers }),
      answer({ "index.mjs": "export const handler = async () => import('@s/none').catch(({ code }) => code);" }, { layers }),
    ]);
    assert.deepEqual(found, [["hi", 22], ["hi", "sub", 22], ["hi"], "ERR_MODULE_NOT_FOUND"]);
  });

  it("that tries a part of the SDK which is nowhere", async () => {
    const source =
      "let code; try { require('@aws-sdk/client-none'); } catch (error) { code = error.code; } exports.handler = async () => code;";
    assert.equal(await answer({ "index.js": source }), "MODULE_NOT_FOUND");
  });

  it("with its own SDK rather than the runtime's, and with no other package of this project", async () => {
    const own = { "node_modules/@aws-sdk/client-dynamodb/index.js": "module.exports = 'own';" };
    const source =
      "let other; try { other = require('fast-check'); } catch (e) { other = e.code; } exports.handler = async () => [require('@aws-sdk/client-dynamodb'), other];";
    assert.deepEqual(await answer({ ...own, "index.js": source }), ["own", "MODULE_NOT_FOUND"]);
  });
});

describe("a handler that cannot be loaded", () => {
  it("for want of a part of the AWS SDK logs how to install it", async () => {
    for (const [file, source] of [
      ["index.js", "require('@aws-sdk/client-none/x');"],
      ["index.mjs", "import '@aws-sdk/client-none';"],
    ] as const) {
      const service = serve({ [file]: source });
      await service.invoke();
      await service.close();
      assert.ok(
        service.logged.includes("Lambda brings @aws-sdk/client-none, this machine does not: npm install --save-dev @aws-sdk/client-none"),
      );
    }
  });

  for (const [title, handler, files, errorType, errorMessage] of [
    [
      "reports a missing module",
      "index.handler",
      {},
      "Runtime.ImportModuleError",
      /^Error: Cannot find module 'index'\nRequire stack:\n- \/var\/runtime\/index\.mjs$/,
    ],
    [
      "reports a missing dependency",
      "index.handler",
      { "index.js": "require('left-pad');" },
      "Runtime.ImportModuleError",
      /^Error: Cannot find module 'left-pad'\nRequire stack:\n- \/var\/task\/index\.js\n- \/var\/runtime\/index\.mjs$/,
    ],
    [
      "reports a missing dependency of an ES module",
      "index.handler",
      { "index.mjs": "import 'left-pad';" },
      "Error",
      /^Cannot find package 'left-pad' imported from \/var\/task\/index\.mjs$/,
    ],
    [
      "reports a missing export",
      "index.handler",
      { "index.js": "exports.handle = 1;" },
      "Runtime.HandlerNotFound",
      /^index\.handler is undefined or not exported$/,
    ],
    [
      "reports an export that is no function",
      "index.handler",
      { "index.js": "exports.handler = 1;" },
      "Runtime.HandlerNotFound",
      /^index\.handler is not a function$/,
    ],
    [
      "reports a syntax error",
      "index.handler",
      { "index.js": "exports.handler = async () => {" },
      "Runtime.UserCodeSyntaxError",
      /^SyntaxError: Unexpected end of input$/,
    ],
    [
      "reports a syntax error of an ES module",
      "index.handler",
      { "index.mjs": "export const handler = ;" },
      "Runtime.UserCodeSyntaxError",
      /^SyntaxError: Unexpected token ';'$/,
    ],
    ["reports what the module throws", "index.handler", { "index.js": "throw new RangeError('at start');" }, "RangeError", /^at start$/],
    ["reports a name without an export", "index", { "index.js": "" }, "Runtime.MalformedHandlerName", /^Bad handler$/],
    [
      "refuses a path out of its directory",
      "../index.handler",
      { "index.js": "" },
      "Runtime.MalformedHandlerName",
      /^'\.\.\/index\.handler' is not a valid handler name\. /,
    ],
    [
      "reports a module that ends the process",
      "index.handler",
      { "index.js": "process.exit(3);" },
      "Runtime.ExitError",
      /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
    ],
  ] as const)
    it(title, async () => {
      const [kind, error] = Object(await answer(files, { handler }));
      assert.deepEqual([kind, error.errorType], ["Unhandled", errorType]);
      assert.match(error.errorMessage, errorMessage);
    });
});

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html: "experimental features that Lambda disables".
describe("what Node.js has by default and Lambda disables", () => {
  const required = { "index.js": "exports.handler = async () => require('./es.mjs').default;", "es.mjs": "export default 'es';" };
  const detected = { "index.js": "export const handler = async () => 'detected';" };
  const errorType = async (files: Record<string, string>, configuration: Partial<FunctionConfiguration>) => {
    const found = await answer(files, configuration);
    return Array.isArray(found) ? found[1].errorType : found;
  };

  it("is no ES module by require, nor a file that is found to be one", async () => {
    assert.equal(await errorType(required, { runtime: "nodejs20.x" }), "Error");
    assert.equal(await errorType(required, { runtime: "nodejs22.x" }), "Error");
    assert.equal(await errorType(detected, { runtime: "nodejs22.x" }), "Runtime.UserCodeSyntaxError");
  });

  it("is there where NODE_OPTIONS asks for it", async () => {
    const NODE_OPTIONS = "--experimental-require-module --experimental-detect-module";
    const configuration = { runtime: "nodejs22.x", environment: { NODE_OPTIONS } };
    assert.equal(await errorType(required, configuration), "es");
    assert.equal(await errorType(detected, configuration), "detected");
  });
});

describe("a function's surroundings", () => {
  it("are code that it cannot write to and a /tmp of its own", async function () {
    if ((await findSandbox(temporaryFolder({}))) === undefined) {
      process.stdout.write("      (left out: this machine lets no process be closed in)\n");
      this.skip();
    }
    const source = `
      import { readdirSync, statfsSync, writeFileSync } from "node:fs";
      const code = (run) => { try { run(); return "done"; } catch (error) { return error.code; } };
      export const handler = async () => {
        const found = readdirSync("/tmp").filter((name) => name === "mine");
        const { blocks, bsize } = statfsSync("/tmp");
        return [found, code(() => writeFileSync("/tmp/mine", "1")), code(() => writeFileSync("written", "1")), code(() => writeFileSync(new URL("index.mjs", import.meta.url), "1")), blocks * bsize / 2 ** 20];
      };`;
    const expected = [[], "done", "EROFS", "EROFS", 600];
    const service = serve({ "index.mjs": source }, { ephemeralStorage: 600 });
    const first = parsed(await service.invoke());
    const again = parsed(await service.invoke());
    await service.close();
    assert.deepEqual(
      [first, again, await answer({ "index.mjs": source }, { ephemeralStorage: 600 })],
      [expected, [["mine"], ...expected.slice(1)], expected],
    );
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/runtimes-walkthrough.html: its bootstrap is a /bin/sh script that says so.
  it("are a shell that is Bash, as on Amazon Linux", async function () {
    if ((await findSandbox(temporaryFolder({}))) === undefined || !existsSync("/bin/bash")) {
      process.stdout.write("      (left out: this machine lets no process be closed in)\n");
      this.skip();
    }
    const source = `const { execSync } = require("node:child_process");
      exports.handler = async () => execSync("set -euo pipefail; [[ a == a ]] && echo $0", { encoding: "utf8" });`;
    assert.equal(await answer({ "index.js": source }), "/bin/sh\n");
  });

  it("are its own variables and Lambda's, and none of this process's", async () => {
    process.env["OF_THIS_PROCESS"] = "secret";
    const service = serve(
      { "index.js": "const atStart = { ...process.env }; exports.handler = async () => [atStart, process.env];" },
      { environment: { OWN: "1", AWS_ENDPOINT_URL_DYNAMODB: "own" }, memorySize: 256, logGroup: "/my/logs" },
      () => ({ extraEnvironment: () => ({ AWS_ACCESS_KEY_ID: "test", AWS_ENDPOINT_URL_DYNAMODB: "local" }) }),
    );
    const [atStart, inRequest] = Object(parsed(await service.invoke()));
    await service.close();
    delete process.env["OF_THIS_PROCESS"];
    const { AWS_LAMBDA_LOG_STREAM_NAME, AWS_LAMBDA_RUNTIME_API, ...rest } = atStart;
    assert.ok(AWS_LAMBDA_LOG_STREAM_NAME);
    assert.match(AWS_LAMBDA_RUNTIME_API, /^127\.0\.0\.1:\d+$/);
    assert.deepEqual(rest, {
      AWS_ACCESS_KEY_ID: "test",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ENDPOINT_URL_DYNAMODB: "own",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_LAMBDA_FUNCTION_NAME: "fn",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: "/my/logs",
      AWS_REGION: "us-east-1",
      AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
      LAMBDA_RUNTIME_DIR: "/var/runtime",
      LAMBDA_TASK_ROOT: service.directory,
      LANG: "en_US.UTF-8",
      LD_LIBRARY_PATH: `/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:${service.directory}:${service.directory}/lib:/opt/lib`,
      NODE_PATH: `/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:${service.directory}`,
      OWN: "1",
      PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
      PWD: service.directory,
      SHLVL: "0",
      TZ: ":UTC",
      _HANDLER: "index.handler",
    });
    assert.equal(inRequest._X_AMZN_TRACE_ID, "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1");
  });

  // https://opentelemetry.io/docs/platforms/faas/lambda-manual-instrument/ requires a file of the function's by its name alone.
  it("lead to its own files by the path that they have on AWS, and by name", async () => {
    const files = {
      "index.js": `const { readFileSync } = require("node:fs");
        exports.handler = async () => [globalThis.wrapped, globalThis.imported, readFileSync(process.env.CA, "utf8"), process.env.OTHER];`,
      "lambda-wrapper.js": "globalThis.wrapped = true;",
      "imported.mjs": "globalThis.imported = true;",
      "ca.pem": "trusted",
    };
    const OTHER = "https://example.com/var/task /var/tasks /opt";
    const NODE_OPTIONS = "--require lambda-wrapper --import file:///var/task/imported.mjs";
    assert.deepEqual(await answer(files, { environment: { NODE_OPTIONS, CA: "/var/task/ca.pem", OTHER } }), [true, true, "trusted", OTHER]);
  });

  it("lead to the files of its layers, and are left as they are where they name none", async () => {
    const source = "exports.handler = async () => [require('node:fs').readFileSync(process.env.FILE, 'utf8'), process.env.BASE_PATH];";
    const environment = { FILE: "/opt/certificates/ca.pem", BASE_PATH: "/opt" };
    const layers = temporaryFolder({ "certificates/ca.pem": "trusted" });
    assert.deepEqual(await answer({ "index.js": source }, { layers, environment }), ["trusted", "/opt"]);
  });

  // "Do not override customers' semi and old space size options if they specify them", says the bootstrap of Lambda's runtime.
  it("are a heap of the size that the function gives itself", async () => {
    const source = "exports.handler = async () => require('node:v8').getHeapStatistics().heap_size_limit > 2 ** 30;";
    const larger = { NODE_OPTIONS: "--max_old_space_size=1500" };
    const found = [await answer({ "index.js": source }), await answer({ "index.js": source }, { environment: larger })];
    assert.deepEqual(found, [false, true]);
  });

  it("may be another time zone, which is not reserved", async () => {
    const source = "exports.handler = async () => [process.env.TZ, new Date(0).getHours()];";
    assert.deepEqual(await answer({ "index.js": source }, { environment: { TZ: "Asia/Tokyo" } }), ["Asia/Tokyo", 9]);
  });

  it("have the trace of each request, of which the process itself keeps the first alone", async () => {
    const source = `
      const { execFileSync } = require("node:child_process");
      const NAME = "_X_AMZN_TRACE_ID";
      const early = NAME in process.env;
      exports.handler = async () => {
        const listed = [Object.keys(process.env).filter((name) => name === NAME).length, NAME in process.env];
        const read = [process.env[NAME], { ...process.env }[NAME], execFileSync("printenv", [NAME], { encoding: "utf8" }).trim()];
        process.env.OWN = "changed";
        const other = execFileSync("printenv", ["OWN"], { encoding: "utf8" }).trim();
        const kept = process.report.getReport().environmentVariables[NAME];
        delete process.env[NAME];
        const gone = [process.env[NAME], NAME in process.env];
        if (read[0] === "Root=1") process.env[NAME] = "Root=1";
        return { early, listed, read, other, kept, gone };
      };`;
    const service = serve({ "index.js": source });
    const [first, second] = [
      parsed(await service.invoke({}, { traceId: "Root=1" })),
      parsed(await service.invoke({}, { traceId: "Root=2" })),
    ];
    await service.close();
    const always = { early: false, listed: [1, true], other: "changed", kept: "Root=1", gone: [null, false] };
    assert.deepEqual(first, { ...always, read: ["Root=1", "Root=1", "Root=1"] });
    assert.deepEqual(second, { ...always, read: ["Root=2", "Root=2", "Root=2"] });
  });

  it("have a trace that starts with the request, where the caller has none", async () => {
    const service = serve({ "index.js": "exports.handler = async () => process.env._X_AMZN_TRACE_ID;" });
    const traces = [parsed(await service.invoke({}, { traceId: "" })), parsed(await service.invoke({}, { traceId: "" }))];
    await service.close();
    for (const trace of traces) assert.match(String(trace), /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    assert.notEqual(traces[0], traces[1]);
  });

  it("are those of a process of its own in its directory", async () => {
    const source = `
      import { readFileSync } from "node:fs";
      import { copyFile, readFile } from "node:fs/promises";
      import { isMainThread, parentPort } from "node:worker_threads";
      import { resolve } from "node:path";
      export const handler = async () => {
        await copyFile("data.txt", "/tmp/copy.txt");
        const texts = [readFileSync("./data.txt", "utf8"), await readFile("/tmp/copy.txt", "utf8"), readFileSync(new URL("data.txt", import.meta.url), "utf8")];
        process.chdir("sub");
        return [isMainThread, parentPort, texts, readFileSync("data.txt", "utf8"), process.cwd() === resolve("."), process.cwd().endsWith("/sub")];
      };`;
    const result = await answer({ "index.mjs": source, "data.txt": "data", "sub/data.txt": "sub" });
    assert.deepEqual(result, [true, null, ["data", "data", "data"], "sub", true, true]);
  });

  it("map stack traces to their sources where the function asks for it", async () => {
    const map = { version: 3, sources: ["handler.ts"], names: [], mappings: "AAAA" };
    const url = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
    const source = `exports.handler = async () => { throw new Error("x"); };\n//# sourceMappingURL=${url}`;
    const [, error] = Object(
      await answer({ "index.js": source }, { environment: { NODE_OPTIONS: "--enable-source-maps --max-old-space-size=64" } }),
    );
    assert.match(error.trace[1], /\/var\/task\/handler\.ts:1:1\)?$/);
  });
});
