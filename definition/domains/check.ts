import type { Named } from "../arguments";
import type { DomainDefinition } from "../domain-types";
import { argumentPlace } from "../places";
import type { Problem } from "../problems";
import { messageOf } from "../rules/api";
import { checkCallers } from "../rules/callers";
import { checkDomainWarnings, type DomainWarningRule } from "../rules/domain-warnings";
import { checkDomain, type DomainTarget } from "../rules/domains";
import { checkResourcePolicy } from "../rules/resource-policies";
import type { DomainArguments } from "./arguments";

/** One thing about a domain name that works, but hardly as it is meant. */
export interface DomainWarning extends Problem {
  readonly rule: DomainWarningRule;
}

/** All for which API Gateway would refuse a custom domain name, and what could never work. */
export function checkDomainName(
  { policy }: DomainArguments<Named, DomainTarget>,
  domain: DomainDefinition<DomainTarget>,
): readonly Problem[] {
  const callers = policy === undefined || domain.endpointType !== "PRIVATE" ? [] : [...checkCallers(policy, "PRIVATE")];
  return [...checkDomain(domain), ...callers, ...checkResourcePolicy(domain)].map((refusal) => ({
    where: argumentPlace(refusal.path),
    rule: refusal.rule ?? "domain-name",
    message: messageOf(refusal),
  }));
}

/** All of a custom domain name that works and is hardly meant, but for the rules that are suppressed. */
export function warnDomainName(
  domain: DomainDefinition<DomainTarget>,
  suppressed: readonly DomainWarningRule[] = [],
): readonly DomainWarning[] {
  return [...checkDomainWarnings(domain, suppressed)].map(({ path, message, rule }) => ({ where: argumentPlace(path), message, rule }));
}
