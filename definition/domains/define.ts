import type { Named } from "../arguments";
import { DEFAULTS } from "../defaults";
import type { DomainDefinition, MutualTls, RoutingRule } from "../domain-types";
import { definePolicy } from "../resource-policy";
import type { RoutingMode } from "../tables/index";
import { present, whole } from "../whole";
import type { DomainArguments, RoutingRuleArguments } from "./arguments";

/** From what a user writes of a custom domain name to its definition: every default is filled in here. */
export function defineDomain<Target>(args: DomainArguments<Named, Target>): DomainDefinition<Target> {
  const {
    domainName,
    endpointType = DEFAULTS.domainEndpointType,
    securityPolicy = DEFAULTS.domainSecurityPolicy,
    mappings = {},
    routingRules = {},
    mutualTls,
    certificateArn,
    hostedZone,
  } = args;
  const isEnhanced = securityPolicy.startsWith("SecurityPolicy_");
  const endpointAccessMode = args.endpointAccessMode ?? (isEnhanced ? "STRICT" : undefined);
  const vpcEndpoints = Object.values(args.vpcEndpoints ?? {});
  const policy = definePolicy(present({ policy: args.policy, endpointType: "PRIVATE" as const, vpcEndpoints }));
  return whole<DomainDefinition<Target>>({
    domainName,
    endpointType,
    ipAddressType: args.ipAddressType ?? (endpointType === "PRIVATE" ? "dualstack" : "ipv4"),
    securityPolicy,
    endpointAccessMode,
    mutualTls: mutualTls && whole<MutualTls>({ truststoreUri: mutualTls.truststoreUri }),
    certificateArn,
    hostedZone,
    vpcEndpoints,
    policy,
    routingMode: args.routingMode ?? neededMode(Object.keys(mappings).length > 0, Object.keys(routingRules).length > 0),
    mappings,
    routingRules: Object.fromEntries(Object.entries(routingRules).map(([name, rule]) => [name, defineRule(rule)])),
  });
}

function neededMode(hasMappings: boolean, hasRules: boolean): RoutingMode {
  if (!hasRules) return "BASE_PATH_MAPPING_ONLY";
  return hasMappings ? "ROUTING_RULE_THEN_BASE_PATH_MAPPING" : "ROUTING_RULE_ONLY";
}

function defineRule<Target>({
  priority,
  matchHeaders = [],
  matchBasePath,
  stripBasePath = DEFAULTS.stripBasePath,
  stage,
}: RoutingRuleArguments<Target>): RoutingRule<Target> {
  return whole<RoutingRule<Target>>({ priority, matchHeaders, matchBasePath, stripBasePath, stage });
}
