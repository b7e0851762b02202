import { type DomainDefinition, isMultiLevel } from "../domain-types";
import { isLateValue } from "../late-values";
import { ENDPOINT_TYPES, IP_ADDRESS_TYPES, ROUTING_MODES } from "../tables/index";
import type { Endpoint } from "../types";
import { parseArn } from "./arns";
import { type DefinitionPath, isExcluded, type Refusal } from "./refusal";
import { checkBasePath, checkRoutingRules } from "./routing-rules";
import { checkTls } from "./tls";

/** What is known of a stage that a domain leads to: how its API is reached, if the API is made by this package. */
export interface DomainTarget {
  readonly endpoint?: Endpoint;
}

type Domain = DomainDefinition<DomainTarget>;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html, "Restrictions"
const BASE_PATH_LENGTH = 300;
const MULTI_LEVEL_MAPPINGS = 200;
// https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html: of its first name.
const MADE_CERTIFICATE_LENGTH = 64;

/** What is wrong with a custom domain name: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html */
export function* checkDomain(domain: Domain): Iterable<Refusal> {
  yield* checkName(domain);
  if (isExcluded(ENDPOINT_TYPES, domain.endpointType)) {
    yield { path: ["endpointType"], message: `is ${JSON.stringify(domain.endpointType)}. Give one of ${ENDPOINT_TYPES.join(", ")}.` };
    return;
  }
  yield* checkCertificate(domain);
  yield* checkTls([], domain.endpointType, domain);
  if (isExcluded(IP_ADDRESS_TYPES, domain.ipAddressType))
    yield { path: ["ipAddressType"], message: `is ${JSON.stringify(domain.ipAddressType)}. Give ipv4 or dualstack.` };
  yield* checkPrivate(domain);
  yield* checkMutualTls(domain);
  yield* checkMappings(domain);
  yield* checkRoutingRules(domain);
  yield* checkMode(domain);
  for (const [path, target] of targetsOf(domain)) yield* checkTarget(path, target, domain);
}

/** Where a domain leads to, and where that is said. */
export function targetsOf({ mappings, routingRules }: Domain): readonly (readonly [path: DefinitionPath, target: DomainTarget])[] {
  return [
    ...Object.entries(mappings).map(([basePath, target]) => [["mappings", basePath], target] as const),
    ...Object.entries(routingRules).map(([name, { stage }]) => [["routingRules", name, "stage"], stage] as const),
  ];
}

// The page above asks for a name of RFC 1035; capitals are refused as reported: https://github.com/aws/aws-cdk/issues/8428.
function* checkName({ domainName, endpointType }: Domain): Iterable<Refusal> {
  const path = ["domainName"];
  const labels = domainName.replace(/^\*\./, "").split(".");
  const isName =
    labels.length > 1 && domainName.length <= 253 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  if (!isName)
    yield {
      path,
      message: `is ${JSON.stringify(domainName)}. Give a name such as api.example.com, in small letters, or *.example.com.`,
      // Reported of a dot at the end: https://github.com/hashicorp/terraform-provider-aws/issues/6389.
      aws: domainName.endsWith(".") ? "Trailing period should be omitted from domain name" : "Invalid domain name identifier specified",
    };
  else if (domainName.startsWith("*.") && endpointType === "PRIVATE")
    yield { path, message: `is ${JSON.stringify(domainName)}. A private domain name cannot be a wildcard; name each.` };
}

function* checkCertificate({ domainName, certificateArn, hostedZone, endpointType }: Domain): Iterable<Refusal> {
  const path = ["certificateArn"];
  if (certificateArn === undefined) {
    if (hostedZone === undefined)
      yield {
        path,
        message: "is missing. Give a certificate of ACM for the domain name, or the hostedZone in which one can be validated.",
      };
    else if (domainName.length > MADE_CERTIFICATE_LENGTH)
      yield {
        path,
        message: `is missing, and the domain name has ${domainName.length} characters. One is made for up to ${MADE_CERTIFICATE_LENGTH}; give one that has the name among its others.`,
      };
    return;
  }
  if (isLateValue(certificateArn)) return;
  const arn = parseArn(certificateArn);
  if (arn?.service !== "acm" || !arn.resource.startsWith("certificate/"))
    yield {
      path,
      message: `is ${JSON.stringify(certificateArn)}. Give the ARN of a certificate, arn:aws:acm:<region>:<account>:certificate/<id>.`,
    };
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
  else if (endpointType === "EDGE" && arn.region !== "us-east-1")
    yield {
      path,
      message: `is of ${arn.region}. An edge-optimized domain name takes certificates of us-east-1.`,
      // Reported: https://github.com/architect/architect/issues/25.
      aws: `Invalid certificate ARN: ${certificateArn}. Certificate must be in 'us-east-1'.`,
    };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html */
function* checkPrivate({ endpointType, ipAddressType, policy, vpcEndpoints, mappings, routingRules }: Domain): Iterable<Refusal> {
  if (endpointType !== "PRIVATE") {
    if (vpcEndpoints.length > 0)
      yield { path: ["vpcEndpoints"], message: `are given, and the endpoint type is ${endpointType}. Make it PRIVATE, or leave them out.` };
    else if (policy !== undefined)
      yield {
        path: ["policy"],
        message: `is given, and the endpoint type is ${endpointType}. Only a private domain name has one; give it to the API.`,
      };
    return;
  }
  for (const id of vpcEndpoints)
    if (!isLateValue(id) && !/^vpce-[0-9a-f]+$/.test(id))
      yield { path: ["vpcEndpoints"], message: `have ${JSON.stringify(id)}. The id of a VPC endpoint begins with vpce-.` };
  if (ipAddressType === "ipv4") yield { path: ["ipAddressType"], message: "is ipv4. A private domain name is dualstack; leave it out." };
  if (policy === undefined)
    yield {
      path: ["policy"],
      message: "is missing. A private domain name lets nobody in without one; give the vpcEndpoints by which it is called, or a policy.",
    };
  for (const basePath of Object.keys(mappings))
    if (isMultiLevel(basePath))
      yield {
        path: ["mappings", basePath],
        message: "has several parts, which a private domain name cannot map; write a base path of one part.",
      };
  // CreateRoutingRule takes the id that tells private domain names apart; the provider's resource does not.
  if (Object.keys(routingRules).length > 0)
    yield { path: ["routingRules"], message: "are given. The AWS provider cannot make rules of a private domain name yet; use mappings." };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html and …/apigateway-custom-domain-tls-version.html */
function* checkMutualTls(domain: Domain): Iterable<Refusal> {
  const { mutualTls, endpointType, securityPolicy } = domain;
  if (mutualTls === undefined) return;
  if (endpointType !== "REGIONAL")
    yield { path: ["mutualTls"], message: `is given, and the endpoint type is ${endpointType}. Make it REGIONAL.` };
  if (securityPolicy !== "TLS_1_2")
    yield {
      path: ["securityPolicy"],
      message: `is ${securityPolicy}. Mutual TLS needs TLS_1_2.`,
      // Reported: https://github.com/badmintoncryer/cdk-preflight, pf-apigw-mutual-tls-security-policy.
      ...(securityPolicy === "TLS_1_0" ? { aws: "Mutual TLS authentication is only supported with TLS 1.2." } : {}),
    };
  if (!isLateValue(mutualTls.truststoreUri) && !/^s3:\/\/[^/]+\/.+$/.test(mutualTls.truststoreUri))
    yield {
      path: ["mutualTls", "truststoreUri"],
      message: `is ${JSON.stringify(mutualTls.truststoreUri)}. Name a PEM file in S3, s3://<bucket>/<key>.`,
    };
  for (const [path, { endpoint }] of targetsOf(domain))
    if (endpoint !== undefined && endpoint.type === "EDGE")
      yield {
        path,
        message: "is a stage of an edge-optimized API. With mutual TLS a domain leads to regional ones.",
        // Reported: https://github.com/aws/aws-cdk/issues/11690.
        aws: "Mutual TLS authentication is supported for Regional APIs only",
      };
}

function* checkMappings({ mappings, endpointType, securityPolicy }: Domain): Iterable<Refusal> {
  const multiLevel = Object.keys(mappings).filter(isMultiLevel);
  for (const basePath of Object.keys(mappings))
    if (basePath !== "") yield* checkBasePath(["mappings", basePath], basePath, BASE_PATH_LENGTH);
  if (multiLevel.length > MULTI_LEVEL_MAPPINGS)
    yield {
      path: ["mappings"],
      message: `have ${multiLevel.length} base paths of several parts. A domain name may have ${MULTI_LEVEL_MAPPINGS}.`,
    };
  if (endpointType === "EDGE" || (endpointType === "REGIONAL" && securityPolicy === "TLS_1_0"))
    for (const basePath of multiLevel)
      yield {
        path: ["mappings", basePath],
        message: `has several parts, which a domain name of type ${endpointType} with ${securityPolicy} cannot map. Make it REGIONAL with TLS_1_2, or write one part.`,
        // Reported: https://github.com/amplify-education/serverless-domain-manager/issues/381.
        aws: "Only REGIONAL domain names with a security policy of TLS 1.2 can be managed through the API Gateway V2 API.",
      };
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
function* checkMode({ routingMode, mappings, routingRules }: Domain): Iterable<Refusal> {
  const path = ["routingMode"];
  if (isExcluded(ROUTING_MODES, routingMode))
    yield {
      path,
      message: `is ${JSON.stringify(routingMode)}. Give BASE_PATH_MAPPING_ONLY, ROUTING_RULE_ONLY or ROUTING_RULE_THEN_BASE_PATH_MAPPING.`,
    };
  if (routingMode === "ROUTING_RULE_ONLY" && Object.keys(mappings).length > 0)
    yield { path, message: "is ROUTING_RULE_ONLY, by which the mappings are not looked at. Leave it out." };
  if (routingMode === "BASE_PATH_MAPPING_ONLY" && Object.keys(routingRules).length > 0)
    yield { path, message: "is BASE_PATH_MAPPING_ONLY, by which the routing rules are not looked at. Leave it out." };
}

function* checkTarget(path: DefinitionPath, { endpoint }: DomainTarget, { endpointType }: Domain): Iterable<Refusal> {
  if (endpoint === undefined || (endpoint.type === "PRIVATE") === (endpointType === "PRIVATE")) return;
  yield endpointType === "PRIVATE"
    ? { path, message: "is a stage of a public API. A private domain name leads to private ones." }
    : { path, message: "is a stage of a private API. Make the domain's endpoint type PRIVATE." };
}
