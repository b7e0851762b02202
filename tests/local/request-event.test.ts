import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { type RequestEvent, requestObject } from "../../local/report";
import { custom, gatewayOf, HOST, proxy, type TestApi } from "../gateway/api";

const SCHEMA = JSON.parse(readFileSync(join(__dirname, "../../docs/request-event.schema.json"), "utf8"));
const EVENT = {
  time: 1,
  method: "GET",
  path: "/a/test/",
  api: "a",
  stage: "test",
  status: 200,
  milliseconds: 1,
  requestId: "r",
  bodyBytes: 0,
};

const API: TestApi = {
  paths: {
    "/": { get: proxy("it") },
    "/custom": { get: custom("it", { requestTemplates: { "application/json": "{}" } }) },
    "/broken": { get: custom("it", { requestTemplates: { "application/json": "#if(" } }) },
    "/unpermitted": { get: proxy("it", { credentials: undefined }) },
  },
  functions: { it: () => ({}) },
};

describe("the event of a request", () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(SCHEMA);
  const check = (event: RequestEvent) => {
    const written = requestObject(event);
    assert.ok(validate(JSON.parse(JSON.stringify(written))), JSON.stringify(validate.errors));
    return written;
  };

  for (const path of ["/", "/custom", "/broken", "/unpermitted", "/nowhere"]) {
    it(`is as its schema says for ${path}`, async () => {
      const request = {
        method: "GET",
        target: `/test${path}`,
        headers: [["Host", HOST] as const],
        body: Buffer.alloc(0),
        sourceIp: "192.0.2.1",
        protocol: "HTTP/1.1",
      };
      const { trace, status, route } = await gatewayOf(API).handle(request);
      const { steps, explanation } = check({ ...EVENT, status, trace, ...(route !== undefined && { route }) });
      assert.ok(steps.length > 1);
      assert.equal(explanation !== undefined, status >= 400);
    });
  }

  it("says why no API was reached", () => {
    assert.deepEqual(check({ ...EVENT, status: 403, reason: "leads nowhere" }).trace, ["leads nowhere"]);
  });

  it("refuses what the schema does not have", () => {
    assert.equal(validate({ ...JSON.parse(JSON.stringify(requestObject(EVENT))), more: 1 }), false);
  });
});
