import assert from "node:assert/strict";
import type { JsonObject } from "../../definition/index";
import type { VpcEndpoint } from "../../gateway/index";
import { type Answer, answerOf, gatewayOf, HOST, proxy, type TestGateway } from "./api";

const ENDPOINT = { id: "vpce-0a", vpcId: "vpc-0a" };

/** A private API whose policy denies under this condition. */
function privateApi(Condition: JsonObject): TestGateway {
  const statement = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
  return gatewayOf({
    paths: { "/": { get: proxy("echo") } },
    settings: {
      endpoint: { type: "PRIVATE" },
      policy: {
        Statement: [
          { Effect: "Allow", ...statement },
          { Effect: "Deny", ...statement, Condition },
        ],
      },
    },
    functions: { echo: (event) => ({ body: JSON.stringify(event) }) },
  });
}

async function get(gateway: TestGateway, vpcEndpoint?: VpcEndpoint, sourceIp = "10.0.0.7"): Promise<Answer> {
  const headers = [
    ["Host", HOST],
    ["x-amzn-vpce-id", "vpce-claimed"],
  ] as const;
  const request = { method: "GET", target: "/test/", headers, body: Buffer.alloc(0), sourceIp, protocol: "HTTP/1.1" };
  return answerOf(await gateway.handle({ ...request, ...(vpcEndpoint && { vpcEndpoint }) }));
}

describe("A private API", () => {
  const denied: readonly (readonly [what: string, condition: JsonObject, other: VpcEndpoint])[] = [
    ["VPC endpoint", { StringNotEquals: { "aws:SourceVpce": ["vpce-0a"] } }, { id: "vpce-0b", vpcId: "vpc-0a" }],
    ["VPC", { StringNotEquals: { "aws:sourceVpc": "vpc-0a" } }, { id: "vpce-0a", vpcId: "vpc-0b" }],
    ["VPC, which is not known", { StringNotEquals: { "aws:SourceVpc": "vpc-0a" } }, { id: "vpce-0a" }],
  ];
  for (const [what, condition, other] of denied)
    it(`refuses who comes by another ${what}`, async () => {
      assert.equal((await get(privateApi(condition), ENDPOINT)).status, 200);
      const { status, text } = await get(privateApi(condition), other);
      assert.equal(status, 403);
      assert.match(text, /with an explicit deny/);
    });

  it("knows an address in the VPC, and none of the internet", async () => {
    const byRange = privateApi({ NotIpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } });
    assert.deepEqual([(await get(byRange, ENDPOINT)).status, (await get(byRange, ENDPOINT, "192.0.2.1")).status], [200, 403]);
    assert.equal((await get(privateApi({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }), ENDPOINT)).status, 200);
  });

  it("tells functions where the request came in, whatever the caller claims", async () => {
    const { headers, requestContext } = JSON.parse((await get(privateApi({ Null: { "aws:SourceVpce": "true" } }), ENDPOINT)).text);
    const { "x-amzn-vpc-id": vpc, "x-amzn-vpce-config": config, "x-amzn-vpce-id": vpce } = headers;
    assert.deepEqual([vpc, config, vpce], ["vpc-0a", "1", "vpce-0a"]);
    assert.deepEqual([requestContext.identity.vpcId, requestContext.identity.vpceId], ["vpc-0a", "vpce-0a"]);
  });

  it("is the only kind whose functions hear of it", async () => {
    const { headers, requestContext } = JSON.parse((await get(privateApi({ Null: { "aws:SourceVpce": "false" } }))).text);
    assert.equal(headers["x-amzn-vpce-config"], undefined);
    assert.ok(!("vpceId" in requestContext.identity));
  });
});
