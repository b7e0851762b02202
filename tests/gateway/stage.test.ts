import assert from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import { readOpenApi } from "../../definition/index";
import type { GatewayOptions, LambdaResult } from "../../gateway/index";
import { gatewayOf, proxy, ROLE, send, uriOf } from "./api";

const paths = { "/{x+}": { "x-amazon-apigateway-any-method": proxy("echo") } };
const functions = { echo: (event: unknown) => ({ body: JSON.stringify(event) }) };
const stage = (more: object): Partial<GatewayOptions> => ({
  stage: { name: "test", variables: { a: "1", b: "1" }, tracing: false, methodSettings: {}, ...more },
});

describe("A canary", () => {
  const canary = { percentTraffic: 50, stageVariableOverrides: { b: "2", c: "2" } };

  it("takes its share of the requests, with the stage's variables overlaid", async () => {
    let drawn = 0.49;
    const gateway = gatewayOf({ paths, functions, options: { ...stage({ canary }), random: () => drawn } });
    const there = JSON.parse((await send(gateway, "GET", "/p")).text);
    drawn = 0.5;
    const here = JSON.parse((await send(gateway, "GET", "/p")).text);
    assert.deepEqual([there.stageVariables, there.requestContext.isCanaryRequest], [{ a: "1", b: "2", c: "2" }, true]);
    assert.deepEqual([here.stageVariables, here.requestContext.isCanaryRequest], [{ a: "1", b: "1" }, false]);
    const without = JSON.parse((await send(gatewayOf({ paths, functions }), "GET", "/p")).text);
    assert.ok(!("isCanaryRequest" in without.requestContext));
  });

  it("may be another deployment", async () => {
    const definition = readOpenApi({ openapi: "3.0.1", info: { title: "t", version: "1" }, paths: { "/new": { get: proxy("echo") } } });
    const gateway = gatewayOf({
      paths,
      functions,
      options: { ...stage({ canary: { ...canary, percentTraffic: 100 } }), canaryDeployment: { id: "dep002", definition } },
    });
    assert.equal(JSON.parse((await send(gateway, "GET", "/new")).text).requestContext.deploymentId, "dep002");
    assert.equal((await send(gateway, "GET", "/old")).status, 403);
  });
});

describe("Content encoding", () => {
  const body = "x".repeat(100);
  const api = {
    paths,
    functions: { echo: (event: { readonly body: string | null }) => ({ body: event.body ?? body }) },
    settings: { minimumCompressionSize: 50 },
  };
  const accepting = (encoding: string) => send(gatewayOf(api), "GET", "/p", { headers: { "Accept-Encoding": encoding } });

  it("compresses what is large enough for a client that takes it", async () => {
    const { headers, bytes } = await accepting("deflate;q=0.5, gzip");
    assert.deepEqual(
      [headers["content-encoding"], headers["content-length"], String(gunzipSync(bytes))],
      ["gzip", String(bytes.length), body],
    );
    assert.equal((await accepting("deflate, gzip;q=0")).headers["content-encoding"], "deflate");
    assert.equal(
      (await send(gatewayOf(api), "POST", "/p", { body: "x".repeat(49), headers: { "Accept-Encoding": "gzip" } })).text,
      "x".repeat(49),
    );
    // Developer guide, enabling compression: the coding of the highest priority has to be a supported one.
    for (const encoding of ["identity", "br, gzip;q=0.5", "gzip;q=0"])
      assert.equal((await accepting(encoding)).headers["content-encoding"], undefined, encoding);
    assert.equal(
      (await send(gatewayOf({ ...api, settings: {} }), "GET", "/p", { headers: { "Accept-Encoding": "gzip" } })).headers[
        "content-encoding"
      ],
      undefined,
    );
  });

  // Developer guide, calling a method with a compressed payload, and enabling compression.
  describe("of requests", () => {
    const sent = (content: Buffer, encoding = "gzip") =>
      send(gatewayOf(api), "POST", "/p", { headers: { "Content-Encoding": encoding }, body: content });
    const incompressible = Array.from({ length: 100 }, (_, index) => String.fromCharCode(33 + ((index * index) % 90))).join("");

    it("is undone, and refused where the body becomes too large", async () => {
      assert.equal((await sent(gzipSync(incompressible))).text, incompressible);
      assert.equal((await sent(gzipSync(Buffer.alloc(11 * 1024 * 1024)))).status, 413);
    });

    it("is left as it is below the size from which it counts", async () => {
      assert.notEqual((await sent(gzipSync("short"))).text, "short");
    });

    it("is 415 where it is not supported, or the body is not so encoded", async () => {
      const body = Buffer.alloc(60, "x");
      for (const encoding of ["gzip", "deflate", "br"]) {
        const { status, text } = await sent(body, encoding);
        assert.deepEqual([status, JSON.parse(text)], [415, { message: "Unsupported Media Type" }], encoding);
      }
      assert.equal((await sent(body, "identity")).text, String(body));
    });
  });
});

describe("Limits", () => {
  it("refuse a body of more than 10 MB", async () => {
    assert.equal((await send(gatewayOf({ paths, functions }), "POST", "/p", { body: Buffer.alloc(10 * 1024 * 1024 + 1) })).status, 413);
  });

  it("refuse headers of more than 10,240 bytes", async () => {
    const { status, text } = await send(gatewayOf({ paths, functions }), "GET", "/p", { headers: { cookie: "x".repeat(10_240) } });
    assert.deepEqual([status, JSON.parse(text)], [413, { message: "HTTP header is larger than 10240 bytes." }]);
  });
});

describe("The access log", () => {
  const accessLogFormat =
    '$context.requestId $context.identity.sourceIp "$context.httpMethod $context.resourcePath" $context.status $context.responseLength $context.integration.status $context.error.message ${context.stage} $context.none';

  it("has a line per request, with a hyphen for what is not there", async () => {
    const gateway = gatewayOf({
      paths,
      functions: { echo: () => ({ statusCode: 201, body: "four" }) },
      options: stage({ accessLogFormat }),
    });
    await send(gateway, "GET", "/p");
    await send(gateway, "GET", "/");
    assert.match(gateway.accessLog[0] ?? "", /^[0-9a-f-]{36} 192\.0\.2\.1 "GET \/\{x\+\}" 201 4 201 - test -$/);
    assert.match(gateway.accessLog[1] ?? "", /^[0-9a-f-]{36} 192\.0\.2\.1 "GET -" 403 42 - Missing Authentication Token test -$/);
  });
});

describe("The access log's integration", () => {
  const names = ["integration.status", "integration.integrationStatus", "integrationStatus", "integration.requestId"];
  const logged = async (echo: () => unknown, document: object = {}) => {
    const accessLogFormat = [...names, "integration.error", "integrationErrorMessage"].map((name) => `$context.${name}`).join("|");
    const gateway = gatewayOf({ paths, functions: { echo }, document, options: stage({ accessLogFormat }) });
    await send(gateway, "GET", "/p");
    return gateway.accessLog[0];
  };
  const payload = (text: string) => ({ kind: "payload", payload: Buffer.from(text), requestId: "of-echo" });

  // Developer guide, variables for access logging.
  it("has the function's own status and Lambda's, and the request's ID there", async () => {
    assert.equal(await logged(() => payload('{"statusCode":404}')), "404|200|200|of-echo|-|-");
  });

  it("has the error of an integration alone", async () => {
    const error = "Execution failed due to configuration error: Malformed Lambda proxy response: 1";
    assert.equal(await logged(() => payload("1")), `200|200|200|of-echo|${error}|${error}`);
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }];
    const denied = { "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement } };
    assert.equal(await logged(() => payload("{}"), denied), "-|-|-|-|-|-");
  });
});

// Developer guide, troubleshooting response streaming.
describe("The access log's stream", () => {
  const names = ["responseTransferMode", "timeToAllHeaders", "timeToFirstContent", "latency"].map((name) => `integration.${name}`);
  const accessLogFormat = [...names, "responseLength"].map((name) => `$context.${name}`).join(" ");

  it("is told at its end: when its headers and its first content were there, and how much it was", async () => {
    const uri = uriOf("echo").replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations");
    const streaming = { "/": { get: proxy("echo", { uri, responseTransferMode: "STREAM" }) } };
    const stream = async function* () {
      gateway.advance(5);
      yield Buffer.from("{}\0\0\0\0\0\0\0\0");
      gateway.advance(20);
      yield Buffer.from("first");
      gateway.advance(100);
      yield Buffer.from("é");
      gateway.advance(1);
    };
    const functions = { echo: () => ({ kind: "stream", chunks: stream() }) };
    const gateway = gatewayOf({ paths: streaming, functions, options: stage({ accessLogFormat }) });
    assert.equal((await send(gateway, "GET", "/")).text, "firsté");
    assert.deepEqual(gateway.accessLog, ["STREAMED 5 25 126 7"]);
  });

  it("is none of other answers", async () => {
    const gateway = gatewayOf({ paths, functions: { echo: () => ({ body: "four" }) }, options: stage({ accessLogFormat }) });
    await send(gateway, "GET", "/p");
    await send(gateway, "GET", "/");
    assert.deepEqual(gateway.accessLog, ["BUFFERED - - 0 4", "- - - - 42"]);
  });
});

describe("The access log's phases", () => {
  const scheme = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "custom" };
  const authorizer = { type: "token", authorizerUri: uriOf("auth"), authorizerCredentials: ROLE, authorizerResultTtlInSeconds: 0 };
  const names = [
    "authorizer.status",
    "authorizer.latency",
    "authorizer.integrationStatus",
    "authorizer.requestId",
    "authorizer.error",
    "authorize.status",
  ];
  const more = [
    "authenticate.status",
    "integration.status",
    "awsEndpointRequestId",
    "customDomain.basePathMatched",
    "customDomain.routingRuleIdMatched",
  ];
  const gateway = gatewayOf({
    paths: {
      "/a": { get: { ...proxy("echo"), security: [{ auth: [] }] } },
      "/b": { get: { ...proxy("echo"), "x-amazon-apigateway-auth": { type: "AWS_IAM" } } },
    },
    document: { components: { securitySchemes: { auth: { ...scheme, "x-amazon-apigateway-authorizer": authorizer } } } },
    functions: {
      echo: () => ({ kind: "payload", payload: Buffer.from("{}"), requestId: "of-echo" }),
      auth: ({ authorizationToken: effect }: { readonly authorizationToken: string }): LambdaResult => {
        const policy = { Version: "2012-10-17", Statement: [{ Effect: effect, Action: "*", Resource: "*" }] };
        gateway.advance(7);
        return {
          kind: "payload",
          payload: Buffer.from(JSON.stringify({ principalId: "me", policyDocument: policy })),
          requestId: "of-auth",
        };
      },
    },
    options: stage({ accessLogFormat: [...names, ...more].map((name) => `$context.${name}`).join(" ") }),
  });
  const logged = async (path: string, authorization?: string) => {
    await send(gateway, "GET", path, { headers: authorization === undefined ? {} : { Authorization: authorization } });
    return gateway.accessLog.at(-1);
  };

  it("tell of the authorizer, of what its policy says, and of the integration's own", async () => {
    assert.equal(await logged("/a", "Allow"), "200 7 200 of-auth - 200 - 200 of-echo - -");
    assert.match((await logged("/a", "Deny")) ?? "", /^200 7 200 of-auth - 403 - - - - -$/);
    assert.match((await logged("/a")) ?? "", /^401 0 - - Unauthorized - - - - - -$/);
  });

  it("tell of a caller's signature", async () => {
    assert.match((await logged("/b")) ?? "", /^- - - - - - 403 - - - -$/);
  });

  it("tell what of the custom domain name led here, the base path of a mapping or a routing rule", async () => {
    const request = { method: "GET", target: "/test/c", headers: [], body: Buffer.alloc(0), sourceIp: "192.0.2.1", protocol: "HTTP/1.1" };
    await gateway.handle({ ...request, domainPath: "/v1/c", by: { basePath: "v1" } });
    assert.match(gateway.accessLog.at(-1) ?? "", / v1 -$/);
    await gateway.handle({ ...request, domainPath: "/v1/c", by: { routingRule: "abc123" } });
    assert.match(gateway.accessLog.at(-1) ?? "", / - abc123$/);
  });
});

describe("A request's id", () => {
  it("is the one that the client gives, if it gives one", async () => {
    const gateway = gatewayOf({ paths, functions });
    const { headers, text } = await send(gateway, "GET", "/p", { headers: { "X-Amzn-RequestId": "mine-1" } });
    assert.deepEqual([headers["x-amzn-requestid"], JSON.parse(text).requestContext.requestId], ["mine-1", "mine-1"]);
    for (const id of ["", "two words", "x".repeat(129)])
      assert.match(
        (await send(gateway, "GET", "/p", { headers: { "x-amzn-RequestId": id } })).headers["x-amzn-requestid"] ?? "",
        /^[0-9a-f-]{36}$/,
      );
  });
});

describe("The execution log", () => {
  it("is in the form of API Gateway's test-invoke log", async () => {
    const { trace } = await send(gatewayOf({ paths, functions: { echo: () => ({ body: "hi" }) } }), "POST", "/a/b?q=1", { body: "in" });
    const lines = trace.map((line) => line.replace(/^Thu Jan 01 00:00:00 UTC 2026 : /, ""));
    assert.match(lines[0] ?? "", /^Execution log for request [0-9a-f-]{36}$/);
    assert.match(lines[1] ?? "", /^Starting execution for request: [0-9a-f-]{36}$/);
    for (const line of [
      "HTTP Method: POST, Resource Path: /a/b",
      "Method request path: {x=a/b}",
      "Method request query string: {q=1}",
      "Method request body before transformations: in",
      'Endpoint response body before transformations: {"body":"hi"}',
      "Method response body after transformations: hi",
      "Successfully completed execution",
    ]) {
      assert.ok(lines.includes(line), `${line}\n${lines.join("\n")}`);
    }
    assert.equal(lines.at(-1), "Method completed with status: 200");
  });
});

describe("The trace header", () => {
  const traced = async (header?: string, more: object = {}) => {
    const gateway = gatewayOf({ paths, functions, options: stage(more) });
    const answer = await send(gateway, "GET", "/p", header === undefined ? {} : { headers: { "x-amzn-trace-id": header } });
    return {
      client: answer.headers["x-amzn-trace-id"],
      event: JSON.parse(answer.text).headers["X-Amzn-Trace-Id"],
      lambda: gateway.invocations[0]?.traceId,
    };
  };

  it("starts here, goes on where the client's ended, and keeps its root", async () => {
    const whole = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";
    const root = "Root=1-3152b799-8954dae64eda91bc9a23a7e8";
    assert.match((await traced()).event, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    assert.deepEqual(await traced(whole), { client: whole, event: whole, lambda: whole });
    assert.match((await traced(root)).client ?? "", new RegExp(`^${root};Parent=[0-9a-f]{16};Sampled=0$`));
  });

  it("is sampled where the client names a parent and does not say", async () => {
    assert.equal((await traced("Root=1-a-b;Parent=c")).lambda, "Root=1-a-b;Parent=c;Sampled=1");
  });

  it("is sampled only with X-Ray", async () => {
    assert.match((await traced()).lambda ?? "", /Sampled=0$/);
    assert.match((await traced(undefined, { tracing: true })).lambda ?? "", /Sampled=1$/);
  });
});
