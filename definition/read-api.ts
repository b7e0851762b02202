import type { ApiArguments, Named } from "./arguments";
import { type ApiCors, withCors } from "./cors/index";
import { DEFAULTS } from "./defaults";
import { frozenCopy } from "./frozen-copy";
import { withValidationErrors } from "./gateway-responses";
import { extension } from "./openapi/names";
import type { Places } from "./places";
import type { WrittenIntegration } from "./rules/mappings";
import type { ApiDefinition, Endpoint } from "./types";
import { present } from "./whole";

/** An API as its reader leaves it, whether its author wrote arguments or a document: what the rules judge. */
export interface ReadApi {
  /** What its author says, before anything is added to it. */
  readonly written: ApiDefinition;
  readonly definition: ApiDefinition;
  readonly places: Places;
  readonly cors: ApiCors;
  readonly policy: ApiArguments<Named>["policy"];
  readonly integrations: readonly WrittenIntegration[];
  /** Keys of routes as they are given, also those that are none. */
  readonly routeKeys: readonly string[];
}

/** What is added to an API that its author does not write out. */
export interface Additions {
  readonly cors: ApiCors;
  /** Whether the 400 for a body says what is wrong with it. */
  readonly validationErrors: boolean;
}

/** The API with what its author asks for without writing it out. */
export function withAdditions(written: ApiDefinition, { cors, validationErrors }: Additions, places: Places): ApiDefinition {
  const api = { ...written, endpoint: withTls(written) };
  return frozenCopy(withCors(validationErrors ? withValidationErrors(api, places) : api, cors, places));
}

/**
 * The endpoint with the strongest security policy that every client of today can use, unless it has one; API Gateway's own default is TLS
 * 1.0.
 */
function withTls({ endpoint, extensions }: ApiDefinition): Endpoint {
  const policies: Readonly<Partial<Record<string, string>>> = DEFAULTS.securityPolicy;
  const { [extension.securityPolicy]: own } = extensions;
  const securityPolicy = endpoint.securityPolicy ?? (typeof own === "string" ? own : policies[endpoint.type]);
  const isEnhanced = securityPolicy?.startsWith("SecurityPolicy_") ?? false;
  const endpointAccessMode = endpoint.endpointAccessMode ?? (isEnhanced ? DEFAULTS.endpointAccessMode : undefined);
  return { ...endpoint, ...present({ securityPolicy, endpointAccessMode }) };
}
