import assert from "node:assert/strict";
import type { HttpRequest } from "../../../gateway/index";
import type { Resource } from "../../../local/program/index";
import { entering } from "../../../local/vpc-endpoints";
import { read, resource, restApi } from "./resources";

const MOCK = { "/": { get: { "x-amazon-apigateway-integration": { type: "mock" } } } };

describe("a private API", () => {
  const api = (endpointConfiguration: object, policy: object = { Statement: [] }) =>
    restApi("pets", {
      body: JSON.stringify({ openapi: "3.0.1", info: { title: "pets", version: "1" }, paths: MOCK, "x-amazon-apigateway-policy": policy }),
      endpointConfiguration,
    });
  const endpoint = (id: string, vpcId: string): Resource => ({ ...resource("ec2/vpcEndpoint:VpcEndpoint", id, { vpcId }), id });
  const about = (...resources: readonly Resource[]) => {
    const { apis, notices } = read(...resources);
    return { vpcEndpoints: apis[0]?.vpcEndpoints, notices: notices.filter((line) => line.startsWith("pets")) };
  };

  it("is called by its own VPC endpoints, then by those of the program, and says by which unless another is named", () => {
    const given = api({ types: "PRIVATE", vpcEndpointIds: ["vpce-02"] });
    assert.deepEqual(about(given, endpoint("vpce-01", "vpc-01"), endpoint("vpce-02", "vpc-02")), {
      vpcEndpoints: [
        { id: "vpce-02", vpcId: "vpc-02" },
        { id: "vpce-01", vpcId: "vpc-01" },
      ],
      notices: [
        "pets: it is private; requests count as coming by vpce-02 of vpc-02 unless they name another VPC endpoint in the header x-amzn-vpce-id",
      ],
    });
  });

  it("is called by one that is not known, of the VPC that the policy is about", () => {
    const Condition = { StringNotEquals: { "aws:SourceVpc": ["vpc-0a"] } };
    const policy = { Statement: [{ Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*", Condition }] };
    assert.deepEqual(about(api({ types: "PRIVATE" }, policy)).vpcEndpoints, [{ id: "vpce-00000000000000000", vpcId: "vpc-0a" }]);
  });

  it("is the only kind that is called by any", () => {
    assert.deepEqual(about(api({ types: "REGIONAL" }), endpoint("vpce-01", "vpc-01")), { vpcEndpoints: [], notices: [] });
  });

  describe("takes a request", () => {
    const PETS = read(api({ types: "PRIVATE" }), endpoint("vpce-01", "vpc-01"), endpoint("vpce-02", "vpc-02")).apis[0];
    const enters = (headers: HttpRequest["headers"]) => {
      assert.ok(PETS);
      return entering({ method: "GET", target: "/", headers, body: Buffer.alloc(0), sourceIp: "127.0.0.1", protocol: "HTTP/1.1" }, PETS)
        .vpcEndpoint;
    };

    it("by the first VPC endpoint", () => assert.deepEqual(enters([["Host", "localhost:3000"]]), { id: "vpce-01", vpcId: "vpc-01" }));
    it("by the one that its host names", () =>
      assert.deepEqual(enters([["host", "abcdefghij-vpce-02.execute-api.us-east-1.amazonaws.com"]]), { id: "vpce-02", vpcId: "vpc-02" }));
    it("by the one that it says", () => assert.deepEqual(enters([["X-Amzn-Vpce-Id", "vpce-02"]]), { id: "vpce-02", vpcId: "vpc-02" }));
    it("by one of elsewhere, whose VPC is known if it says so", () => {
      assert.deepEqual(enters([["X-Amzn-Vpce-Id", "vpce-99"]]), { id: "vpce-99" });
      const headers = [
        ["X-Amzn-Vpce-Id", "vpce-99"],
        ["X-Amzn-Vpc-Id", "vpc-99"],
      ] as const;
      assert.deepEqual(enters(headers), { id: "vpce-99", vpcId: "vpc-99" });
    });
  });
});
