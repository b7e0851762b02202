import assert from "node:assert/strict";
import type { Resource } from "../../../local/program/index";
import { read, resource, restApi } from "./resources";

const DOCUMENT = {
  openapi: "3.0.1",
  info: { title: "pets", version: "1" },
  paths: { "/": { get: { "x-amazon-apigateway-integration": { type: "mock" } } } },
};

describe("what else decides on AWS who may call an API", () => {
  const api = (policy?: object) =>
    restApi("pets", { body: JSON.stringify({ ...DOCUMENT, ...(policy && { "x-amazon-apigateway-policy": policy }) }) });
  const notices = (...resources: readonly Resource[]) => read(...resources).notices.filter((line) => line.startsWith("pets"));

  it("is a stage's web ACL, which is said", () => {
    const stage = resource("apigateway/stage:Stage", "prod", { restApi: "pets", stageName: "prod" }, { arn: "arn:stage" });
    const association = (resourceArn: string) =>
      resource("wafv2/webAclAssociation:WebAclAssociation", "a", { resourceArn, webAclArn: "arn:acl" });
    assert.deepEqual(notices(api(), stage, association("arn:stage")), [
      "pets, stage prod: its web ACL does not run locally, and filters nothing",
    ]);
    assert.deepEqual(notices(api(), stage, association("arn:load-balancer")), []);
  });

  it("is a condition of its policy that no local request can meet, which is said", () => {
    const policy = (Condition: object) => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*", Condition }],
    });
    assert.deepEqual(notices(api(policy({ StringNotEquals: { "aws:sourceVpce": "vpce-1", "aws:PrincipalOrgID": "o-1" } }))), [
      "pets: its resource policy asks for aws:SourceVpce and aws:PrincipalOrgID, which no local request has",
    ]);
    assert.deepEqual(notices(api(policy({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }))), []);
  });
});
