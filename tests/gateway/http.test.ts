import assert from "node:assert/strict";
import type { BackendRequest, BackendResponse, SendHttp } from "../../gateway/index";
import { gatewayOf, ROLE, send } from "./api";

interface Sent extends Omit<BackendRequest, "headers"> {
  readonly headers: Readonly<Record<string, string>>;
}

function backEnd(answer: Partial<Omit<BackendResponse, "body">> & { readonly body?: string | Buffer } = {}): {
  readonly sent: Sent[];
  readonly send: SendHttp;
} {
  const sent: Sent[] = [];
  return {
    sent,
    send: async (request) => {
      sent.push({ ...request, headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])) });
      return { status: 200, headers: [], ...answer, body: chunks(answer.body ?? "") };
    },
  };
}

async function* chunks(body: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
}

const http = (more: object) => ({
  parameters: [
    { name: "id", in: "path", required: true },
    { name: "q", in: "query" },
    { name: "h", in: "header" },
  ],
  responses: { 200: { description: "", headers: { x: {} } }, 404: { description: "" } },
  "x-amazon-apigateway-integration": {
    type: "http",
    httpMethod: "POST",
    uri: "http://back.test/x",
    responses: { default: { statusCode: "200" } },
    ...more,
  },
});

const call = (
  integration: object,
  port: { readonly send: SendHttp },
  path = "/7",
  given: Parameters<typeof send>[3] = {},
  document: object = {},
) =>
  send(
    gatewayOf({
      paths: { "/{id}": { "x-amazon-apigateway-any-method": http(integration) } },
      document,
      options: { send: port.send, stage: { name: "test", variables: { host: "v.test", v: "b" }, tracing: false, methodSettings: {} } },
    }),
    "POST",
    path,
    given,
  );

describe("An HTTP integration", () => {
  it("sends what is mapped and nothing else of the client's", async () => {
    const port = backEnd();
    const requestParameters = {
      "integration.request.path.id": "method.request.path.id",
      "integration.request.querystring.q": "method.request.querystring.q",
      "integration.request.header.x-h": "method.request.header.h",
      "integration.request.header.x-body": "method.request.body.a[1].b",
      "integration.request.header.x-stage": "context.stage",
      "integration.request.header.x-none": "method.request.body.none",
    };
    await call({ uri: "https://${stageVariables.host}/p/{id}/{other}?own=1", requestParameters }, port, "/a%20b?q=x%26y&z=1", {
      headers: { h: "1", client: "2" },
      body: '{"a":[0,{"b":"deep"}]}',
    });
    const [sent] = port.sent;
    assert.equal(sent?.url, "https://v.test/p/a%20b/%7Bother%7D?own=1&q=x%26y");
    assert.deepEqual([sent?.headers["x-h"], sent?.headers["x-body"], sent?.headers["x-stage"]], ["1", "deep", "test"]);
    for (const name of ["client", "x-none", "h", "host"]) assert.equal(sent?.headers[name], undefined, name);
    assert.equal(sent?.headers["user-agent"], "AmazonAPIGateway_a1b2c3d4e5");
  });

  it("sends a path as the caller's variables make it, dot segments and all, and encodes what is mapped into the query", async () => {
    const port = backEnd();
    const requestParameters = {
      "integration.request.path.id": "method.request.path.id",
      "integration.request.querystring.q": "method.request.path.id",
    };
    for (const [uri, id] of [
      ["http://back.test/site/{id}", "%2e%2e"],
      ["http://back.test/site/{id}/x", ".."],
      ["http://back.test/stock?item={id}", "1&admin=true"],
    ] as const)
      await call({ uri, requestParameters }, port, `/${id}`);
    assert.deepEqual(
      port.sent.map(({ url }) => url),
      [
        "http://back.test/site/%2e%2e?q=%252e%252e",
        "http://back.test/site/../x?q=..",
        "http://back.test/stock?item=1&admin=true&q=1%26admin%3Dtrue",
      ],
    );
  });

  it("refuses a body that looks like JSON and is none, where a mapping reads it", async () => {
    const requestParameters = { "integration.request.header.x": "method.request.body.a" };
    const broken = await call({ requestParameters }, backEnd(), "/7", { body: '{"a":' });
    assert.deepEqual([broken.status, JSON.parse(broken.text)], [400, { message: "Invalid JSON in request body" }]);
    for (const body of ["text", "'text'", '{"a":1,}'])
      assert.equal((await call({ requestParameters }, backEnd(), "/7", { body })).status, 200, body);
    assert.equal((await call({ requestParameters }, backEnd(), "/7", { body: "'text" })).status, 400);
  });

  it("maps from a body that is JSON to the reader of templates", async () => {
    const port = backEnd();
    await call({ requestParameters: { "integration.request.header.x": "method.request.body.a" } }, port, "/7", { body: "{a: b}" });
    assert.equal(port.sent[0]?.headers["x"], "b");
  });

  it("uses its own method, or the client's for ANY", async () => {
    const [own, any] = [backEnd(), backEnd()];
    await call({ httpMethod: "PUT" }, own);
    await call({ httpMethod: "ANY" }, any);
    assert.deepEqual([own.sent[0]?.method, any.sent[0]?.method], ["PUT", "POST"]);
  });

  it("sends no body by GET", async () => {
    const port = backEnd();
    await call({ httpMethod: "GET" }, port, "/7", { body: "x" });
    assert.equal(port.sent[0]?.body.length, 0);
  });

  it("sends half of a surrogate pair, which is no UTF-8, as U+FFFD", async () => {
    const port = backEnd();
    const requestTemplates = { "application/json": "#set($context.requestOverride.querystring.q = $input.path('$'))" };
    assert.equal((await call({ requestTemplates }, port, "/7", { body: '"a\\ud800"' })).status, 200);
    assert.equal(port.sent[0]?.url, "http://back.test/x?q=a%EF%BF%BD");
  });

  it("selects its response by the whole status", async () => {
    const responses = {
      "4\\d{2}": { statusCode: "404" },
      default: { statusCode: "200", responseParameters: { "method.response.header.x": "integration.response.header.X-Own" } },
    };
    assert.equal((await call({ responses }, backEnd({ status: 451 }))).status, 404);
    const other = await call({ responses }, backEnd({ status: 500, headers: [["X-Own", "o"]] }));
    assert.deepEqual([other.status, other.headers["x"]], [200, "o"]);
  });

  it("fails each request that sets a header which API Gateway keeps for itself", async () => {
    const { status, headers } = await call({ requestParameters: { "integration.request.header.Content-Length": "'5'" } }, backEnd());
    assert.deepEqual([status, headers["x-amzn-errortype"], headers["x-amzn-trace-id"]], [500, "InternalServerErrorException", undefined]);
  });

  it("answers 504 after its time, and ends the request to the back end", async () => {
    let signal: AbortSignal | undefined;
    const never: SendHttp = (request) => {
      signal = request.signal;
      return new Promise(() => {});
    };
    const gateway = gatewayOf({ paths: { "/{id}": { get: http({ timeoutInMillis: 50 }) } }, options: { send: never } });
    const answer = send(gateway, "GET", "/7");
    await new Promise((resolve) => setImmediate(resolve));
    gateway.advance(50);
    assert.deepEqual(
      [(await answer).status, (await answer).text, signal?.aborted],
      [504, '{"message": "Endpoint request timed out"}', true],
    );
  });

  for (const [code, status] of [
    ["ECONNREFUSED", 504],
    ["ECONNRESET", 504],
    ["HPE_INVALID_CONSTANT", 504],
    ["ENOTFOUND", 500],
  ] as const) {
    it(`answers ${status} for ${code}`, async () => {
      const failing: SendHttp = () => Promise.reject(Object.assign(new Error(code), { code }));
      assert.equal((await call({}, { send: failing })).status, status);
    });
  }

  it("answers 500 for a uri without a host, and sends nothing", async () => {
    const port = backEnd();
    assert.equal((await call({ uri: "https://${stageVariables.none}/x" }, port)).status, 500);
    assert.equal(port.sent.length, 0);
  });

  it("refuses an answer of more than 10 MB", async () => {
    assert.equal((await call({}, backEnd({ body: Buffer.alloc(10 * 1024 * 1024 + 1) }))).status, 500);
  });
});

describe("An HTTP_PROXY integration", () => {
  const type = "http_proxy";

  it("passes the request on, with its mappings in place of what they name", async () => {
    const port = backEnd();
    const requestParameters = { "integration.request.header.h": "'mapped'", "integration.request.querystring.q": "method.request.path.id" };
    await call({ type, requestParameters }, port, "/7?q=1&q=2", {
      headers: { h: "client", "X-Other": "o", Via: "v", "Content-Encoding": "deflate", "X-HTTP-Method-Override": "POST" },
      body: "text",
    });
    const [sent] = port.sent;
    assert.equal(sent?.url, "http://back.test/x?q=1&q=2&q=7");
    assert.deepEqual([sent?.headers["h"], sent?.headers["x-other"], String(sent?.body)], ["mapped", "o", "text"]);
    assert.deepEqual([sent?.headers["x-amzn-apigateway-api-id"], sent?.headers["x-forwarded-for"]], ["a1b2c3d4e5", "192.0.2.1"]);
    for (const name of ["via", "content-encoding", "host", "x-http-method-override"]) assert.equal(sent?.headers[name], undefined, name);
  });

  it("passes the answer back, redirects too, and no trace header of its own", async () => {
    const { status, headers, text } = await call(
      { type },
      backEnd({
        status: 302,
        headers: [
          ["Location", "/y"],
          ["Server", "s"],
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
          ["Content-Encoding", "x"],
        ],
        body: "moved",
      }),
    );
    assert.deepEqual(
      [status, headers["location"], headers["x-amzn-remapped-server"], headers["set-cookie"], text],
      [302, "/y", "s", "a=1, b=2", "moved"],
    );
    assert.deepEqual([headers["content-encoding"], headers["x-amzn-trace-id"]], [undefined, undefined]);
  });

  it("refuses a status that ends no exchange", async () => {
    for (const status of [101, 199, 600, 999]) {
      const answer = await call({ type }, backEnd({ status }));
      assert.deepEqual([answer.status, answer.text], [504, '{"message": "Network error communicating with endpoint"}']);
    }
    assert.equal((await call({ type }, backEnd({ status: 599 }))).status, 599);
  });

  it("passes binary bytes to a client that accepts them, and base64 to others", async () => {
    const image = () => backEnd({ headers: [["Content-Type", "image/png"]], body: Buffer.from([255, 0]) });
    const document = { "x-amazon-apigateway-binary-media-types": ["image/png"] };
    assert.equal((await call({ type }, image(), "/7", { headers: { Accept: "image/png" } }, document)).bytes.toString("hex"), "ff00");
    assert.equal((await call({ type }, image(), "/7", {}, document)).text, "/wA=");
  });

  it("streams where it is told to", async () => {
    const gateway = gatewayOf({
      paths: { "/{id}": { get: http({ type, responseTransferMode: "STREAM" }) } },
      options: { send: backEnd({ body: "stream" }).send },
    });
    const { text, headers } = await send(gateway, "GET", "/7");
    assert.deepEqual([text, headers["content-length"]], ["stream", undefined]);
  });
});

describe("An integration with a service of AWS", () => {
  const dynamodb = (more: object = {}) => ({
    type: "aws",
    uri: "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem",
    credentials: ROLE,
    ...more,
  });
  const serve = (integration: object, port: { readonly send: SendHttp }, options: object = {}) =>
    send(
      gatewayOf({
        paths: { "/{id}": { post: http(integration) } },
        options: {
          send: port.send,
          serviceEndpoint: (service) => (service === "dynamodb" ? "http://127.0.0.1:8000" : undefined),
          ...options,
        },
      }),
      "POST",
      "/7",
      {
        body: '{"TableName":"t"}',
      },
    );

  it("reaches the service that is run locally, by the action's target", async () => {
    const port = backEnd({ body: "{}" });
    assert.equal((await serve(dynamodb(), port)).status, 200);
    assert.equal(port.sent[0]?.url, "http://127.0.0.1:8000/?Action=GetItem");
    assert.equal(port.sent[0]?.headers["x-amz-target"], "DynamoDB_20120810.GetItem");
    assert.match(
      port.sent[0]?.headers["authorization"] ?? "",
      /^AWS4-HMAC-SHA256 Credential=local\/20260101\/us-east-1\/dynamodb\/aws4_request, /,
    );
  });

  it("gets the service's refusal where the role does not allow the action on the table", async () => {
    const port = backEnd();
    const table = {
      Statement: [{ Effect: "Allow", Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/other" }],
    };
    const roles = [
      {
        arn: ROLE,
        assumeRolePolicy: {
          Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
        policies: [table],
      },
    ];
    const responses = { "400": { statusCode: "404" } };
    const { status, text } = await serve(dynamodb({ responses }), port, { roles });
    assert.equal(status, 404);
    assert.match(
      JSON.parse(text).Message,
      /not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table\/t /,
    );
    assert.equal(port.sent.length, 0);
  });

  it("refuses a service that is not run locally with 500, and the log says so", async () => {
    const { status, trace } = await serve(dynamodb({ uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/q" }), backEnd());
    assert.equal(status, 500);
    assert.ok(trace.some((line) => line.endsWith("sqs is not run locally")));
  });
});
