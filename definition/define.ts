/** From what a user writes to the API's definition: every default of an API is filled in here, and nowhere else. */
import type { ApiArguments, GatewayResponseArguments, Named } from "./arguments";
import { defineAuthorizers } from "./authorizers";
import { DEFAULTS } from "./defaults";
import { defineRoute } from "./define-route";
import { mapRecord } from "./map-record";
import { defaultModels, schemaWithReferences } from "./models";
import { parseRouteKey } from "./paths";
import { Places } from "./places";
import { type ReadApi, withAdditions } from "./read-api";
import { usedValidators } from "./request-validators";
import { definePolicy } from "./resource-policy";
import type { ApiDefinition, Endpoint, GatewayResponse, Model, Route } from "./types";
import { whole } from "./whole";

/**
 * The definition that these arguments mean; `name` is the API's where they give none. Keys of routes that are none are left out: the rules
 * say so.
 */
export function defineApi(name: string, args: ApiArguments<Named>): ApiDefinition {
  return readArguments(name, args).definition;
}

/** Reads an API that its author says by arguments. */
export function readArguments(name: string, args: ApiArguments<Named>): ReadApi {
  const places = new Places();
  const written = defineWritten(name, args, places);
  const cors = { all: args.cors, routes: mapRecord(args.routes, (route) => route.cors) };
  return {
    written,
    definition: withAdditions(written, { cors, validationErrors: args.validationErrors ?? DEFAULTS.validationErrors }, places),
    places,
    cors,
    policy: args.policy,
    integrations: Object.entries(args.routes).map(([key, { integration }]) => ({
      at: ["routes", key, "integration"],
      integration,
      path: parseRouteKey(key)?.path ?? "/",
    })),
    routeKeys: Object.keys(args.routes),
  };
}

/** The gateway responses that these arguments mean. */
export function defineGatewayResponses(
  args: ApiArguments<Named>["gatewayResponses"] = {},
  places: Places,
): ApiDefinition["gatewayResponses"] {
  for (const [type, response] of Object.entries<GatewayResponseArguments | undefined>(args)) {
    const at = ["gatewayResponses", type];
    places.moved([...at, "responseParameters"], [...at, "headers"]);
    for (const header of Object.keys(response?.headers ?? {}))
      places.made([...at, "responseParameters", headerTarget(header)], [...at, "headers", header]);
  }
  return mapRecord<string, GatewayResponseArguments | undefined, GatewayResponse>(args, defineGatewayResponse);
}

function defineWritten(name: string, args: ApiArguments<Named>, places: Places): ApiDefinition {
  const routes = Object.fromEntries(
    Object.entries(args.routes).flatMap(([key, route]): [string, Route][] => {
      const parsed = parseRouteKey(key);
      return parsed === undefined ? [] : [[key, defineRoute(parsed, route, args.authorizers, places)]];
    }),
  );
  notePlaces(args, places);
  return whole<ApiDefinition>({
    name: args.apiName ?? name,
    description: args.description,
    version: args.version ?? DEFAULTS.version,
    endpoint: whole<Endpoint>({
      type: args.endpointType ?? DEFAULTS.endpointType,
      ipAddressType: args.ipAddressType,
      vpcEndpointIds: args.vpcEndpoints ?? [],
      disableExecuteApiEndpoint: args.disableExecuteApiEndpoint ?? DEFAULTS.disableExecuteApiEndpoint,
      securityPolicy: args.securityPolicy,
      endpointAccessMode: args.endpointAccessMode,
    }),
    apiKeySource: args.apiKeySource ?? DEFAULTS.apiKeySource,
    binaryMediaTypes: args.binaryMediaTypes ?? [],
    minimumCompressionSize: args.minimumCompressionSize,
    policy: definePolicy(args),
    models: mapRecord({ ...defaultModels(routes), ...args.models }, (schema) =>
      whole<Model>({ description: undefined, schema: schemaWithReferences(schema) }),
    ),
    requestValidators: usedValidators(routes),
    authorizers: defineAuthorizers(args.authorizers, places),
    gatewayResponses: defineGatewayResponses(args.gatewayResponses, places),
    routes,
    extensions: args.extensions ?? {},
  });
}

/** What of the API itself has another name in the arguments, or another shape. */
function notePlaces({ models = {}, policy }: ApiArguments<Named>, places: Places): void {
  noteSettings(places);
  for (const name of Object.keys(models)) places.moved(["models", name, "schema"], ["models", name]);
  notePolicy(policy, places);
}

/** What of an API is said beside a document, too. */
export function noteSettings(places: Places): void {
  places.moved(["name"], ["apiName"]);
  places.moved(["endpoint", "type"], ["endpointType"]);
  places.moved(["endpoint", "ipAddressType"], ["ipAddressType"]);
  places.moved(["endpoint", "vpcEndpointIds"], ["vpcEndpoints"]);
  places.moved(["endpoint", "disableExecuteApiEndpoint"], ["disableExecuteApiEndpoint"]);
  places.moved(["endpoint", "securityPolicy"], ["securityPolicy"]);
  places.moved(["endpoint", "endpointAccessMode"], ["endpointAccessMode"]);
}

/** Only a policy that is a document has its members where they are written. */
export function notePolicy(policy: ApiArguments<Named>["policy"], places: Places): void {
  if (typeof policy === "object" && "Statement" in policy) places.moved(["policy"], ["policy"]);
  else places.made(["policy"], ["policy"]);
}

function defineGatewayResponse(args: GatewayResponseArguments | undefined): GatewayResponse {
  return whole<GatewayResponse>({
    statusCode: args?.statusCode === undefined ? undefined : String(args.statusCode),
    responseParameters: Object.fromEntries(Object.entries(args?.headers ?? {}).map(([name, value]) => [headerTarget(name), value])),
    responseTemplates: args?.responseTemplates ?? {},
  });
}

function headerTarget(header: string): string {
  return `gatewayresponse.header.${header}`;
}
