import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { parseLocalOptions, parseOpenApiOptions, parseTestInvokeOptions } from "../../../local/commands/options";

describe("the options of the command local", () => {
  it("have defaults", () => {
    assert.deepEqual(parseLocalOptions([]), {
      directory: process.cwd(),
      stack: undefined,
      config: new Map(),
      values: new Map(),
      port: 3000,
      host: "127.0.0.1",
      https: false,
      noAuth: false,
      allowedHosts: [],
      data: undefined,
      functions: { runtimes: new Map(), endpoints: new Map(), maxEnvironments: undefined, inspect: undefined },
      tokens: {},
      watch: false,
      verbose: false,
      json: false,
    });
  });

  it("are read in any order", () => {
    const args = [
      "--config",
      "a=b=c",
      "--port=0",
      "tests",
      "--config",
      "d=",
      "--value",
      "acme/network/prod.vpcId=vpc-1",
      "--stack",
      "prod",
      "--host",
      "::1",
      "--allow-host",
      "a",
      "--allow-host=b",
      "--data",
      "x",
      "--runtime",
      `nodejs24.x=${process.execPath}`,
      "--endpoint=S3=http://localhost:4566",
      "--endpoint",
      "sqs=aws",
      "--max-environments=3",
      "--inspect-brk=0.0.0.0:9000",
      "--inspect-function=fn",
      "--watch",
      "--json",
    ];
    assert.deepEqual(parseLocalOptions(args), {
      directory: resolve("tests"),
      stack: "prod",
      config: new Map([
        ["a", "b=c"],
        ["d", ""],
      ]),
      values: new Map([["acme/network/prod.vpcId", "vpc-1"]]),
      port: 0,
      host: "::1",
      https: false,
      noAuth: false,
      allowedHosts: ["a", "b"],
      data: resolve("x"),
      functions: {
        runtimes: new Map([["nodejs24.x", process.execPath]]),
        endpoints: new Map([
          ["s3", "http://localhost:4566"],
          ["sqs", "aws"],
        ]),
        maxEnvironments: 3,
        inspect: { host: "0.0.0.0", port: 9000, wait: true, functionName: "fn" },
      },
      tokens: {},
      watch: true,
      verbose: false,
      json: true,
    });
  });

  const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--endpoint", "s3=localhost"], /--endpoint s3=localhost: it is a url, for example http:\/\/localhost:4566, or aws/],
    [["--runtime", "nodejs24.x=/nowhere"], /--runtime nodejs24\.x=\/nowhere: there is no such file/],
    [["--max-environments", "0"], /--max-environments 0: it is a number from 1 on/],
    [["--port", "x"], /^--port x: a port is a number from 0 to 65535$/],
    [["--port", "65536"], /^--port 65536/],
    [["--port"], /^Option '--port <value>' argument missing\. See lambda-rest-api --help\.$/],
    [["--json=1"], /^Option '--json' does not take an argument/],
    [["--config", "a"], /^--config a: write it as --config NAME=VALUE$/],
    [["--config", "=a"], /^--config =a/],
    [["--unknown"], /^Unknown option '--unknown'\. See lambda-rest-api --help\.$/],
    [["tests", "local"], /^one folder can be given, not 2/],
    [["nowhere"], new RegExp(`^${join(process.cwd(), "nowhere")}: there is no such folder$`)],
    [["package.json"], /it is a file/],
  ];
  for (const [args, message] of refusals)
    it(`refuses ${args.join(" ")}`, () => assert.throws(() => parseLocalOptions(args), { name: "Refusal", message }));
});

describe("the options of the command test-invoke", () => {
  it("are read with the folder before method and path", () => {
    const args = [
      "tests",
      "post",
      "/a?b=c",
      "--api",
      "pets",
      "--body",
      "b.json",
      "--header",
      "A: x:y",
      "--header",
      "a:",
      "--stage-variable",
      "v=1",
    ];
    const { directory, method, path, api, body, headers, stageVariables } = parseTestInvokeOptions(args);
    assert.deepEqual([directory, method, path, api, body], [resolve("tests"), "POST", "/a?b=c", "pets", "b.json"]);
    assert.deepEqual(headers, [
      ["A", "x:y"],
      ["a", ""],
    ]);
    assert.deepEqual(stageVariables, new Map([["v", "1"]]));
    assert.equal(parseTestInvokeOptions(["GET", "/"]).directory, process.cwd());
  });

  const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["GET"], /^test-invoke takes \[DIR\] METHOD PATH/],
    [["a", "b", "GET", "/"], /^test-invoke takes/],
    [["GET", "a"], /^the path a must start with \/$/],
    [["GET", "/", "--header", "a"], /^--header a: write it as --header NAME:VALUE$/],
    [["GET", "/", "--port", "1"], /^Unknown option '--port'/],
  ];
  for (const [args, message] of refusals)
    it(`refuses ${args.join(" ")}`, () => assert.throws(() => parseTestInvokeOptions(args), { name: "Refusal", message }));
});

describe("the options of the command openapi", () => {
  it("have defaults, and the format that a file's name says", () => {
    const options = {
      directory: process.cwd(),
      stack: undefined,
      config: new Map(),
      values: new Map(),
      api: undefined,
      stage: undefined,
      servers: [],
      extensions: false,
      tools: undefined,
    };
    assert.deepEqual(parseOpenApiOptions([]), { ...options, output: undefined, format: "json" });
    assert.deepEqual(parseOpenApiOptions(["--output", "api.yml"]), { ...options, output: { file: resolve("api.yml") }, format: "yaml" });
    assert.deepEqual(parseOpenApiOptions(["--output", "documents/"]).output, { folder: resolve("documents") });
    assert.deepEqual(parseOpenApiOptions(["--output", "api.yaml", "--format", "json"]), {
      ...options,
      output: { file: resolve("api.yaml") },
      format: "json",
    });
    assert.deepEqual(parseOpenApiOptions(["--check", "agentcore"]).tools, []);
    assert.deepEqual(parseOpenApiOptions(["--check", "agentcore", "--filter-path", "/a", "--filter-path", "/b/*"]).tools, ["/a", "/b/*"]);
  });

  const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--check", "agents"], /^--check agents: it is agentcore$/],
    [["--filter-path", "/a"], /^--filter-path goes with --check agentcore$/],
    [["--check", "agentcore", "--filter-path", "pets"], /^--filter-path pets: it begins with \/, for example \/pets\/\*$/],
  ];
  for (const [args, message] of refused)
    it(`refuses ${args.join(" ")}`, () => assert.throws(() => parseOpenApiOptions(args), { name: "Refusal", message }));
});
