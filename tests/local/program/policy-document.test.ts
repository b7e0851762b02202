import assert from "node:assert/strict";
import { policyDocument } from "../../../local/program/policy-document";

function rendered(inputs: Record<string, unknown>): unknown {
  return JSON.parse(String(policyDocument(inputs)["json"]));
}

describe("a policy document from the provider's data source", () => {
  it("has IAM's names, and single values instead of lists of one", () => {
    const statement = {
      sid: "Read",
      actions: ["s3:GetObject", "s3:ListBucket"],
      resources: ["arn:aws:s3:::b"],
      principals: [
        { type: "AWS", identifiers: ["arn:aws:iam::1:root"] },
        { type: "AWS", identifiers: ["arn:aws:iam::2:root"] },
      ],
      conditions: [
        { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["1", "2"] },
      ],
    };
    assert.deepEqual(
      rendered({ statements: [statement, { effect: "Deny", notActions: ["*"], principals: [{ type: "*", identifiers: ["*"] }] }] }),
      {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Read",
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:ListBucket"],
            Resource: "arn:aws:s3:::b",
            Principal: { AWS: ["arn:aws:iam::1:root", "arn:aws:iam::2:root"] },
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:SourceAccount": ["1", "2"] } },
          },
          { Effect: "Deny", NotAction: "*", Principal: "*" },
        ],
      },
    );
  });

  it("takes the place of source statements by Sid", () => {
    const source = JSON.stringify({ Statement: [{ Sid: "A", Effect: "Allow" }, { Effect: "Allow" }] });
    const override = JSON.stringify({ Statement: { Sid: "A", Effect: "Deny" } });
    assert.deepEqual(rendered({ sourcePolicyDocuments: [source], overridePolicyDocuments: [override] }), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow" }, { Sid: "A", Effect: "Deny" }],
    });
  });
});
