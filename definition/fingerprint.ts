import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical";
import { mapRecord } from "./map-record";
import type { ApiDefinition, Authorization, Authorizer, Endpoint, JwtConfiguration, Route, StageDefinition } from "./types";

/**
 * Which properties of an API reach its stages only by a new deployment.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html: all of a REST API, and everything in it.
 */
export const REDEPLOYS = {
  name: true,
  description: true,
  version: true,
  endpoint: true,
  apiKeySource: true,
  binaryMediaTypes: true,
  minimumCompressionSize: true,
  policy: true,
  models: true,
  requestValidators: true,
  authorizers: true,
  gatewayResponses: true,
  routes: true,
  extensions: true,
} as const satisfies Record<keyof ApiDefinition, boolean>;

/** The same for the endpoint: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type-change.html */
export const ENDPOINT_REDEPLOYS = {
  type: true,
  ipAddressType: false,
  vpcEndpointIds: true,
  disableExecuteApiEndpoint: true,
  securityPolicy: false,
  endpointAccessMode: false,
} as const satisfies Record<keyof Endpoint, boolean>;

/** The same for a stage, all of which is live at once (the first page, its list of configurations). */
export const STAGE_REDEPLOYS = {
  name: false,
  description: false,
  variables: false,
  tracing: false,
  accessLogFormat: false,
  cacheClusterSize: false,
  methodSettings: false,
  canary: false,
  documentationVersion: false,
} as const satisfies Record<keyof StageDefinition, boolean>;

/** Characters of a part up to which it is its own fingerprint. */
const READABLE = 80;
/** Characters of a hash, 64 bits: enough to tell one version from the next, and short enough to be read in a preview. */
const HASH = 16;

/**
 * Everything that a deployment snapshots, part by part, the lists in order that are sets; lists and maps with nothing in them are left out.
 */
export function snapshot(definition: ApiDefinition): Readonly<Record<string, unknown>> {
  const parts = {
    ...redeploying(definition, REDEPLOYS),
    endpoint: redeploying({ ...definition.endpoint, vpcEndpointIds: sorted(definition.endpoint.vpcEndpointIds) }, ENDPOINT_REDEPLOYS),
    binaryMediaTypes: sorted(definition.binaryMediaTypes),
    authorizers: mapRecord(definition.authorizers, unorderedAuthorizer),
    routes: mapRecord(definition.routes, unorderedRoute),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined && !isEmpty(part)));
}

/**
 * A part of a snapshot as a text that changes with it, however its members are ordered: the part itself where it is short, else its hash.
 */
export function fingerprint(part: unknown): string {
  const text = typeof part === "string" ? part : canonicalJson(part);
  return text.length <= READABLE ? text : createHash("sha256").update(text).digest("hex").slice(0, HASH);
}

function isEmpty(part: unknown): boolean {
  return typeof part === "object" && part !== null && Object.keys(part).length === 0;
}

function redeploying<T extends object>(properties: T, table: Readonly<Record<keyof T, boolean>>): Readonly<Record<string, unknown>> {
  const names = new Set(Object.entries(table).flatMap(([name, redeploys]) => (redeploys ? [name] : [])));
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.has(name)));
}

function unorderedAuthorizer(authorizer: Authorizer): Authorizer {
  const { identitySource, providerArns, jwtConfiguration } = authorizer;
  return {
    ...authorizer,
    identitySource: sorted(identitySource),
    providerArns: sorted(providerArns),
    ...(jwtConfiguration !== undefined && { jwtConfiguration: unorderedJwtConfiguration(jwtConfiguration) }),
  };
}

function unorderedJwtConfiguration({ issuers, defaultAlgorithms }: JwtConfiguration): JwtConfiguration {
  return {
    issuers: issuers
      .map((issuer) => ({ ...issuer, audiences: sorted(issuer.audiences) }))
      .sort((one, other) => (one.issuer < other.issuer ? -1 : 1)),
    defaultAlgorithms: sorted(defaultAlgorithms),
  };
}

function unorderedRoute(route: Route): Route {
  return {
    ...route,
    tags: sorted(route.tags),
    authorization: unorderedAuthorization(route.authorization),
    methodResponses: mapRecord(route.methodResponses, (response) => ({ ...response, headers: sorted(response.headers) })),
    integration: { ...route.integration, cacheKeyParameters: sorted(route.integration.cacheKeyParameters) },
  };
}

function unorderedAuthorization(authorization: Authorization): Authorization {
  return "scopes" in authorization ? { ...authorization, scopes: sorted(authorization.scopes) } : authorization;
}

function sorted<Text extends string>(texts: readonly Text[]): Text[] {
  return [...texts].sort();
}
