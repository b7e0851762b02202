import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as model from "@aws-sdk/client-api-gateway";
import * as http from "@aws-sdk/client-apigatewayv2";
import * as lambda from "@aws-sdk/client-lambda";
import {
  API_KEY_SOURCES,
  ARCHITECTURES,
  AUTHORIZER_TYPES,
  CACHE_CLUSTER_SIZES,
  CONNECTION_TYPES,
  CONTENT_HANDLINGS,
  ENDPOINT_ACCESS_MODES,
  ENDPOINT_TYPES,
  GATEWAY_RESPONSE_TYPES,
  INTEGRATION_TYPES,
  IP_ADDRESS_TYPES,
  LOG_RETENTION_DAYS,
  LOGGING_LEVELS,
  PASSTHROUGH_BEHAVIORS,
  QUOTA_PERIODS,
  RESPONSE_TRANSFER_MODES,
  ROUTING_MODES,
  RUNTIMES,
  SECURITY_POLICIES,
  UNAUTHORIZED_CACHE_CONTROLS,
} from "../../definition/index";

/** Each table beside the enumeration of the API model on npm; a value that is new there fails until somebody decides on it here. */
const TABLES: readonly (readonly [name: string, table: readonly string[], model: Readonly<Record<string, string>>])[] = [
  ["API_KEY_SOURCES", API_KEY_SOURCES, model.ApiKeySourceType],
  ["ARCHITECTURES", ARCHITECTURES, lambda.Architecture],
  ["AUTHORIZER_TYPES", AUTHORIZER_TYPES, model.AuthorizerType],
  ["CACHE_CLUSTER_SIZES", CACHE_CLUSTER_SIZES, model.CacheClusterSize],
  ["CONNECTION_TYPES", CONNECTION_TYPES, model.ConnectionType],
  ["CONTENT_HANDLINGS", CONTENT_HANDLINGS, model.ContentHandlingStrategy],
  ["ENDPOINT_ACCESS_MODES", ENDPOINT_ACCESS_MODES, model.EndpointAccessMode],
  ["ENDPOINT_TYPES", ENDPOINT_TYPES, model.EndpointType],
  ["GATEWAY_RESPONSE_TYPES", GATEWAY_RESPONSE_TYPES, model.GatewayResponseType],
  ["INTEGRATION_TYPES", INTEGRATION_TYPES, model.IntegrationType],
  ["IP_ADDRESS_TYPES", IP_ADDRESS_TYPES, model.IpAddressType],
  // Of REST APIs the model has these as texts; of WebSocket APIs as enumerations.
  ["LOGGING_LEVELS", LOGGING_LEVELS, http.LoggingLevel],
  ["PASSTHROUGH_BEHAVIORS", PASSTHROUGH_BEHAVIORS, http.PassthroughBehavior],
  ["QUOTA_PERIODS", QUOTA_PERIODS, model.QuotaPeriodType],
  ["RESPONSE_TRANSFER_MODES", RESPONSE_TRANSFER_MODES, model.ResponseTransferMode],
  ["ROUTING_MODES", ROUTING_MODES, model.RoutingMode],
  ["RUNTIMES", [...RUNTIMES.keys()], lambda.Runtime],
  ["SECURITY_POLICIES", Object.values(SECURITY_POLICIES).flat(), model.SecurityPolicy],
  ["UNAUTHORIZED_CACHE_CONTROLS", UNAUTHORIZED_CACHE_CONTROLS, model.UnauthorizedCacheControlHeaderStrategy],
];

/**
 * What AWS's own model has that the newest client on npm has not; botocore 1.44.8 of 2026-11. Each goes from here as soon as npm has it.
 */
const AHEAD: Readonly<Record<string, readonly string[]>> = { AUTHORIZER_TYPES: ["JWT"] };

describe("The tables of what AWS enumerates", () => {
  for (const [name, table, enumeration] of TABLES)
    it(`have all of the newest API model, and nothing else: ${name}`, () => {
      assert.deepEqual([...new Set(table)].sort(), [...Object.values(enumeration), ...(AHEAD[name] ?? [])].sort());
    });

  it("have all of the newest API model, and nothing else: LOG_RETENTION_DAYS, which its documentation lists", () => {
    const models = readFileSync("node_modules/@aws-sdk/client-cloudwatch-logs/dist-types/models/models_0.d.ts", "utf8");
    const documentation = models.slice(models.indexOf("interface PutRetentionPolicyRequest")).replaceAll(/\s+\*\s+/g, " ");
    const [, listed = ""] = /Possible values are: ([\d, and]+)\./.exec(documentation) ?? [];
    assert.deepEqual(LOG_RETENTION_DAYS, (listed.match(/\d+/g) ?? []).map(Number));
  });
});
