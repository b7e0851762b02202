import assert from "node:assert/strict";
import { arnOf, EXECUTION_ARN, gatewayOf, proxy, send, trust, uriOf } from "./api";

interface ProxyEvent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly requestContext: Readonly<Record<string, unknown>>;
}

const echo = { "/{proxy+}": { "x-amazon-apigateway-any-method": proxy("echo") } };
const functions = { echo: (event: ProxyEvent) => ({ body: JSON.stringify(event) }) };

async function eventOf(method: string, path: string, given?: Parameters<typeof send>[3]): Promise<ProxyEvent> {
  return JSON.parse((await send(gatewayOf({ paths: echo, functions }), method, path, given)).text);
}

describe("The event of a Lambda proxy integration", () => {
  it("has all its keys, with null where nothing is there", async () => {
    const event = await eventOf("GET", "/a");
    assert.deepEqual(Object.keys(event).sort(), [
      ...[
        "body",
        "headers",
        "httpMethod",
        "isBase64Encoded",
        "multiValueHeaders",
        "multiValueQueryStringParameters",
        "path",
        "pathParameters",
      ],
      ...["queryStringParameters", "requestContext", "resource", "stageVariables"],
    ]);
    assert.equal(event.body, null);
    assert.equal(event.queryStringParameters, null);
    assert.equal("authorizer" in event.requestContext, false);
  });

  it("names the operation of a method that has one", async () => {
    const paths = { "/a": { get: { operationId: "getA", ...proxy("echo") }, put: proxy("echo") } };
    const nameOf = async (method: string) =>
      JSON.parse((await send(gatewayOf({ paths, functions }), method, "/a")).text).requestContext.operationName;
    assert.deepEqual([await nameOf("GET"), await nameOf("PUT")], ["getA", undefined]);
  });

  it("holds the last value of a repeated parameter or header, and all of them", async () => {
    const event = await eventOf("GET", "/a?x=1&x=2", { headers: { "x-h": ["a", "b"] } });
    assert.deepEqual([event.queryStringParameters, event.multiValueQueryStringParameters], [{ x: "2" }, { x: ["1", "2"] }]);
    assert.deepEqual([event.headers["x-h"], event.multiValueHeaders["x-h"]], ["b", ["a", "b"]]);
  });

  it("decodes the query once and no part of the path", async () => {
    const event = await eventOf("GET", "/a%20b?k%5B%5D=1+2%2B3&bad=%zz&empty");
    assert.deepEqual(event.queryStringParameters, { "k[]": "1 2+3", bad: "%zz", empty: "" });
    assert.deepEqual([event.path, event.pathParameters], ["/a%20b", { proxy: "a%20b" }]);
  });

  // Developer guide, important notes.
  it("has the query split by semicolons that are not encoded", async () => {
    const event = await eventOf("GET", "/a?x=1;y=2;z&w=3%3B4");
    assert.deepEqual(event.queryStringParameters, { x: "1", y: "2", z: "", w: "3;4" });
  });

  it("takes names like __proto__ for data", async () => {
    const event = await eventOf("GET", "/a?__proto__=1&constructor=2", { headers: { __proto__x: "h" } });
    assert.equal(Object.getOwnPropertyDescriptor(event.queryStringParameters, "__proto__")?.value, "1");
    assert.equal(event.queryStringParameters?.["constructor"], "2");
  });

  it("goes by the method that X-HTTP-Method-Override names", async () => {
    assert.equal((await eventOf("POST", "/a", { headers: { "X-HTTP-Method-Override": "PATCH" } })).requestContext["httpMethod"], "PATCH");
  });

  it("carries a binary body as base64, any other as text", async () => {
    const api = { paths: echo, functions, document: { "x-amazon-apigateway-binary-media-types": ["image/*"] } };
    const sent = async (type: string) =>
      JSON.parse((await send(gatewayOf(api), "POST", "/a", { headers: { "Content-Type": type }, body: Buffer.from([1, 255]) })).text);
    const [image, text] = [await sent("image/png; x=y"), await sent("text/plain")];
    assert.deepEqual([image.body, image.isBase64Encoded], ["Af8=", true]);
    assert.deepEqual([text.body, text.isBase64Encoded], ["\u0001\ufffd", false]);
  });

  it("appends the client's address to X-Forwarded-For", async () => {
    assert.equal(
      (await eventOf("GET", "/a", { headers: { "X-Forwarded-For": "203.0.113.9" } })).headers["X-Forwarded-For"],
      "203.0.113.9, 192.0.2.1",
    );
  });
});

describe("The response of a Lambda proxy integration", () => {
  const answer = (result: unknown, more: object = {}) =>
    send(gatewayOf({ paths: { "/": { get: proxy("it") } }, functions: { it: () => result }, document: more }), "GET", "/", {
      headers: { Accept: "image/png" },
    });

  it("defaults to 200, an empty body and application/json", async () => {
    const { status, text, headers } = await answer({});
    assert.deepEqual([status, text, headers["content-type"], headers["content-length"]], [200, "", "application/json", "0"]);
  });

  it("may spell its status as text, and booleans and numbers in headers", async () => {
    const { status, headers } = await answer({ statusCode: "201", headers: { a: true, b: 5 } });
    assert.deepEqual([status, headers["a"], headers["b"]], [201, "true", "5"]);
  });

  it("is decoded where the client accepts a binary media type", async () => {
    const result = { body: "iVBORw==", isBase64Encoded: true };
    assert.equal((await answer(result)).text, "iVBORw==");
    assert.equal((await answer(result, { "x-amazon-apigateway-binary-media-types": ["image/png"] })).bytes.toString("hex"), "89504e47");
    assert.equal(
      (await answer({ body: "no base64", isBase64Encoded: true }, { "x-amazon-apigateway-binary-media-types": ["*/*"] })).status,
      500,
    );
  });

  it("keeps Set-Cookie lines apart and renames what the gateway sets itself", async () => {
    const { headers } = await answer({
      headers: { Connection: "close", "WWW-Authenticate": "Basic" },
      multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] },
    });
    assert.equal(headers["set-cookie"], "a=1, b=2");
    assert.deepEqual([headers["x-amzn-remapped-connection"], headers["x-amzn-remapped-www-authenticate"]], ["close", "Basic"]);
  });

  it("has each header that is the gateway's own once", async () => {
    const { headers } = await answer({ headers: { "X-AMZN-requestid": "r", "x-amzn-trace-id": "t", "x-amz-apigw-id": "i" } });
    assert.match(headers["x-amzn-requestid"] ?? "", /^[0-9a-f-]{36}$/);
    assert.match(headers["x-amzn-trace-id"] ?? "", /^Root=1-[0-9a-f-]{33};Parent=[0-9a-f]{16};Sampled=0$/);
    assert.match(headers["x-amz-apigw-id"] ?? "", /^[^,]{15}=$/);
  });

  const malformed = [
    null,
    "text",
    5,
    [],
    { statusCode: "x" },
    { statusCode: 99 },
    { statusCode: 600 },
    { statusCode: 200.5 },
    { statusCode: "" },
    { body: {} },
    { cookies: [] },
    { headers: { a: {} } },
    { headers: { a: "b\r\nc: d" } },
  ];
  for (const result of malformed) {
    it(`refuses ${JSON.stringify(result)} with 502`, async () => {
      const { status, text, trace } = await answer(result);
      assert.deepEqual([status, text], [502, '{"message": "Internal server error"}']);
      assert.ok(trace.some((line) => line.includes("Malformed Lambda proxy response")));
    });
  }

  it("is 502 where the function fails, whose error the client does not see but the log does", async () => {
    const gateway = gatewayOf({
      paths: { "/": { get: proxy("it") } },
      functions: {
        it: () => {
          throw new Error("secret");
        },
      },
    });
    const { status, text, trace } = await send(gateway, "GET", "/");
    assert.deepEqual([status, text], [502, '{"message": "Internal server error"}']);
    assert.ok(trace.some((line) => line.includes("customer function error: secret")));
  });
});

describe("A streamed Lambda proxy integration", () => {
  const uri = uriOf("it").replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations");
  const streamed = (...chunks: readonly string[]) => {
    const stream = async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    };
    const paths = { "/": { get: proxy("it", { uri, responseTransferMode: "STREAM" }) } };
    return send(gatewayOf({ paths, functions: { it: () => ({ kind: "stream", chunks: stream() }) } }), "GET", "/");
  };

  it("reads the metadata wherever the chunks are cut", async () => {
    const { status, headers, text } = await streamed(
      '{"statusCode":201,"headers":{"a":"1","b":"2"},"multiVal',
      'ueHeaders":{"A":["3"]},"cookies":["c=1"]}\0\0\0',
      "\0\0\0\0\0first",
      " second",
    );
    assert.deepEqual([status, headers["a"], headers["b"], headers["set-cookie"], text], [201, "3", "2", "c=1", "first second"]);
    assert.equal(headers["content-length"], undefined);
  });

  for (const [type, pause] of [
    ["REGIONAL", 300_000],
    ["EDGE", 30_000],
  ] as const) {
    it(`of ${type} ends with an error when it pauses for ${pause / 1000} seconds`, async () => {
      const stream = async function* () {
        yield Buffer.from("{}\0\0\0\0\0\0\0\0first");
        await new Promise(() => {});
      };
      const paths = { "/": { get: proxy("it", { uri, responseTransferMode: "STREAM" }) } };
      const gateway = gatewayOf({
        paths,
        settings: { endpoint: { type } },
        functions: { it: () => ({ kind: "stream", chunks: stream() }) },
      });
      const { body } = await gateway.handle({
        method: "GET",
        target: "/test",
        headers: [],
        body: Buffer.alloc(0),
        sourceIp: "",
        protocol: "HTTP/1.1",
      });
      assert.ok(!Buffer.isBuffer(body));
      const iterator = body[Symbol.asyncIterator]();
      assert.equal(String((await iterator.next()).value), "first");
      let over = false;
      const next = iterator.next().finally(() => {
        over = true;
      });
      gateway.advance(pause - 1);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(over, false);
      gateway.advance(1);
      await assert.rejects(next, { type: "INTEGRATION_TIMEOUT" });
    });
  }

  it("refuses metadata that never end, are no JSON or have other keys", async () => {
    for (const chunk of [
      "{}",
      '{"statusCode":600}\0\0\0\0\0\0\0\0',
      "x\0\0\0\0\0\0\0\0",
      '{"body":""}\0\0\0\0\0\0\0\0',
      "x".repeat(20_000),
      `{}${" ".repeat(17_000)}${"\0".repeat(8)}`,
    ])
      assert.equal((await streamed(chunk)).status, 500);
  });
});

describe("The permission to invoke a function", () => {
  const permitted = (sourceArn: string, paths: object = { "/items/{id}": { get: proxy("it", { credentials: undefined }) } }) =>
    gatewayOf({
      paths,
      functions: { it: () => ({}) },
      options: {
        permissions: [{ functionArn: arnOf("it"), action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com", sourceArn }],
      },
    });

  it("is by stage, method and resource path", async () => {
    assert.equal((await send(permitted(`${EXECUTION_ARN}/test/GET/items/{id}`), "GET", "/items/7")).status, 200);
    assert.equal((await send(permitted(`${EXECUTION_ARN}/*/*/items/*`), "GET", "/items/7")).status, 200);
  });

  it("refuses another stage with 500, and the log names the source ARN that is missing", async () => {
    const { status, text, trace } = await send(permitted(`${EXECUTION_ARN}/prod/GET/items/{id}`), "GET", "/items/7");
    assert.deepEqual([status, text], [500, '{"message": "Internal server error"}']);
    assert.ok(trace.some((line) => line.includes(`the source ARN ${EXECUTION_ARN}/test/GET/items/{id}`)));
    assert.ok(trace.some((line) => line.endsWith("Invalid permissions on Lambda function")));
  });

  it("names the method ANY as it is defined", async () => {
    const paths = { "/": { "x-amazon-apigateway-any-method": proxy("it", { credentials: undefined }) } };
    assert.equal((await send(permitted(`${EXECUTION_ARN}/test/ANY/`, paths), "GET", "/")).status, 200);
    assert.equal((await send(permitted(`${EXECUTION_ARN}/test/GET/`, paths), "GET", "/")).status, 500);
  });

  it("is not asked for where a role may invoke, which must trust API Gateway and allow this function", async () => {
    const by = (role: object) =>
      send(
        gatewayOf({
          paths: { "/": { get: proxy("it", { credentials: "arn:aws:iam::123456789012:role/other" }) } },
          functions: { it: () => ({}) },
          options: {
            roles: [
              { arn: "arn:aws:iam::123456789012:role/other", assumeRolePolicy: trust("apigateway.amazonaws.com"), policies: [], ...role },
            ],
          },
        }),
        "GET",
        "/",
      );
    const policies = [{ Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arnOf("it") }] }];
    assert.equal((await by({ policies })).status, 200);
    assert.equal((await by({})).status, 500);
    assert.equal((await by({ policies, assumeRolePolicy: trust("lambda.amazonaws.com") })).status, 500);
  });

  it("belongs to the function that a stage variable names", async () => {
    const gateway = gatewayOf({
      paths: { "/": { get: proxy("it", { credentials: undefined, uri: uriOf("${stageVariables.fn}") }) } },
      functions: { it: () => ({ body: "it" }) },
      options: {
        stage: { name: "test", variables: { fn: "it" }, tracing: false, methodSettings: {} },
        permissions: [
          {
            functionArn: arnOf("it"),
            action: "lambda:InvokeFunction",
            principal: "apigateway.amazonaws.com",
            sourceArn: `${EXECUTION_ARN}/test/GET/`,
          },
        ],
      },
    });
    assert.equal((await send(gateway, "GET", "/")).text, "it");
  });
});
