import assert from "node:assert/strict";
import { custom, gatewayOf, send } from "./api";

const functions = {
  echo: (event: unknown) => event,
  fail: ({ message }: { readonly message: string }) => {
    throw new Error(message);
  },
};

const at = (name: string, more: object = {}, document: object = {}) =>
  gatewayOf({ paths: { "/": { "x-amazon-apigateway-any-method": custom(name, more) } }, functions, document });

describe("A custom Lambda integration", () => {
  it("gives the function the body, {} where there is none, and the client the result as it is", async () => {
    assert.equal((await send(at("echo"), "POST", "/", { body: '{"statusCode":500,"body":"x"}' })).text, '{"statusCode":500,"body":"x"}');
    assert.equal((await send(at("echo"), "GET", "/")).text, "{}");
    assert.equal((await send(at("echo"), "POST", "/", { body: '"text"' })).text, '"text"');
  });

  it("refuses a body that is no JSON, for Lambda takes nothing else", async () => {
    const { status, text } = await send(at("echo"), "POST", "/", { body: "a=1", headers: { "Content-Type": "text/plain" } });
    assert.equal(status, 400);
    assert.match(
      JSON.parse(text).message,
      /^Could not parse request body into json: Unrecognized token 'a': was expecting .*\n at \[Source: \(byte\[\]\)"a=1"; line: 1, column: 3\]$/,
    );
  });

  it("selects the response whose pattern is all of the error message", async () => {
    const responses = { "not found": { statusCode: "404" }, ".*found.*": { statusCode: "410" }, default: { statusCode: "200" } };
    const statusOf = async (message: string) =>
      (await send(at("fail", { responses }), "POST", "/", { body: JSON.stringify({ message }) })).status;
    assert.equal(await statusOf("not found"), 404);
    assert.equal(await statusOf("is not\nfound"), 200);
    assert.equal(await statusOf("it is not found"), 410);
    assert.equal(await statusOf("other"), 200);
  });

  it("matches no pattern where the function succeeds, and then fails without a default", async () => {
    const { status, trace } = await send(at("echo", { responses: { ".*": { statusCode: "400" } } }), "GET", "/");
    assert.equal(status, 500);
    assert.ok(trace.some((line) => line.includes("no default output mapping configured")));
  });

  // Developer guide, handling errors of Lambda.
  it("fails where the status of the selected response is none of the method's", async () => {
    const responses = { default: { statusCode: "200" }, "no.*": { statusCode: "400" } };
    const method = { ...custom("fail", { responses }), responses: { 200: { description: "" } } };
    const { status, text, trace } = await send(
      gatewayOf({ paths: { "/": { post: method } }, functions: { fail: () => Promise.reject(new Error("no")) } }),
      "POST",
      "/",
    );
    assert.deepEqual([status, text], [500, '{"message": "Internal server error"}']);
    assert.ok(trace.some((line) => line.includes("Output mapping refers to an invalid method response: 400")));
  });

  it("maps headers from the members of an error's message that is JSON", async () => {
    const responseParameters = Object.fromEntries(
      ["errorType", "httpStatus", "trace.function", "trace"].map((path) => [
        `method.response.header.${path}`,
        `integration.response.body.errorMessage.${path}`,
      ]),
    );
    const error = { errorType: "InternalServerError", httpStatus: 500, trace: { function: "abc()", line: 123 } };
    const answer = await send(
      gatewayOf({
        paths: { "/": { get: custom("fail", { responses: { default: { statusCode: "200", responseParameters } } }) } },
        functions: { fail: () => Promise.reject(new Error(JSON.stringify(error))) },
      }),
      "GET",
      "/",
    );
    const { errortype, httpstatus, trace, "trace.function": traceFunction } = answer.headers;
    assert.deepEqual(
      [errortype, httpstatus, traceFunction, trace],
      ["InternalServerError", "500", "abc()", '{"function":"abc()","line":123}'],
    );
    assert.equal(JSON.parse(answer.text).errorMessage, JSON.stringify(error));
  });

  it("does not wait for an asynchronous invocation", async () => {
    const gateway = at("echo", { requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } });
    assert.deepEqual([(await send(gateway, "GET", "/")).text, gateway.invocations[0]?.invocationType], ["", "Event"]);
  });

  it("answers 415 to a type without a template where it must not pass it on", async () => {
    assert.equal((await send(at("echo", { passthroughBehavior: "never" }), "POST", "/", { body: "{}" })).status, 415);
  });

  it("fails each request where its type, or its authorizer's, is not known here, and says so in the log", async () => {
    const authorizer = { type: "apiKey", name: "A", in: "header", "x-amazon-apigateway-authorizer": { type: "oidc" } };
    const gateway = gatewayOf({
      paths: { "/": { get: custom("echo", { type: "aws_stream" }) }, "/a": { get: { ...custom("echo"), security: [{ auth: [] }] } } },
      document: { components: { securitySchemes: { auth: authorizer } } },
    });
    const answers = [await send(gateway, "GET", "/"), await send(gateway, "GET", "/a")];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [500, 500],
    );
    const [integration, access] = answers.map(({ trace }) => trace.join("\n"));
    assert.match(integration ?? "", /integrations of type AWS_STREAM are not known here/);
    assert.match(access ?? "", /authorizers of type OIDC are not known here/);
  });

  it("fails each request where its own method is not POST", async () => {
    assert.equal((await send(at("echo", { httpMethod: "GET" }), "GET", "/")).status, 500);
  });

  it("decodes the base64 text that a function gives, where its response is to be binary", async () => {
    const gateway = gatewayOf({
      paths: { "/": { get: custom("image", { responses: { default: { statusCode: "200", contentHandling: "CONVERT_TO_BINARY" } } }) } },
      functions: { image: () => "iVBORw==" },
    });
    assert.equal((await send(gateway, "GET", "/")).bytes.toString("hex"), "89504e47");
  });

  it("answers 504 when its time has passed", async () => {
    const gateway = gatewayOf({
      paths: { "/": { get: custom("slow", { timeoutInMillis: 100 }) } },
      functions: { slow: () => new Promise(() => {}) },
    });
    const answer = send(gateway, "GET", "/");
    await new Promise((resolve) => setImmediate(resolve));
    gateway.advance(100);
    assert.equal((await answer).status, 504);
  });

  it("answers 500 where Lambda refuses, and the log says why", async () => {
    const options = {
      invoke: async () => ({ kind: "refused" as const, status: 429, errorType: "TooManyRequestsException", message: "Rate Exceeded." }),
    };
    const { status, trace } = await send(gatewayOf({ paths: { "/": { get: custom("busy") } }, options }), "GET", "/");
    assert.equal(status, 500);
    assert.ok(trace.some((line) => line.includes("status 429: TooManyRequestsException: Rate Exceeded.")));
  });

  it("maps headers of its response, and renames those that are the gateway's own", async () => {
    const responseParameters = {
      "method.response.header.x-id": "integration.response.body.id",
      "method.response.header.Date": "'now'",
      "method.response.header.x-empty": "''",
    };
    const integration = custom("echo", { responses: { default: { statusCode: "200", responseParameters } } });
    const paths = {
      "/": { post: { ...integration, responses: { 200: { description: "", headers: { "x-id": {}, Date: {}, "x-empty": {} } } } } },
    };
    const { headers } = await send(gatewayOf({ paths, functions }), "POST", "/", { body: '{"id":"7\\r\\nx: y"}' });
    assert.deepEqual(
      [headers["x-id"], headers["x-amzn-remapped-date"], headers["x-empty"], headers["x"]],
      ["7 x: y", "now", undefined, undefined],
    );
  });
});
