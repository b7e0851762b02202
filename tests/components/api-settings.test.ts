import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { mock, RestApi, type RestApiArgs } from "../../components/index";
import { ofType, opened, type Registered, record } from "./recording";

const REST_API = "aws:apigateway/restApi:RestApi";
const POLICY = "aws:apigateway/restApiPolicy:RestApiPolicy";
const EXECUTION = "arn:aws:execute-api:eu-central-1:123456789012:api-id";

type Args = Partial<RestApiArgs<"GET /">>;

const TLS = { securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", endpointAccessMode: "BASIC" };

function made(args: Args): Promise<readonly Registered[]> {
  return record(() => new RestApi("api", { routes: { "GET /": { integration: mock() } }, stages: { dev: {} }, ...args }));
}

async function settings(args: Args): Promise<unknown> {
  const { body: _, name: __, ...rest } = ofType(await made(args), REST_API)[0]?.inputs ?? {};
  return rest;
}

/** The resource of an API's policy, and what its policy says. */
async function policyOf(
  args: Args,
): Promise<readonly [Registered | undefined, { readonly Statement: readonly { readonly Resource: unknown }[] }]> {
  const [policy] = ofType(await made(args), POLICY);
  const text = policy?.inputs["policy"];
  return [policy, JSON.parse(String(typeof text === "string" ? text : opened(text)))];
}

describe("What an API's document says of the API itself", () => {
  it("is said to the provider as well, as API Gateway's own where nothing is given: it keeps what it is not told", async () => {
    assert.deepEqual(await settings({}), {
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      description: "Managed by Pulumi",
      disableExecuteApiEndpoint: false,
      endpointConfiguration: { types: "REGIONAL", ipAddressType: "ipv4" },
      minimumCompressionSize: "-1",
      ...TLS,
    });
  });

  it("is that TLS 1.0 is not taken, unless another security policy is asked for", async () => {
    const of = async (args: Args) => {
      const { securityPolicy, endpointAccessMode } = Object(await settings(args));
      return [securityPolicy, endpointAccessMode];
    };
    assert.deepEqual(await of({ endpointType: "EDGE" }), ["SecurityPolicy_TLS12_PFS_2025_EDGE", "BASIC"]);
    assert.deepEqual(await of({ endpointType: "PRIVATE", vpcEndpoints: ["vpce-1a"] }), Object.values(TLS));
    assert.deepEqual(await of({ endpointAccessMode: "STRICT" }), [TLS.securityPolicy, "STRICT"]);
    assert.deepEqual(await of({ securityPolicy: "TLS_1_2" }), ["TLS_1_2", undefined]);
    assert.deepEqual(await of({ extensions: { "x-amazon-apigateway-security-policy": "TLS_1_2" } }), ["TLS_1_2", undefined]);
    await assert.rejects(of({ securityPolicy: "TLS_1_2", endpointAccessMode: "STRICT" }), /endpointAccessMode: is given, and the security/);
    await assert.rejects(of({ securityPolicy: "SecurityPolicy_TLS13_2025_EDGE" }), /securityPolicy: is .*With endpoint type REGIONAL/);
  });

  it("is said to the provider as given", async () => {
    const given = {
      apiKeySource: "AUTHORIZER",
      binaryMediaTypes: ["image/png", "image/jpeg"],
      description: "Pets",
      disableExecuteApiEndpoint: true,
      ipAddressType: "dualstack",
      minimumCompressionSize: 0,
    } as const;
    const { ipAddressType, minimumCompressionSize, ...same } = given;
    assert.deepEqual(await settings(given), {
      ...same,
      endpointConfiguration: { types: "REGIONAL", ipAddressType },
      minimumCompressionSize: "0",
      ...TLS,
    });
  });

  it("is said to the provider where a document is brought along, too", async () => {
    const openapi = {
      openapi: "3.0.1",
      info: { title: "pets", version: "1", description: "Pets" },
      paths: {
        "/": {
          get: {
            responses: { 200: { description: "" } },
            "x-amazon-apigateway-integration": { type: "mock", responses: { default: { statusCode: "200" } } },
          },
        },
      },
      "x-amazon-apigateway-binary-media-types": ["image/png"],
      "x-amazon-apigateway-minimum-compression-size": 1024,
      "x-amazon-apigateway-api-key-source": "AUTHORIZER",
      "x-amazon-apigateway-security-policy": "TLS_1_2",
    };
    const registered = await record(() => new RestApi("api", { openapi, stages: { dev: {} } }));
    const { inputs = {} } = ofType(registered, REST_API)[0] ?? {};
    assert.deepEqual(
      ["apiKeySource", "binaryMediaTypes", "description", "minimumCompressionSize", "securityPolicy"].map((name) => inputs[name]),
      ["AUTHORIZER", ["image/png"], "Pets", "1024", "TLS_1_2"],
    );
  });
});

describe("An API's resource policy", () => {
  const allow = (Resource: string | string[]) => ({
    Statement: [{ Effect: "Allow" as const, Principal: "*" as const, Action: "execute-api:Invoke", Resource }],
  });

  it("is a resource of its own, as API Gateway keeps it: with the API's ARN", async () => {
    const [policy, document] = await policyOf({ policy: allow(["execute-api:/dev/GET/pets", "arn:aws:execute-api:*:*:*/prod/*"]) });
    assert.equal(policy?.inputs["restApiId"], "api-id");
    assert.deepEqual(document.Statement[0]?.Resource, [`${EXECUTION}/dev/GET/pets`, "arn:aws:execute-api:*:*:*/prod/*"]);
  });

  it("is there before the API is deployed", async () => {
    const registered = await made({ policy: { allow: { ipRanges: ["203.0.113.0/24"] } } });
    assert.ok(ofType(registered, "aws:apigateway/deployment:Deployment")[0]?.dependsOn.includes("api"));
    assert.deepEqual(
      ofType(registered, POLICY).map(({ name, parent }) => [name, parent]),
      [["api", "api"]],
    );
  });

  it("may be known only at deployment, and stays a secret where it is one", async () => {
    const text = pulumi.secret(pulumi.output(JSON.stringify(allow("execute-api:/*"))));
    const [policy, document] = await policyOf({ policy: text });
    assert.equal(document.Statement[0]?.Resource, `${EXECUTION}/*`);
    assert.notEqual(typeof policy?.inputs["policy"], "string");
  });

  it("is readable where it is no secret, though the document that has it too is one", async () => {
    const [policy] = await policyOf({ policy: allow("execute-api:/*") });
    assert.equal(typeof policy?.inputs["policy"], "string");
  });

  it("is no resource where there is none", async () => {
    assert.deepEqual(ofType(await made({}), POLICY), []);
  });

  it("can be changed by a transform", async () => {
    const [, document] = await policyOf({
      policy: allow("execute-api:/*"),
      transform: { restApiPolicy: (args, opts) => ({ args: { ...args, policy: JSON.stringify(allow("*")) }, opts }) },
    });
    assert.equal(document.Statement[0]?.Resource, "*");
  });
});
