import type { LocalApi } from "./apis";
import { text } from "./properties";
import type { Registry } from "./registry";

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
const VPC_KEYS = ["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"];

/** What else than locally decides who may call these APIs on AWS, one line each. */
export function unenforced(apis: readonly LocalApi[], registry: Registry): string[] {
  const stages = registry.all("apigateway/stage:Stage");
  const filtered = registry.all("wafv2/webAclAssociation:WebAclAssociation").flatMap(({ inputs }) => {
    const stage = stages.find(({ outputs }) => outputs["arn"] === inputs["resourceArn"]);
    const api = apis.find(({ id }) => id === stage?.inputs["restApi"]);
    return api === undefined
      ? []
      : [`${api.name}, stage ${text(stage?.inputs["stageName"])}: its web ACL does not run locally, and filters nothing`];
  });
  const policies = apis.flatMap(({ name, definition }) => {
    const policy = JSON.stringify(definition.policy ?? {}).toLowerCase();
    const unknown = [...(definition.endpoint.type === "PRIVATE" ? [] : VPC_KEYS), "aws:PrincipalOrgID"];
    const keys = unknown.filter((key) => policy.includes(`"${key.toLowerCase()}"`));
    return keys.length === 0 ? [] : [`${name}: its resource policy asks for ${keys.join(" and ")}, which no local request has`];
  });
  return [...filtered, ...policies];
}
