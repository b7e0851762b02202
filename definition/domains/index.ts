export { type DomainDefinition, isMultiLevel, type MatchHeader, type RoutingRule } from "../domain-types";
export type { DomainWarningRule } from "../rules/domain-warnings";
export type { DomainTarget } from "../rules/domains";
export type { DomainArguments, MutualTlsArguments, RoutingRuleArguments } from "./arguments";
export { checkDomainName, type DomainWarning, warnDomainName } from "./check";
export { defineDomain } from "./define";
