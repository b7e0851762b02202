import type { Named } from "../arguments";
import { definePolicy } from "../resource-policy";
import type { DomainArguments, RoutingRuleArguments } from "./arguments";
import type { DomainDefinition, RoutingMode, RoutingRule } from "./types";

/** From what a user writes of a custom domain name to its definition: every default is filled in here. */
export function defineDomain<Target>(args: DomainArguments<Named, Target>): DomainDefinition<Target> {
  const { domainName, endpointType = "REGIONAL", securityPolicy = "TLS_1_2", mappings = {}, routingRules = {}, mutualTls, certificateArn, hostedZone } = args;
  const isEnhanced = securityPolicy.startsWith("SecurityPolicy_");
  const endpointAccessMode = args.endpointAccessMode ?? (isEnhanced ? "STRICT" : undefined);
  const vpcEndpoints = Object.values(args.vpcEndpoints ?? {});
  const policy = definePolicy({ ...(args.policy !== undefined && { policy: args.policy }), endpointType: "PRIVATE", vpcEndpoints });
  return {
    domainName,
    endpointType,
    ipAddressType: args.ipAddressType ?? (endpointType === "PRIVATE" ? "dualstack" : "ipv4"),
    securityPolicy,
    ...(endpointAccessMode !== undefined && { endpointAccessMode }),
    ...(mutualTls !== undefined && { mutualTls: { truststoreUri: mutualTls.truststoreUri } }),
    ...(certificateArn !== undefined && { certificateArn }),
    ...(hostedZone !== undefined && { hostedZone }),
    vpcEndpoints,
    ...(policy !== undefined && { policy }),
    routingMode: args.routingMode ?? neededMode(Object.keys(mappings).length > 0, Object.keys(routingRules).length > 0),
    mappings,
    routingRules: Object.fromEntries(Object.entries(routingRules).map(([name, rule]) => [name, defineRule(rule)])),
  };
}

function neededMode(hasMappings: boolean, hasRules: boolean): RoutingMode {
  if (!hasRules) return "BASE_PATH_MAPPING_ONLY";
  return hasMappings ? "ROUTING_RULE_THEN_BASE_PATH_MAPPING" : "ROUTING_RULE_ONLY";
}

function defineRule<Target>({ priority, matchHeaders = [], matchBasePath, stripBasePath = false, stage }: RoutingRuleArguments<Target>): RoutingRule<Target> {
  return { priority, matchHeaders, ...(matchBasePath !== undefined && { matchBasePath }), stripBasePath, stage };
}
