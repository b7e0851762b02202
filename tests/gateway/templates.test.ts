import assert from "node:assert/strict";
import { custom, gatewayOf, send } from "./api";

const functions = { echo: (event: unknown) => event };

const mock = (more: object = {}) => ({
  responses: { 200: { description: "", headers: { h: {} } }, 201: { description: "" } },
  "x-amazon-apigateway-integration": {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode":200}' },
    responses: { default: { statusCode: "200" } },
    ...more,
  },
});

const answer = (operation: object, given: Parameters<typeof send>[3] = {}, document: object = {}) =>
  send(gatewayOf({ paths: { "/": { post: operation } }, functions, document }), "POST", "/", given);

const json = (template: string) => ({ "application/json": template });

describe("A MOCK integration", () => {
  const statusFor = async (template: string) =>
    (await answer(mock({ requestTemplates: json(template), responses: { "201": { statusCode: "201" }, default: { statusCode: "200" } } })))
      .status;

  it("selects its response by the status that the request template renders, leniently read", async () => {
    for (const template of ['{"statusCode": 201}', "{statusCode: 201}", "{'statusCode': 201,}", '{,"a":[1,,{b:"}"}],"statusCode":201}']) {
      assert.equal(await statusFor(template), 201, template);
    }
    assert.equal(await statusFor('{"statusCode": 203}'), 200);
  });

  for (const template of [
    '{"statusCode": "201"}',
    "{statusCode: 201",
    "{'statusCode\": 201}",
    "201",
    "{}",
    '{"statusCode": 2.5}',
    '{"statusCode" 201}',
  ]) {
    it(`refuses ${template} with 500`, async () => {
      const { status, headers } = await answer(mock({ requestTemplates: json(template) }));
      assert.deepEqual([status, headers["x-amzn-trace-id"]], [500, undefined]);
    });
  }

  // LocalStack, tried on AWS: tests/unit/services/apigateway/test_mock_integration.py.
  for (const rest of ["super{ f}oo: [ba r]}", "foo}: [ba r]}", "foo'}: [ba r]}", "}foo: [ba r]}", "}foo: ''}", ", }", "null: null }"])
    it(`reads {statusCode: 201, ${rest} as AWS does`, async () => {
      assert.equal(await statusFor(`{statusCode: 201, ${rest}`), 201);
    });
  for (const template of [
    "{'statusCode: 201 }",
    "statusCode: 201",
    "{statusCode: 201, {foo: [ba r]}",
    "{statusCode: 201, what:{}foo: [ba r]}}",
  ])
    it(`refuses ${template}, which AWS does not read`, async () => {
      assert.equal(await statusFor(template), 500);
    });

  it("refuses brackets within more than four hundred others", async () => {
    const nested = (depth: number) => `{"statusCode":201,"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
    assert.equal(await statusFor(nested(400)), 201);
    for (const depth of [402, 100_000]) {
      const { status, trace } = await answer(mock({ requestTemplates: json(nested(depth)) }));
      assert.equal(status, 500);
      assert.ok(trace.some((line) => line.includes("Unable to parse statusCode")));
    }
  });

  it("answers by default without any request template, with an empty body and no trace header", async () => {
    const { status, text, headers } = await answer(mock({ requestTemplates: {} }), { body: "anything" });
    assert.deepEqual([status, text, headers["x-amzn-trace-id"]], [200, "", undefined]);
  });

  it("cannot read a binary body, unless it is told to convert it to text", async () => {
    const document = { "x-amazon-apigateway-binary-media-types": ["*/*"] };
    assert.equal((await answer(mock(), {}, document)).status, 500);
    const responses = { default: { statusCode: "200", responseTemplates: json("$context.stage") } };
    assert.equal((await answer(mock({ contentHandling: "CONVERT_TO_TEXT", responses }), {}, document)).text, "test");
  });
});

describe("A mapping template", () => {
  const requestTemplates = { "application/json": '{"by":"json"}', $default: '{"by":"default"}' };

  it("is chosen by the content type without its parameters, JSON if there is none, else $default", async () => {
    const by = async (headers: Record<string, string>) =>
      JSON.parse((await answer(custom("echo", { requestTemplates }), { headers, body: "{}" })).text).by;
    assert.equal(await by({ "Content-Type": "Application/JSON; charset=utf-8" }), "json");
    assert.equal(await by({}), "json");
    assert.equal(await by({ "Content-Type": "text/plain" }), "default");
  });

  it("sees parameters, the context and stage variables, and a function gets {} for an empty text", async () => {
    const template =
      '{"q":"$input.params(\'q\')","h":"$input.params().header.get(\'X-H\')","m":"$context.httpMethod","r":"$context.resourcePath"}';
    const gateway = gatewayOf({ paths: { "/{p}": { post: custom("echo", { requestTemplates: json(template) }) } }, functions });
    const { text } = await send(gateway, "POST", "/x?q=1&q=2", { headers: { "X-H": "h" } });
    assert.deepEqual(JSON.parse(text), { q: "2", h: "h", m: "POST", r: "/{p}" });
    assert.equal((await answer(custom("echo", { requestTemplates: json("#set($x = 1)") }), { body: '{"a":1}' })).text, "{}");
  });

  it("that is empty passes the body on", async () => {
    assert.equal(
      (await answer(custom("echo", { requestTemplates: json(""), passthroughBehavior: "never" }), { body: '{"a":1}' })).text,
      '{"a":1}',
    );
    assert.equal(
      (await answer(custom("echo", { responses: { default: { statusCode: "200", responseTemplates: json("") } } }), { body: '"x"' })).text,
      '"x"',
    );
  });

  it("that is not well formed fails each request, and the log says where", async () => {
    const { status, text, trace } = await answer(custom("echo", { requestTemplates: json("#if(") }), { body: "{}" });
    assert.deepEqual([status, text], [500, '{"message": "Internal server error"}']);
    assert.ok(trace.some((line) => line.includes("Unable to transform the body")));
  });

  it("that asks something of a body which begins as JSON and is none is answered 400", async () => {
    const asking = custom("echo", { requestTemplates: json("{\"name\": $input.json('$.name')}") });
    const { status, text, headers } = await answer(asking, { body: "{name" });
    assert.deepEqual([status, text], [400, '{"message": "Invalid JSON in request body"}']);
    assert.equal(headers["x-amzn-errortype"], "BadRequestException");
    const passing = mock({ requestTemplates: json('#set($context.requestOverride.header.a = $input.body){"statusCode":200}') });
    assert.equal((await answer(passing, { body: "{name" })).status, 200);
  });

  it("of a response is chosen by Accept, else JSON, else the first", async () => {
    const responded = async (responseTemplates: object, Accept: string) =>
      (await answer(mock({ responses: { default: { statusCode: "200", responseTemplates } } }), { headers: { Accept } })).text;
    const all = { "text/plain": "plain", "application/json": "json" };
    assert.equal(await responded(all, "text/plain, */*"), "plain");
    assert.equal(await responded(all, "text/html"), "json");
    assert.equal(await responded({ "text/xml": "first", "text/plain": "plain" }, "text/html"), "first");
  });
});

describe("An override", () => {
  it("wins over the mapping of the same parameter", async () => {
    let sent = { url: "", header: "" };
    const options = {
      send: async ({ url, headers }: { readonly url: string; readonly headers: readonly (readonly [string, string])[] }) => {
        sent = { url, header: headers.filter(([name]) => name.toLowerCase() === "x-h").join() };
        return { status: 200, headers: [], body: (async function* () {})() };
      },
    };
    const template =
      '#set($context.requestOverride.header.X-H = "o")#set($context.requestOverride.path.p = "o")#set($context.requestOverride.querystring.q = "o")';
    const integration = {
      type: "http",
      httpMethod: "POST",
      uri: "http://back.test/{p}",
      requestTemplates: json(template),
      requestParameters: {
        "integration.request.header.x-h": "'m'",
        "integration.request.path.p": "'m'",
        "integration.request.querystring.q": "'m'",
      },
      responses: { default: { statusCode: "200" } },
    };
    await send(
      gatewayOf({ paths: { "/": { post: { ...custom("echo"), "x-amazon-apigateway-integration": integration } } }, options }),
      "POST",
      "/",
    );
    assert.deepEqual(sent, { url: "http://back.test/o?q=o", header: "X-H,o" });
  });

  it("of the response sets status and headers, and holds from the request template on", async () => {
    const requestTemplates = json(
      '#set($context.responseOverride.status = 418)#set($context.responseOverride.header.h = "o"){"statusCode":200}',
    );
    const responses = { default: { statusCode: "200", responseParameters: { "method.response.header.h": "'m'" } } };
    const { status, headers } = await answer(mock({ requestTemplates, responses }));
    assert.deepEqual([status, headers["h"]], [418, "o"]);
  });

  it("of the status is ignored where it is none", async () => {
    for (const value of ['"x"', "99", "600", "2.5"]) {
      const responseTemplates = json(`#set($context.responseOverride.status = ${value})`);
      assert.equal((await answer(mock({ responses: { default: { statusCode: "201", responseTemplates } } }))).status, 201, value);
    }
  });

  it("cannot make a header that HTTP does not know", async () => {
    const responseTemplates = json('#set($context.responseOverride.header["a b"] = "x")#set($context.responseOverride.header.c = "é✓")');
    const { headers } = await answer(mock({ responses: { default: { statusCode: "200", responseTemplates } } }));
    assert.deepEqual([headers["a b"], Buffer.from(headers["c"] ?? "", "latin1").toString("utf8")], [undefined, "é✓"]);
  });
});
