/** Values that are none of those that AWS is known to enumerate, and may be new there. */
import { nearest } from "../nearest";
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
  JWT_CLAIM_FORMATS,
  JWT_SIGNING_ALGORITHMS,
  LOGGING_LEVELS,
  PASSTHROUGH_BEHAVIORS,
  QUOTA_PERIODS,
  RESPONSE_TRANSFER_MODES,
} from "../tables/index";
import type { ApiDefinition, Integration, JwtConfiguration, StageDefinition } from "../types";
import { type DefinitionPath, mayBeNew, type Refusal } from "./refusal";
import { isUnknownPolicy, POLICIES } from "./tls";
import type { ApiUse } from "./usage-warnings";

type Enumerated = readonly [path: DefinitionPath, value: string | undefined, known: readonly string[]];

/** What AWS may have added since the tables were compared with its models. */
export function* unknownValue(definition: ApiDefinition, { stageDefinitions = [], usagePlans }: ApiUse): Iterable<Refusal> {
  const all = [...ofApi(definition), ...stageDefinitions.flatMap((stage) => [...ofStage(stage)]), ...ofPlans(usagePlans)];
  for (const [path, value, known] of all)
    if (value !== undefined && (mayBeNew(known, value) || (known === POLICIES && isUnknownPolicy(value))))
      yield { path, message: notKnown(value, known) };
}

/** How it is told of a value that it is not known. */
export function notKnown(value: string, known: readonly string[]): string {
  const meant = nearest(value, known);
  return `is ${JSON.stringify(value)}, which is not known here; AWS may have added it.${meant === undefined ? "" : ` The nearest that is known is ${meant}.`}`;
}

function* ofApi({ apiKeySource, endpoint, authorizers, gatewayResponses, routes }: ApiDefinition): Iterable<Enumerated> {
  yield [["apiKeySource"], apiKeySource, API_KEY_SOURCES];
  yield [["endpoint", "type"], endpoint.type, ENDPOINT_TYPES];
  yield [["endpoint", "ipAddressType"], endpoint.ipAddressType, IP_ADDRESS_TYPES];
  yield [["endpoint", "securityPolicy"], endpoint.securityPolicy, POLICIES];
  yield [["endpoint", "endpointAccessMode"], endpoint.endpointAccessMode, ENDPOINT_ACCESS_MODES];
  for (const type of Object.keys(gatewayResponses)) yield [["gatewayResponses", type], type, GATEWAY_RESPONSE_TYPES];
  for (const [name, { type, jwtConfiguration }] of Object.entries(authorizers)) {
    yield [["authorizers", name, "type"], type, AUTHORIZER_TYPES];
    if (jwtConfiguration !== undefined) yield* ofTokens(["authorizers", name, "jwtConfiguration"], jwtConfiguration);
  }
  for (const [key, { integration }] of Object.entries(routes)) yield* ofIntegration(["routes", key, "integration"], integration);
}

function* ofTokens(path: DefinitionPath, { defaultAlgorithms, issuers }: JwtConfiguration): Iterable<Enumerated> {
  for (const [index, algorithm] of defaultAlgorithms.entries())
    yield [[...path, "defaultAlgorithms", index], algorithm, JWT_SIGNING_ALGORITHMS];
  for (const [index, { additionalClaims }] of issuers.entries())
    for (const [claim, { format }] of additionalClaims.entries())
      yield [[...path, "issuers", index, "additionalClaims", claim, "format"], format, JWT_CLAIM_FORMATS];
}

function* ofIntegration(path: DefinitionPath, integration: Integration): Iterable<Enumerated> {
  yield [[...path, "type"], integration.type, INTEGRATION_TYPES];
  yield [[...path, "passthroughBehavior"], integration.passthroughBehavior, PASSTHROUGH_BEHAVIORS];
  yield [[...path, "contentHandling"], integration.contentHandling, CONTENT_HANDLINGS];
  yield [[...path, "connectionType"], integration.connectionType, CONNECTION_TYPES];
  yield [[...path, "responseTransferMode"], integration.responseTransferMode, RESPONSE_TRANSFER_MODES];
  for (const [index, { contentHandling }] of integration.responses.entries())
    yield [[...path, "responses", index, "contentHandling"], contentHandling, CONTENT_HANDLINGS];
}

function* ofStage({ name, cacheClusterSize, methodSettings }: StageDefinition): Iterable<Enumerated> {
  yield [["stages", name, "cacheClusterSize"], cacheClusterSize, CACHE_CLUSTER_SIZES];
  for (const [key, { loggingLevel }] of Object.entries(methodSettings))
    yield [["stages", name, "methodSettings", key, "loggingLevel"], loggingLevel, LOGGING_LEVELS];
}

function* ofPlans(plans: ApiUse["usagePlans"]): Iterable<Enumerated> {
  for (const [plan, { quota }] of Object.entries(plans)) yield [["usagePlans", plan, "quota", "period"], quota?.period, QUOTA_PERIODS];
}
