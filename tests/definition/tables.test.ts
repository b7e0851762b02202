import assert from "node:assert/strict";
import * as model from "@aws-sdk/client-api-gateway";
import {
  API_KEY_SOURCES,
  AUTHORIZER_TYPES,
  CACHE_CLUSTER_SIZES,
  CONNECTION_TYPES,
  CONTENT_HANDLINGS,
  ENDPOINT_ACCESS_MODES,
  ENDPOINT_TYPES,
  GATEWAY_RESPONSE_TYPES,
  INTEGRATION_TYPES,
  IP_ADDRESS_TYPES,
  QUOTA_PERIODS,
  RESPONSE_TRANSFER_MODES,
  ROUTING_MODES,
  SECURITY_POLICIES,
  UNAUTHORIZED_CACHE_CONTROLS,
} from "../../definition/index";

/** Each table beside the enumeration of the API model on npm; a value that is new there fails until somebody decides on it here. */
const TABLES: readonly (readonly [name: string, table: readonly string[], model: Readonly<Record<string, string>>])[] = [
  ["API_KEY_SOURCES", API_KEY_SOURCES, model.ApiKeySourceType],
  ["AUTHORIZER_TYPES", AUTHORIZER_TYPES, model.AuthorizerType],
  ["CACHE_CLUSTER_SIZES", CACHE_CLUSTER_SIZES, model.CacheClusterSize],
  ["CONNECTION_TYPES", CONNECTION_TYPES, model.ConnectionType],
  ["CONTENT_HANDLINGS", CONTENT_HANDLINGS, model.ContentHandlingStrategy],
  ["ENDPOINT_ACCESS_MODES", ENDPOINT_ACCESS_MODES, model.EndpointAccessMode],
  ["ENDPOINT_TYPES", ENDPOINT_TYPES, model.EndpointType],
  ["GATEWAY_RESPONSE_TYPES", GATEWAY_RESPONSE_TYPES, model.GatewayResponseType],
  ["INTEGRATION_TYPES", INTEGRATION_TYPES, model.IntegrationType],
  ["IP_ADDRESS_TYPES", IP_ADDRESS_TYPES, model.IpAddressType],
  ["QUOTA_PERIODS", QUOTA_PERIODS, model.QuotaPeriodType],
  ["RESPONSE_TRANSFER_MODES", RESPONSE_TRANSFER_MODES, model.ResponseTransferMode],
  ["ROUTING_MODES", ROUTING_MODES, model.RoutingMode],
  ["SECURITY_POLICIES", Object.values(SECURITY_POLICIES).flat(), model.SecurityPolicy],
  ["UNAUTHORIZED_CACHE_CONTROLS", UNAUTHORIZED_CACHE_CONTROLS, model.UnauthorizedCacheControlHeaderStrategy],
];

/** What AWS's own model has that the newest client on npm has not; botocore 1.44.8 of 2026-11. Each goes from here as soon as npm has it. */
const AHEAD: Readonly<Record<string, readonly string[]>> = { AUTHORIZER_TYPES: ["JWT"] };

describe("The tables of what AWS enumerates", () => {
  for (const [name, table, enumeration] of TABLES)
    it(`have all of the newest API model, and nothing else: ${name}`, () => {
      assert.deepEqual([...new Set(table)].sort(), [...Object.values(enumeration), ...(AHEAD[name] ?? [])].sort());
    });
});
