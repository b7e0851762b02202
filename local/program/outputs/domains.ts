import type { Kinds, LocalResource } from "./local-resource";

/** Custom domain names, and what they need: certificates and DNS. */
export const DOMAINS: Kinds = [
  [
    "aws:apigateway/domainName:DomainName",
    {
      nameProperty: "domainName",
      outputs: (resource) => ({
        id: resource.name,
        arn: resource.apiGatewayArn(`/domainnames/${resource.name}`),
        domainNameId: resource.letters("domainNameId", 10),
        regionalDomainName: `d-${resource.letters("regional", 10)}.execute-api.${resource.cloud.region}.${resource.cloud.dnsSuffix}`,
        regionalZoneId: `Z${resource.letters("zone", 13).toUpperCase()}`,
        cloudfrontDomainName: `d${resource.letters("edge", 13)}.cloudfront.net`,
        cloudfrontZoneId: "Z2FDTNDATAQYW2",
      }),
    },
  ],
  [
    "aws:apigateway/basePathMapping:BasePathMapping",
    { outputs: (resource) => ({ id: `${resource.text("domainName")}/${resource.text("basePath")}` }) },
  ],
  ["aws:apigatewayv2/apiMapping:ApiMapping", { outputs: (resource) => ({ id: resource.id(6) }) }],
  ["aws:apigatewayv2/routingRule:RoutingRule", { outputs: routingRule }],
  [
    "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation",
    {
      outputs: (resource) => {
        const arn = resource.arn("apigateway", `/domainnameaccessassociations/domainname/${resource.letters("id", 10)}`);
        return { id: arn, arn };
      },
    },
  ],
  ["aws:acm/certificate:Certificate", { nameProperty: "domainName", outputs: certificate }],
  ["aws:acm/certificateValidation:CertificateValidation", { outputs: (resource) => ({ id: resource.uuid() }) }],
  [
    "aws:route53/zone:Zone",
    {
      outputs: (resource) => ({
        id: zoneId(resource),
        zoneId: zoneId(resource),
        name: resource.name,
        arn: `arn:aws:route53:::hostedzone/${zoneId(resource)}`,
      }),
    },
  ],
  [
    "aws:route53/record:Record",
    {
      outputs: (resource) => ({
        id: `${resource.text("zoneId")}_${resource.name}_${resource.text("type")}`,
        name: resource.name,
        fqdn: resource.name,
      }),
    },
  ],
];

function routingRule(resource: LocalResource) {
  const id = resource.id(6);
  return {
    id,
    routingRuleId: id,
    routingRuleArn: resource.apiGatewayArn(`/domainnames/${resource.text("domainName")}/routingrules/${id}`),
  };
}

/** https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function certificate(resource: LocalResource) {
  const arn = resource.arn("acm", `certificate/${resource.uuid()}`);
  const others = Array.isArray(resource.input("subjectAlternativeNames"))
    ? Array.from(Object(resource.input("subjectAlternativeNames")), String)
    : [];
  const validations = [...new Set([resource.name, ...others])].map((domainName) => ({
    domainName,
    resourceRecordName: `_${resource.hex(`name ${domainName.replace(/^\*\./, "")}`, 32)}.${domainName.replace(/^\*\./, "")}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${resource.hex(`value ${domainName.replace(/^\*\./, "")}`, 32)}.acm-validations.aws.`,
  }));
  return { id: arn, arn, domainValidationOptions: validations, status: "PENDING_VALIDATION" };
}

function zoneId(resource: LocalResource): string {
  return `Z${resource.letters("zone", 13).toUpperCase()}`;
}
