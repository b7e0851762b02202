import type { DomainDefinition } from "../domain-types";
import { ENDPOINT_ACCESS_MODES, ENDPOINT_TYPES, IP_ADDRESS_TYPES, ROUTING_MODES } from "../tables/index";
import { type DomainTarget, targetsOf } from "./domains";
import { mayBeNew, type Refusal } from "./refusal";
import { isUnknownPolicy, POLICIES } from "./tls";
import { notKnown } from "./unknown-values";

type Check = (domain: DomainDefinition<DomainTarget>) => Iterable<Refusal>;

const CHECKS = [
  ["open-default-endpoint", openDefaultEndpoint],
  ["reserved-base-path", reservedBasePath],
  ["unknown-value", unknownValue],
] as const satisfies readonly (readonly [string, Check])[];

/**
 * Name of a warning about a domain name, by which it is suppressed.
 * @useDeclaredType
 */
export type DomainWarningRule = (typeof CHECKS)[number][0];

/** Everything of a domain name that works and is hardly meant, but for the rules that are suppressed. */
export function* checkDomainWarnings(
  domain: DomainDefinition<DomainTarget>,
  suppressed: readonly DomainWarningRule[],
): Iterable<Omit<Refusal, "rule"> & { readonly rule: DomainWarningRule }> {
  for (const [rule, check] of CHECKS) if (!suppressed.includes(rule)) for (const refusal of check(domain)) yield { ...refusal, rule };
}

// Developer guide, "How to turn on mutual TLS authentication": the default endpoint asks for no certificate.
function* openDefaultEndpoint(domain: DomainDefinition<DomainTarget>): Iterable<Refusal> {
  if (domain.mutualTls === undefined) return;
  for (const [path, { endpoint }] of targetsOf(domain))
    if (endpoint?.disableExecuteApiEndpoint === false)
      yield {
        path,
        message: "can be called without a certificate, at its API's default endpoint; give the API disableExecuteApiEndpoint: true.",
      };
}

// Developer guide, "Amazon API Gateway important notes": a custom domain keeps /ping and /sping for health checks.
function* reservedBasePath({ mappings }: DomainDefinition<DomainTarget>): Iterable<Refusal> {
  for (const basePath of ["ping", "sping"])
    if (Object.hasOwn(mappings, basePath))
      yield {
        path: ["mappings", basePath],
        message: "is a path that API Gateway keeps for health checks, and does not pass on. Give the mapping another base path.",
      };
}

const ENUMERATIONS = [
  ["endpointType", ENDPOINT_TYPES],
  ["ipAddressType", IP_ADDRESS_TYPES],
  ["endpointAccessMode", ENDPOINT_ACCESS_MODES],
  ["routingMode", ROUTING_MODES],
] as const;

function* unknownValue({
  endpointType,
  ipAddressType,
  securityPolicy,
  endpointAccessMode,
  routingMode,
}: DomainDefinition<DomainTarget>): Iterable<Refusal> {
  const values = { endpointType, ipAddressType, endpointAccessMode, routingMode };
  for (const [name, known] of ENUMERATIONS) {
    const value = values[name];
    if (value !== undefined && mayBeNew(known, value)) yield { path: [name], message: notKnown(value, known) };
  }
  if (isUnknownPolicy(securityPolicy)) yield { path: ["securityPolicy"], message: notKnown(securityPolicy, POLICIES) };
}
