import type { Kinds, Made } from "./made";

/** Custom domain names, and what they need: certificates and DNS. */
export const DOMAINS: Kinds = [
  [
    "aws:apigateway/domainName:DomainName",
    {
      nameProperty: "domainName",
      outputs: (made) => ({
        id: made.name,
        arn: made.apiGatewayArn(`/domainnames/${made.name}`),
        domainNameId: made.letters("domainNameId", 10),
        regionalDomainName: `d-${made.letters("regional", 10)}.execute-api.${made.cloud.region}.${made.cloud.dnsSuffix}`,
        regionalZoneId: `Z${made.letters("zone", 13).toUpperCase()}`,
        cloudfrontDomainName: `d${made.letters("edge", 13)}.cloudfront.net`,
        cloudfrontZoneId: "Z2FDTNDATAQYW2",
      }),
    },
  ],
  [
    "aws:apigateway/basePathMapping:BasePathMapping",
    { outputs: (made) => ({ id: `${made.text("domainName")}/${made.text("basePath")}` }) },
  ],
  ["aws:apigatewayv2/apiMapping:ApiMapping", { outputs: (made) => ({ id: made.id(6) }) }],
  ["aws:apigatewayv2/routingRule:RoutingRule", { outputs: routingRule }],
  [
    "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation",
    {
      outputs: (made) => {
        const arn = made.arn("apigateway", `/domainnameaccessassociations/domainname/${made.letters("id", 10)}`);
        return { id: arn, arn };
      },
    },
  ],
  ["aws:acm/certificate:Certificate", { nameProperty: "domainName", outputs: certificate }],
  ["aws:acm/certificateValidation:CertificateValidation", { outputs: (made) => ({ id: made.uuid() }) }],
  [
    "aws:route53/zone:Zone",
    {
      outputs: (made) => ({ id: zoneId(made), zoneId: zoneId(made), name: made.name, arn: `arn:aws:route53:::hostedzone/${zoneId(made)}` }),
    },
  ],
  [
    "aws:route53/record:Record",
    { outputs: (made) => ({ id: `${made.text("zoneId")}_${made.name}_${made.text("type")}`, name: made.name, fqdn: made.name }) },
  ],
];

function routingRule(made: Made) {
  const id = made.id(6);
  return { id, routingRuleId: id, routingRuleArn: made.apiGatewayArn(`/domainnames/${made.text("domainName")}/routingrules/${id}`) };
}

/** https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
function certificate(made: Made) {
  const arn = made.arn("acm", `certificate/${made.uuid()}`);
  const others = Array.isArray(made.input("subjectAlternativeNames"))
    ? Array.from(Object(made.input("subjectAlternativeNames")), String)
    : [];
  const validations = [...new Set([made.name, ...others])].map((domainName) => ({
    domainName,
    resourceRecordName: `_${made.hex(`name ${domainName.replace(/^\*\./, "")}`, 32)}.${domainName.replace(/^\*\./, "")}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${made.hex(`value ${domainName.replace(/^\*\./, "")}`, 32)}.acm-validations.aws.`,
  }));
  return { id: arn, arn, domainValidationOptions: validations, status: "PENDING_VALIDATION" };
}

function zoneId(made: Made): string {
  return `Z${made.letters("zone", 13).toUpperCase()}`;
}
