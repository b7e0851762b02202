import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { mock, RestApi, type RestApiArgs } from "../../components/index";
import { invocationUri, type JsonObject } from "../../definition/index";
import { definitionOf, ofType, type Registered, record } from "./recording";

const CALC = "arn:aws:lambda:eu-central-1:123456789012:function:calc";

function documentOf(integration: JsonObject): JsonObject {
  return { openapi: "3.0.1", info: { title: "brought", version: "7" }, paths: { "/calc/{a}": { get: { "x-amazon-apigateway-integration": integration } } } };
}

const DOCUMENT = documentOf({ type: "aws_proxy", httpMethod: "POST", uri: invocationUri(CALC) });

function made(args: Omit<RestApiArgs, "stages">): Promise<readonly Registered[]> {
  return record(() => new RestApi("api", { ...args, stages: { dev: {} } }));
}

async function refusal(args: Omit<RestApiArgs, "stages">): Promise<string> {
  let message = "";
  await assert.rejects(made(args), (error) => {
    assert.ok(pulumi.ResourceError.isInstance(error));
    message = error.message;
    return true;
  });
  return message;
}

describe("An API brought along as an OpenAPI document", () => {
  it("is the document's, with a route's child and a permission for each function that it names", async () => {
    const registered = await made({ openapi: DOCUMENT });
    assert.deepEqual(Object.keys(definitionOf(registered).routes), ["GET /calc/{a}"]);
    assert.deepEqual(
      ofType(registered, "lambda-rest-api:index:Route").map(({ name }) => name),
      ["api GET /calc/{a}"],
    );
    const [permission, ...others] = ofType(registered, "aws:lambda/permission:Permission");
    assert.deepEqual(others, []);
    assert.equal(permission?.inputs["function"], CALC);
    assert.equal(permission.inputs["sourceArn"], "arn:aws:execute-api:eu-central-1:123456789012:api-id/dev/GET/calc/{a}");
  });

  it("needs no permission where the document gives credentials", async () => {
    const credentials = "arn:aws:iam::123456789012:role/own";
    const registered = await made({ openapi: documentOf({ type: "aws_proxy", httpMethod: "POST", uri: invocationUri(CALC), credentials }) });
    assert.deepEqual(ofType(registered, "aws:lambda/permission:Permission"), []);
  });

  it("is the same as an object, as text and as a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "openapi-"));
    try {
      const file = join(folder, "api.json");
      writeFileSync(file, JSON.stringify(DOCUMENT));
      const object = definitionOf(await made({ openapi: DOCUMENT }));
      assert.deepEqual(definitionOf(await made({ openapi: JSON.stringify(DOCUMENT) })), object);
      assert.deepEqual(definitionOf(await made({ openapi: file })), object);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is overruled by what is said beside it", async () => {
    const registered = await made({ openapi: DOCUMENT, apiName: "Ours", endpointType: "EDGE", binaryMediaTypes: ["image/png"] });
    const inputs = ofType(registered, "aws:apigateway/restApi:RestApi")[0]?.inputs;
    assert.deepEqual([inputs?.["name"], inputs?.["endpointConfiguration"]], ["Ours", { types: "EDGE" }]);
    assert.deepEqual(definitionOf(registered).binaryMediaTypes, ["image/png"]);
  });

  it("refuses all that is wrong with it, by JSON pointer, and in a file by its line", async () => {
    assert.match(
      await refusal({ openapi: documentOf({ type: "lambda" }) }),
      /\/paths\/~1calc~1\{a\}\/get\/x-amazon-apigateway-integration\/type: must be one of/,
    );
    const text = [
      "openapi: 3.0.1",
      "info: { title: t, version: '1' }",
      "paths:",
      "  /a b:",
      "    get:",
      "      x-amazon-apigateway-integration: { type: mock }",
    ];
    assert.match(await refusal({ openapi: text.join("\n") }), /openapi:\d+ \/paths\/~1a b/);
  });

  it("refuses a file that is not there, what the document has to say itself, and an API of nothing", async () => {
    assert.match(await refusal({ openapi: "absent.yaml" }), /openapi: names the file "absent\.yaml", which is not there/);
    const twice = await refusal({ openapi: DOCUMENT, routes: { "GET /": { integration: mock() } }, lambdaAccess: "role" });
    assert.match(twice, /routes: is given beside openapi/);
    assert.match(twice, /lambdaAccess: is role beside openapi/);
    assert.match(await refusal({}), /routes: is empty/);
  });
});
