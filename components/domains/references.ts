import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DomainArguments, DomainTarget, Named, Problem } from "../../definition/index";
import { mapRecord, present } from "../../definition/index";
import { nameAccess } from "../access/name-access";
import type { LateValues } from "../late/late-values";
import { vpcEndpointId } from "../private/vpc-endpoint-reference";
import type { DomainNameArgs, HostedZoneReference, StageReference } from "./arguments";

/** Where a domain leads to, with what the rules look at. */
export interface StageTarget extends DomainTarget {
  readonly restApi: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
}

/** The arguments as plain data, names standing for what is known only at deployment. */
export function nameDomain(args: DomainNameArgs, late: LateValues): DomainArguments<Named, StageTarget> {
  const { certificateArn, hostedZone, mutualTls, mappings = {}, routingRules = {}, vpcEndpoints, policy, ...plain } = args;
  return present({
    ...plain,
    certificateArn: certificateArn && late.name("certificate", certificateArn),
    hostedZone: hostedZone && late.name("hosted zone", zoneId(hostedZone)),
    mutualTls: mutualTls && { truststoreUri: late.name("truststore", mutualTls.truststoreUri) },
    mappings: mapRecord(mappings, targetOf),
    routingRules: mapRecord(routingRules, (rule) => ({ ...rule, stage: targetOf(rule.stage) })),
    vpcEndpoints:
      vpcEndpoints && mapRecord(vpcEndpoints, ({ endpoint }, name) => late.name(`vpc endpoint ${name}`, vpcEndpointId(endpoint))),
    ...nameDomainPolicy(policy, late),
  });
}

/** A hosted zone's id. */
export function zoneId(zone: HostedZoneReference): pulumi.Input<string> {
  return aws.route53.Zone.isInstance(zone) ? zone.zoneId : zone;
}

/** Zones that are named otherwise than by their ids, or for several VPC endpoints: refused in the middle of an update. */
export function zoneProblems({ hostedZone: own, vpcEndpoints = {} }: DomainNameArgs): readonly Problem[] {
  const zones = Object.entries(vpcEndpoints).flatMap(([name, { hostedZone }]) => (hostedZone === undefined ? [] : [{ name, hostedZone }]));
  const ids = [
    ...idProblems("hostedZone", own),
    ...zones.flatMap(({ name, hostedZone }) => idProblems(`vpcEndpoints.${name}.hostedZone`, hostedZone)),
  ];
  // A zone has one record of the domain name, which leads to one VPC endpoint.
  const shared = zones.flatMap(({ name, hostedZone }, index) => {
    const other = zones.slice(0, index).find((zone) => zone.hostedZone === hostedZone);
    const message = `is that of ${JSON.stringify(other?.name)}, too. Give each VPC endpoint a zone of its own, or leave it out.`;
    return other === undefined ? [] : [{ where: `vpcEndpoints.${name}.hostedZone`, message, rule: "domain-name" }];
  });
  return [...ids, ...shared];
}

/** A name has dots; https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html takes an id. */
function idProblems(where: string, zone: HostedZoneReference | undefined): readonly Problem[] {
  if (typeof zone !== "string" || !zone.includes(".")) return [];
  const message = `is ${JSON.stringify(zone)}, a name. Give the hosted zone's id, which begins with Z, or the zone itself; aws.route53.getZone finds it by its name.`;
  return [{ where, message, rule: "domain-name" }];
}

function targetOf(reference: StageReference): StageTarget {
  const { restApi, stageName } = aws.apigateway.Stage.isInstance(reference) ? reference : reference.stage;
  return { restApi, stageName, ...("endpoint" in reference && { endpoint: reference.endpoint }) };
}

function nameDomainPolicy(policy: DomainNameArgs["policy"], late: LateValues): Pick<DomainArguments<Named, StageTarget>, "policy"> {
  const named = nameAccess({ authorizers: undefined, policy }, late, () => ({})).policy;
  return named === undefined ? {} : { policy: named };
}
