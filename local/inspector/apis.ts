import { type ApiDefinition, exportOpenApi, type JsonObject, type Route, routeKey } from "../../definition/index";
import { routePermission, type UsagePlan } from "../../gateway/index";
import type {
  ApiDescription,
  AuthorizerDescription,
  PermissionDescription,
  RouteDescription,
  UsagePlanDescription,
} from "../../inspector/index";
import { gatewayOptions } from "../gateways";
import type { LocalApi } from "../resources/index";
import { revisionOf } from "./revisions";
import type { InspectorSources } from "./sources";

export function describeApis(sources: InspectorSources): readonly ApiDescription[] {
  const { prepared, baseUrl } = sources;
  return prepared.resources.apis.map((api) => ({
    name: api.name,
    id: api.id,
    stages: api.stages.map(({ definition: { name, variables } }) => ({
      name,
      variables,
      url: `${baseUrl}/${encodeURIComponent(api.name)}/${name}`,
    })),
    routes: Object.values(api.definition.routes).map((route) => describeRoute(route, api, sources)),
    models: Object.fromEntries(Object.entries(api.definition.models).map(([name, { schema }]) => [name, schema])),
    authorizers: Object.entries(api.definition.authorizers).map(([name, authorizer]) => describeAuthorizer(name, authorizer)),
    usagePlans: prepared.resources.usagePlans(api.id).map((plan) => describePlan(plan, sources)),
  }));
}

/** The API's document for its callers; undefined where there is no such API. */
export function documentOf(name: string, { prepared }: InspectorSources): JsonObject | undefined {
  const api = prepared.resources.apis.find((one) => one.name === name);
  return (
    api && exportOpenApi(api.definition, { servers: api.stages.map(({ definition }) => `/${encodeURIComponent(name)}/${definition.name}`) })
  );
}

function describeRoute(route: Route, api: LocalApi, { prepared }: InspectorSources): RouteDescription {
  const { method, path, summary, integration, authorization, apiKeyRequired, requestModels } = route;
  const permissions = api.stages.flatMap((stage): (readonly [string, PermissionDescription])[] => {
    const permission = routePermission(route, gatewayOptions(api, stage, prepared));
    if (permission === undefined) return [];
    const { refusal, role, statement } = permission;
    return [[stage.definition.name, { allowed: refusal === undefined, by: refusal ?? role ?? statement?.["sourceArn"] ?? "any source" }]];
  });
  return {
    key: routeKey(method, path),
    revision: revisionOf(route),
    method,
    path,
    ...(summary !== undefined && { summary }),
    integration: integration.type,
    ...(integration.uri !== undefined && { target: integration.uri }),
    authorization: "authorizer" in authorization ? authorization.authorizer : authorization.type,
    apiKeyRequired,
    parameters: parametersOf(route),
    models: requestModels,
    permissions: Object.fromEntries(permissions),
  };
}

const PLACES: ReadonlyMap<string, "path" | "query" | "header"> = new Map([
  ["path", "path"],
  ["querystring", "query"],
  ["header", "header"],
]);

/** Those that are declared, and the variables of the path. */
function parametersOf({ path, requestParameters }: Route): RouteDescription["parameters"] {
  const declared = Object.entries(requestParameters).flatMap(([parameter, required]) => {
    const [place = "", name = ""] = parameter.split(/\.(.*)/s);
    const where = PLACES.get(place);
    return where === undefined || where === "path" ? [] : [{ in: where, name, required }];
  });
  const variables = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name = ""]) => ({ in: "path" as const, name, required: true }));
  return [...variables, ...declared];
}

function describeAuthorizer(name: string, authorizer: ApiDefinition["authorizers"][string]): AuthorizerDescription {
  const { type, identitySource, authorizerResultTtlInSeconds: ttl, authorizerUri, providerArns } = authorizer;
  const target = authorizerUri ?? providerArns.join(", ");
  return { name, type, identitySource, ttl, ...(target !== "" && { target }) };
}

function describePlan({ id, stages, throttle, quota, keyIds }: UsagePlan, { prepared }: InspectorSources): UsagePlanDescription {
  return {
    id,
    stages: Object.keys(stages),
    keys: prepared.resources.apiKeys.filter((key) => keyIds.includes(key.id)).map((key) => ({ id: key.id, enabled: key.enabled })),
    ...(throttle !== undefined && { throttle }),
    ...(quota !== undefined && { quota: { limit: quota.limit, period: quota.period } }),
  };
}
