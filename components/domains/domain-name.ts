import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  checkDomainName,
  type DomainDefinition,
  defineDomain,
  type Given,
  mapRecord,
  present,
  warnDomainName,
} from "../../definition/index";
import { LateValues } from "../late/late-values";
import { vpcEndpointId } from "../private/vpc-endpoint-reference";
import { refuse } from "../rules/refusal";
import { tagProblems } from "../rules/tags";
import { shapeProblems } from "../shape/check";
import { transformed } from "../transform";
import type { DomainContext, DomainNameArgs, DomainVpcEndpointArgs } from "./arguments";
import { type DomainCertificate, domainCertificate } from "./certificate";
import { type DomainMapping, mapping, routingRule } from "./mappings";
import { privateRecord, publicRecords } from "./records";
import { nameDomain, zoneId, zoneProblems } from "./references";
import { DOMAIN_NAME_ARGS } from "./shape";

/**
 * A name of one's own for stages of one or several REST APIs:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export class DomainName extends pulumi.ComponentResource {
  /** The domain name in API Gateway. */
  readonly domainName: aws.apigateway.DomainName;
  /** Present where no certificate is given. */
  readonly certificate: DomainCertificate | undefined;
  /** Where callers find the domain, as far as hosted zones are given. */
  readonly records: readonly aws.route53.Record[];
  /** By base path. */
  readonly mappings: Readonly<Record<string, DomainMapping>>;
  /** By name. */
  readonly routingRules: Readonly<Record<string, aws.apigatewayv2.RoutingRule>>;
  /** By the name of the VPC endpoint. */
  readonly accessAssociations: Readonly<Record<string, aws.apigateway.DomainNameAccessAssociation>>;
  /** `https://` and the domain name. */
  readonly url: string;

  /** Throws `pulumi.ResourceError` with every problem, before anything is created, if API Gateway would refuse the domain name. */
  constructor(name: string, args: DomainNameArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:DomainName", name, {}, opts);
    const subject = `DomainName "${name}"`;
    refuse(shapeProblems(args, DOMAIN_NAME_ARGS), subject, this);
    const { transform = {}, hostedZone, vpcEndpoints = {} } = args;
    const late = new LateValues(subject);
    const named = nameDomain(args, late);
    const definition = defineDomain(named);

    const problems = [...checkDomainName(named, definition), ...zoneProblems(args), ...tagProblems(args.tags)];
    refuse(problems, subject, this);
    for (const { where, message, rule } of warnDomainName(definition, args.suppressWarnings))
      void pulumi.log.warn(`${where}: ${message} (${rule})`, this);

    const { domainName, endpointType } = definition;
    const isPrivate = endpointType === "PRIVATE";
    const context: DomainContext = { transform, tags: args.tags === undefined ? {} : { tags: { ...args.tags } }, opts: { parent: this } };

    this.certificate =
      args.certificateArn === undefined && hostedZone !== undefined
        ? domainCertificate(name, domainName, endpointType, zoneId(hostedZone), context)
        : undefined;
    const certificateArn = args.certificateArn ?? this.certificate?.validation.certificateArn;

    this.domainName = new aws.apigateway.DomainName(
      ...transformed(transform.domainName, name, domainNameArgs(args, definition, certificateArn, late, context), context.opts),
    );

    this.mappings = mapRecord(definition.mappings, (stage, basePath) =>
      mapping(`${name}/${basePath}`, this.domainName, isPrivate, basePath, stage, context),
    );
    this.routingRules = mapRecord(definition.routingRules, (rule, ruleName) =>
      routingRule(`${name}-${ruleName}`, this.domainName, rule, context),
    );
    this.accessAssociations = mapRecord(vpcEndpoints, (endpoint, endpointName) =>
      this.#associate(`${name}-${endpointName}`, endpoint, context),
    );
    this.records = [
      ...(hostedZone === undefined || isPrivate ? [] : publicRecords(name, definition, this.domainName, hostedZone, context)),
      ...Object.entries(vpcEndpoints).flatMap(([endpointName, endpoint]) =>
        endpoint.hostedZone === undefined ? [] : (privateRecord(`${name}/${endpointName}`, domainName, endpoint, context) ?? []),
      ),
    ];
    this.url = `https://${domainName}`;
    this.registerOutputs({ url: this.url });
  }

  #associate(
    name: string,
    { endpoint }: DomainVpcEndpointArgs,
    { transform, tags, opts }: DomainContext,
  ): aws.apigateway.DomainNameAccessAssociation {
    return new aws.apigateway.DomainNameAccessAssociation(
      ...transformed(
        transform.accessAssociation,
        name,
        {
          domainNameArn: this.domainName.arn,
          accessAssociationSource: vpcEndpointId(endpoint),
          accessAssociationSourceType: "VPCE",
          ...tags,
        },
        opts,
      ),
    );
  }
}

function domainNameArgs(
  { mutualTls }: DomainNameArgs,
  { domainName, endpointType, ipAddressType, securityPolicy, endpointAccessMode, policy, routingMode }: DomainDefinition<unknown>,
  certificateArn: pulumi.Input<string> | undefined,
  late: LateValues,
  { tags }: DomainContext,
): Given<aws.apigateway.DomainNameArgs> {
  const { truststoreUri, truststoreVersion, ownershipVerificationCertificateArn } = mutualTls ?? {};
  return {
    domainName,
    endpointConfiguration: { types: endpointType, ipAddressType },
    certificateArn: endpointType === "REGIONAL" ? undefined : certificateArn,
    regionalCertificateArn: endpointType === "REGIONAL" ? certificateArn : undefined,
    securityPolicy,
    endpointAccessMode,
    routingMode,
    mutualTlsAuthentication: truststoreUri === undefined ? undefined : present({ truststoreUri, truststoreVersion }),
    ownershipVerificationCertificateArn,
    policy: policy && late.fill(policy).apply((document) => (typeof document === "string" ? document : JSON.stringify(document))),
    ...tags,
  };
}
