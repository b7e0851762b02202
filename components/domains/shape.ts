import type { MutualTlsArguments, RoutingRuleArguments } from "../../definition/index";
import { VPC_ENDPOINTS } from "../private/vpc-endpoint-reference";
import type { References } from "../references/references";
import { boolean, integer, json, late, list, map, native, objectOf, resource, shapeOf, text } from "../shape/property";
import type { DomainNameArgs, DomainNameTransform, DomainVpcEndpoint, StageReference } from "./arguments";

const lateText = late(text);
const callback = native("callback");
const stage = resource(["lambda-rest-api:index:Stage", "aws:apigateway/stage:Stage"]);
const hostedZone = resource(["aws:route53/zone:Zone"], lateText);

/** The arguments of a `DomainName`. */
export const DOMAIN_NAME_ARGS = shapeOf<DomainNameArgs>(
  {
    domainName: text,
    certificateArn: lateText,
    hostedZone,
    endpointType: text,
    ipAddressType: text,
    securityPolicy: text,
    endpointAccessMode: text,
    mutualTls: objectOf(
      shapeOf<MutualTlsArguments<References>>(
        { truststoreUri: lateText, truststoreVersion: lateText, ownershipVerificationCertificateArn: lateText },
        ["truststoreUri"],
      ),
    ),
    mappings: map(stage),
    routingRules: map(
      objectOf(
        shapeOf<RoutingRuleArguments<StageReference>>(
          {
            priority: integer,
            matchHeaders: list(objectOf(shapeOf<MatchHeader>({ header: text, valueGlob: text }, ["header", "valueGlob"]))),
            matchBasePath: text,
            stripBasePath: boolean,
            stage,
          },
          ["priority", "stage"],
        ),
      ),
    ),
    routingMode: text,
    policy: late(json),
    vpcEndpoints: map(objectOf(shapeOf<DomainVpcEndpoint>({ endpoint: resource(VPC_ENDPOINTS, lateText), hostedZone }, ["endpoint"]))),
    tags: map(lateText),
    suppressWarnings: list(text),
    transform: objectOf(
      shapeOf<DomainNameTransform>({
        certificate: callback,
        certificateValidation: callback,
        domainName: callback,
        record: callback,
        basePathMapping: callback,
        apiMapping: callback,
        routingRule: callback,
        accessAssociation: callback,
      }),
    ),
  },
  ["domainName"],
);

type MatchHeader = NonNullable<RoutingRuleArguments<StageReference>["matchHeaders"]>[number];
