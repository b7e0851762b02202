import type { Kinds } from "../kind";
import { arn } from "../place";
import { text } from "../properties";

/** What says more of an API and its stages, each by the id that the provider gives it: the name of what it is of. */
export const BESIDE_STAGES: Kinds = {
  "aws:apigateway/account:Account": { replacedBy: [], id: () => "api-gateway-account", outputs: {} },
  "aws:apigateway/apiKey:ApiKey": {
    autoNamed: true,
    replacedBy: ["value"],
    keeps: ["value"],
    id: (newId) => newId(10),
    outputs: { arn: ({ id }) => arn("apigateway", `/apikeys/${id}`, { account: "" }), value: ({ id }) => `value-of-${id}-in-full` },
  },
  "aws:apigateway/usagePlan:UsagePlan": {
    autoNamed: true,
    replacedBy: [],
    id: (newId) => newId(6),
    outputs: { arn: ({ id }) => arn("apigateway", `/usageplans/${id}`, { account: "" }) },
  },
  "aws:apigateway/usagePlanKey:UsagePlanKey": { replacedBy: "everything", id: (_, inputs) => text(inputs, "keyId"), outputs: {} },
  "aws:apigateway/response:Response": {
    replacedBy: ["restApiId", "responseType"],
    id: (_, inputs) => `aggr-${text(inputs, "restApiId")}-${text(inputs, "responseType")}`,
    outputs: {},
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    replacedBy: "everything",
    id: (_, inputs) => `${text(inputs, "webAclArn")},${text(inputs, "resourceArn")}`,
    outputs: {},
  },
};
