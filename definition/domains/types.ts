/** The plain-data definition of one custom domain name. `Target` is what a mapping or a rule leads to: a stage of an API. */
import type { EndpointType, JsonObject } from "../types";

/**
 * Security policies by endpoint type; of a private domain name it cannot be chosen.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export const SECURITY_POLICIES = {
  REGIONAL: [
    "TLS_1_0",
    "TLS_1_2",
    "SecurityPolicy_TLS13_1_3_2025_09",
    "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_PQ_2025_09",
    "SecurityPolicy_TLS13_1_2_2021_06",
  ],
  EDGE: ["TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE"],
  PRIVATE: ["TLS_1_2"],
} as const satisfies Readonly<Record<EndpointType, readonly string[]>>;
export type SecurityPolicy = (typeof SECURITY_POLICIES)[EndpointType][number];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html, which says API mapping for base path mapping. */
export type RoutingMode = "BASE_PATH_MAPPING_ONLY" | "ROUTING_RULE_ONLY" | "ROUTING_RULE_THEN_BASE_PATH_MAPPING";

/** A header that a request has, its whole value matched; `*` at the start, at the end or at both stands for any text. */
export interface MatchHeader {
  readonly header: string;
  readonly valueGlob: string;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html */
export interface RoutingRule<Target> {
  /** Rules are tried from the lowest number. */
  readonly priority: number;
  readonly matchHeaders: readonly MatchHeader[];
  readonly matchBasePath?: string;
  readonly stripBasePath: boolean;
  readonly stage: Target;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html */
export interface MutualTls {
  readonly truststoreUri: string;
}

export interface DomainDefinition<Target> {
  readonly domainName: string;
  readonly endpointType: EndpointType;
  readonly ipAddressType: "ipv4" | "dualstack";
  readonly securityPolicy: SecurityPolicy;
  /** Present where the security policy is an enhanced one. */
  readonly endpointAccessMode?: "BASIC" | "STRICT";
  readonly mutualTls?: MutualTls;
  readonly certificateArn?: string;
  /** Id of the public hosted zone that the domain is in. */
  readonly hostedZone?: string;
  /** Ids of the VPC endpoints by which a private domain name is called. */
  readonly vpcEndpoints: readonly string[];
  /** A text where it is known only at deployment. */
  readonly policy?: JsonObject | string;
  readonly routingMode: RoutingMode;
  /** By base path, without slashes around it; the empty one is for all that no other takes. */
  readonly mappings: Readonly<Record<string, Target>>;
  /** By name. */
  readonly routingRules: Readonly<Record<string, RoutingRule<Target>>>;
}

/** Whether a base path has several parts, which another API of AWS's maps. */
export function isMultiLevel(basePath: string): boolean {
  return basePath.includes("/");
}
