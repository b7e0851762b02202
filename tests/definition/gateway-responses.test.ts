import assert from "node:assert/strict";
import { type ApiArguments, defineApi, type Named } from "../../definition/index";

const POST: ApiArguments<Named>["routes"] = { "POST /pets": { integration: { type: "MOCK" }, body: "Pet" } };
const EXPLAINED = { "application/json": '{"message": $context.error.messageString, "detail": "$context.error.validationErrorString"}' };

const responsesOf = (args: Partial<ApiArguments<Named>>) =>
  defineApi("pets", { models: { Pet: { type: "object" } }, routes: POST, ...args }).gatewayResponses;

describe("The gateway response for bodies that do not meet their model", () => {
  it("says what is wrong with them, as soon as an API validates any", () => {
    assert.deepEqual(responsesOf({}), { BAD_REQUEST_BODY: { responseParameters: {}, responseTemplates: EXPLAINED } });
    assert.deepEqual(responsesOf({ routes: { "GET /": { integration: { type: "MOCK" } } } }), {});
    assert.deepEqual(responsesOf({ routes: { "POST /": { integration: { type: "MOCK" }, body: "Pet", validate: { body: false } } } }), {});
    assert.deepEqual(responsesOf({ routes: { "POST /": { integration: { type: "MOCK" }, validate: { body: true } } } }), {});
  });

  it("has the status and headers of all other answers of its class, those for pages of other origins among them", () => {
    const { BAD_REQUEST_BODY, DEFAULT_4XX } = responsesOf({
      cors: { origins: "*" },
      gatewayResponses: { DEFAULT_4XX: { statusCode: 422, headers: { a: "'b'" } } },
    });
    assert.deepEqual(BAD_REQUEST_BODY, { ...DEFAULT_4XX, responseTemplates: EXPLAINED });
    assert.equal(BAD_REQUEST_BODY?.statusCode, "422");
    assert.deepEqual(Object.keys(BAD_REQUEST_BODY.responseParameters), [
      "gatewayresponse.header.Access-Control-Allow-Origin",
      "gatewayresponse.header.a",
    ]);
  });

  it("is left to who says it, or wants none", () => {
    const own = { BAD_REQUEST_BODY: { statusCode: 422 } };
    assert.deepEqual(responsesOf({ gatewayResponses: own }), {
      BAD_REQUEST_BODY: { statusCode: "422", responseParameters: {}, responseTemplates: {} },
    });
    assert.deepEqual(Object.keys(responsesOf({ gatewayResponses: { DEFAULT_4XX: { responseTemplates: { "text/plain": "no" } } } })), [
      "DEFAULT_4XX",
    ]);
    assert.deepEqual(responsesOf({ validationErrors: false }), {});
  });
});
