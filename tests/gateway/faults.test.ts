import assert from "node:assert/strict";
import { GATEWAY_RESPONSE_TYPES } from "../../definition/index";
import { Fault } from "../../gateway/fault";
import { compileFaults } from "../../gateway/faults";
import { custom, gatewayOf, HOST, proxy, send } from "./api";

const paths = { "/a": { get: proxy("it") } };
const responses = (of: object) => ({ paths, document: { "x-amazon-apigateway-gateway-responses": of } });

describe("Gateway responses", () => {
  it("are, as they come, a status, an error type and a message", async () => {
    const { status, text, headers } = await send(gatewayOf({ paths }), "GET", "/b");
    assert.deepEqual([status, text], [403, '{"message":"Missing Authentication Token"}']);
    assert.equal(headers["x-amzn-errortype"], "MissingAuthenticationTokenException");
    assert.equal(headers["content-type"], "application/json");
    assert.match(headers["x-amzn-requestid"] ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(headers["x-amz-apigw-id"] ?? "", /=$/);
    assert.equal(headers["x-amzn-trace-id"], undefined);
  });

  it("exist for every type, with a status of its class", async () => {
    const answer = compileFaults({}, false);
    const call = { context: {} } as Parameters<typeof answer>[1];
    for (const type of GATEWAY_RESPONSE_TYPES) {
      const { status, body } = answer(new Fault(type), call);
      assert.ok(status >= 400 && status < 600, type);
      assert.doesNotThrow(() => JSON.parse(String(body)), type);
    }
  });

  it("take their own status, headers and template", async () => {
    const api = responses({
      MISSING_AUTHENTICATION_TOKEN: {
        statusCode: 404,
        responseParameters: {
          "gatewayresponse.header.x-static": "'a,b'",
          "gatewayresponse.header.x-from": "method.request.header.Origin",
          "gatewayresponse.header.x-query": "method.request.querystring.q",
          "gatewayresponse.header.x-context": "context.identity.sourceIp",
          "gatewayresponse.header.x-none": "method.request.header.x-missing",
        },
        responseTemplates: {
          "application/json":
            '{"m":$context.error.messageString,"t":"$context.error.responseType","v":"$stageVariables.v","n":"$context.no.such","q":"$method.request.querystring.q"}',
        },
      },
    });
    const options = { stage: { name: "test", variables: { v: "blue" }, tracing: false, methodSettings: {} } };
    const { status, headers, text } = await send(gatewayOf({ ...api, options }), "GET", "/none?q=1", {
      headers: { Origin: "http://here" },
    });
    assert.equal(status, 404);
    assert.deepEqual(
      [headers["x-static"], headers["x-from"], headers["x-query"], headers["x-context"]],
      ["a,b", "http://here", "1", "192.0.2.1"],
    );
    assert.equal(headers["x-none"], undefined);
    assert.deepEqual(JSON.parse(text), { m: "Missing Authentication Token", t: "MISSING_AUTHENTICATION_TOKEN", v: "blue", n: "", q: "1" });
  });

  it("set the headers that they always have once", async () => {
    const responseParameters = {
      "gatewayresponse.header.content-type": "'text/plain'",
      "gatewayresponse.header.x-amzn-errortype": "'Own'",
    };
    const { headers } = await send(gatewayOf(responses({ MISSING_AUTHENTICATION_TOKEN: { responseParameters } })), "GET", "/none");
    assert.deepEqual([headers["content-type"], headers["x-amzn-errortype"]], ["text/plain", "Own"]);
  });

  it("choose a template by Accept, and are of its type", async () => {
    const api = responses({
      MISSING_AUTHENTICATION_TOKEN: {
        responseTemplates: { "application/xml": "<m>$context.error.message</m>", "text/plain": "m: $context.error.message" },
      },
    });
    const plain = await send(gatewayOf(api), "GET", "/none", { headers: { Accept: "text/plain" } });
    const first = await send(gatewayOf(api), "GET", "/none", { headers: { Accept: "*/*" } });
    assert.deepEqual([plain.headers["content-type"], plain.text], ["text/plain", "m: Missing Authentication Token"]);
    assert.deepEqual([first.headers["content-type"], first.text], ["application/xml", "<m>Missing Authentication Token</m>"]);
  });

  it("fall back to the default of their class, which leaves the status alone unless it has one", async () => {
    const of = { DEFAULT_4XX: { responseParameters: { "gatewayresponse.header.x": "'4'" } }, DEFAULT_5XX: { statusCode: 599 } };
    const missing = await send(gatewayOf(responses(of)), "GET", "/none");
    const failing = await send(gatewayOf({ ...responses(of), functions: { it: () => null } }), "GET", "/a");
    assert.deepEqual([missing.status, missing.headers["x"]], [403, "4"]);
    assert.deepEqual([failing.status, failing.headers["x"]], [599, undefined]);
  });

  it("do not hold for another stage, which is refused before the API is known", async () => {
    const gateway = gatewayOf(responses({ DEFAULT_4XX: { statusCode: 418 } }));
    const { status, headers, body } = await gateway.handle({
      method: "GET",
      target: "/other/a",
      headers: [["Host", HOST]],
      body: Buffer.alloc(0),
      sourceIp: "",
      protocol: "HTTP/1.1",
    });
    assert.deepEqual([status, String(body)], [403, '{"message":"Forbidden"}']);
    assert.ok(headers.some(([name, value]) => name === "x-amzn-ErrorType" && value === "ForbiddenException"));
  });

  const incomplete = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. ";
  const undated = `${incomplete}Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.`;
  for (const [Authorization, message, type] of [
    [
      "Bearer abc",
      "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
      "IncompleteSignatureException",
    ],
    ["Basic Zm9vYmFyOg==", `${undated} Authorization=Basic Zm9vYmFyOg==`, "IncompleteSignatureException"],
    ["eyJ0.eyJz.4f1J", `${undated} Authorization=eyJ0.eyJz.4f1J`, "IncompleteSignatureException"],
    ["", "Missing Authentication Token", "MissingAuthenticationTokenException"],
  ] as const) {
    it(`read the header of Authorization: ${Authorization} as a signature where there is no route`, async () => {
      const { status, text, headers } = await send(gatewayOf({ paths }), "GET", "/none", { headers: { Authorization } });
      assert.deepEqual([status, JSON.parse(text), headers["x-amzn-errortype"]], [403, { message }, type]);
    });
  }

  it("hide what goes wrong inside", async () => {
    const gateway = gatewayOf({ paths, options: { invoke: () => Promise.reject(new Error("/home/secret")) } });
    const { status, text, trace } = await send(gateway, "GET", "/a");
    assert.deepEqual([status, text], [500, '{"message": "Internal server error"}']);
    assert.ok(trace.some((line) => line.includes("/home/secret")));
  });

  it("carry the trace header once an execution has begun, and always with X-Ray", async () => {
    const failing = await send(gatewayOf({ paths: { "/a": { get: custom("none") } } }), "GET", "/a");
    const traced = await send(
      gatewayOf({ paths, options: { stage: { name: "test", variables: {}, tracing: true, methodSettings: {} } } }),
      "GET",
      "/b",
    );
    assert.match(failing.headers["x-amzn-trace-id"] ?? "", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    assert.match(traced.headers["x-amzn-trace-id"] ?? "", /Sampled=1$/);
  });
});
