/**
 * What API Gateway enumerates of APIs and of custom domain names; the newest API model on npm is held against it in
 * `tests/definition/tables.test.ts`.
 */
import type { Open } from "./open";

/** In the order in which API Gateway names them; recorded: CreateRestApi, 2026-11. */
export const ENDPOINT_TYPES = ["PRIVATE", "EDGE", "REGIONAL"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 * @useDeclaredType
 */
export type EndpointType = Open<typeof ENDPOINT_TYPES>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html, 2026-11. */
export const IP_ADDRESS_TYPES = ["ipv4", "dualstack"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
 * @useDeclaredType
 */
export type IpAddressType = Open<typeof IP_ADDRESS_TYPES>;

/** In the order in which API Gateway names them; recorded: CreateRestApi, 2026-11. */
export const API_KEY_SOURCES = ["AUTHORIZER", "HEADER"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 * @useDeclaredType
 */
export type ApiKeySource = Open<typeof API_KEY_SOURCES>;

const ENHANCED_POLICIES = [
  "SecurityPolicy_TLS13_1_3_2025_09",
  "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
  "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
  "SecurityPolicy_TLS13_1_2_2021_06",
] as const;

/**
 * Security policies of APIs and of domain names by endpoint type, of which regional and private ones share the enhanced ones.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html, 2026-11.
 */
export const SECURITY_POLICIES = {
  REGIONAL: ["TLS_1_0", "TLS_1_2", ...ENHANCED_POLICIES],
  EDGE: ["TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE", "SecurityPolicy_TLS12_2018_EDGE"],
  PRIVATE: ["TLS_1_2", ...ENHANCED_POLICIES],
} as const satisfies Readonly<Record<EndpointType, readonly string[]>>;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 * @useDeclaredType
 */
export type SecurityPolicy = Open<(typeof SECURITY_POLICIES)[keyof typeof SECURITY_POLICIES]>;

/** The same page, 2026-11. */
export const ENDPOINT_ACCESS_MODES = ["BASIC", "STRICT"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 * @useDeclaredType
 */
export type EndpointAccessMode = Open<typeof ENDPOINT_ACCESS_MODES>;

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html, which says API mapping for base path mapping;
 * 2026-11.
 */
export const ROUTING_MODES = ["BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"] as const;
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
 * @useDeclaredType
 */
export type RoutingMode = Open<typeof ROUTING_MODES>;
