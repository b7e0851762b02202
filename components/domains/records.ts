import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DomainDefinition } from "../../definition/index";
import { isExecuteApiEndpoint } from "../private/vpc-endpoint-reference";
import { transformed } from "../transform";
import type { DomainContext, DomainVpcEndpoint, HostedZoneReference } from "./arguments";
import { zoneId } from "./references";

type Target = Pick<aws.types.input.route53.RecordAlias, "name" | "zoneId">;

/**
 * Where callers find a public domain name: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-api-gateway.html
 *
 * An address of version 6 is there only where the domain answers by one.
 */
export function publicRecords(
  name: string,
  { domainName, endpointType, ipAddressType }: DomainDefinition<unknown>,
  domain: aws.apigateway.DomainName,
  hostedZone: HostedZoneReference,
  context: DomainContext,
): readonly aws.route53.Record[] {
  const target =
    endpointType === "EDGE"
      ? { name: domain.cloudfrontDomainName, zoneId: domain.cloudfrontZoneId }
      : { name: domain.regionalDomainName, zoneId: domain.regionalZoneId };
  const types = ipAddressType === "dualstack" ? ["A", "AAAA"] : ["A"];
  return types.map((type) => alias(`${name}-${type.toLowerCase()}`, domainName, type, zoneId(hostedZone), target, context));
}

/** Where callers in the VPC of an endpoint find a private domain name; undefined where that is not for this package to say. */
export function privateRecord(
  name: string,
  domainName: string,
  { endpoint, hostedZone }: DomainVpcEndpoint,
  context: DomainContext,
): aws.route53.Record | undefined {
  if (hostedZone === undefined) return undefined;
  const { dnsEntries } = isExecuteApiEndpoint(endpoint) ? endpoint.vpcEndpoint : endpoint;
  const target = {
    // The mocks of somebody's test may give none.
    name: dnsEntries.apply((entries) => entries?.[0]?.dnsName ?? ""),
    zoneId: dnsEntries.apply((entries) => entries?.[0]?.hostedZoneId ?? ""),
  };
  return alias(name, domainName, "A", zoneId(hostedZone), target, context);
}

function alias(
  name: string,
  domainName: string,
  type: string,
  zone: pulumi.Input<string>,
  target: Target,
  { transform, opts }: DomainContext,
): aws.route53.Record {
  return new aws.route53.Record(
    ...transformed(
      transform.record,
      name,
      { zoneId: zone, name: domainName, type, aliases: [{ ...target, evaluateTargetHealth: false }] },
      opts,
    ),
  );
}
