/** What every refused call of the control plane starts from, as a definition. */
import type { ApiDefinition, Integration, Method, Route, StageDefinition } from "../../definition/index";
import { parseJson } from "../../languages/json/index";
import type { JsonMap } from "./files";

/** An API with its stages and tags; refused values may stand where the types allow none. */
export interface Subject {
  readonly definition: ApiDefinition;
  readonly stages: readonly StageDefinition[];
  readonly tags: Readonly<Record<string, string>>;
  /** Keys of routes that have no integration, which a definition cannot say and a document can. */
  readonly withoutIntegration: readonly string[];
}

const MOCK: Integration = {
  type: "MOCK",
  requestParameters: {},
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  passthroughBehavior: "WHEN_NO_MATCH",
  timeoutInMillis: 29_000,
  connectionType: "INTERNET",
  insecureSkipVerification: false,
  cacheKeyParameters: [],
  responseTransferMode: "BUFFERED",
  responses: [{ statusCode: "200", responseParameters: {}, responseTemplates: {} }],
};

export const STAGE: StageDefinition = { name: "dev", variables: {}, tracing: false, methodSettings: {} };

const EMPTY_API: ApiDefinition = {
  name: "api",
  version: "1.0",
  endpoint: { type: "EDGE", vpcEndpointIds: [], disableExecuteApiEndpoint: false },
  apiKeySource: "HEADER",
  binaryMediaTypes: [],
  models: { MySchema: { schema: { type: "object" } } },
  requestValidators: { validator: { validateRequestBody: true, validateRequestParameters: false } },
  authorizers: {},
  gatewayResponses: {},
  routes: {},
  extensions: {},
};

/** The fixture with what the case says is there besides, or instead. */
export function fixture(existing: JsonMap): Subject {
  const methods = mapOf(existing["methods"]);
  const isEmpty = existing["methods"] !== undefined && Object.keys(methods).length === 0;
  let subject: Subject = { definition: EMPTY_API, stages: [STAGE], tags: {}, withoutIntegration: [] };
  if (!isEmpty) subject = withRoute(subject, "/pets", "GET");
  for (const path of listOf(existing["resources"])) subject = withRoute(subject, String(path), "GET");
  for (const [path, byMethod] of Object.entries(methods))
    for (const [method, parts] of Object.entries(mapOf(byMethod))) subject = withRoute(subject, path, method, mapOf(parts));
  const statuses = listOf(existing["statusCodes"]).map(String);
  if (statuses.length > 0)
    subject = changeRoute(subject, "GET /pets", {
      methodResponses: Object.fromEntries(statuses.map((status) => [status, { headers: [], models: {} }])),
    });
  const models = Array.isArray(existing["models"])
    ? existing["models"].map((name) => [String(name), {}])
    : Object.entries(mapOf(existing["models"]));
  return change(subject, {
    models: { ...subject.definition.models, ...Object.fromEntries(models.map(([name]) => [name, { schema: { type: "object" } }])) },
    gatewayResponses: Object.fromEntries(
      Object.entries(mapOf(existing["gatewayResponses"])).map(([type, response]) => [type, gatewayResponse(mapOf(response))]),
    ),
    endpoint: { ...subject.definition.endpoint, ...endpointOf(mapOf(existing["endpointConfiguration"])) },
    ...(existing["policy"] !== undefined && { policy: policyOf(existing["policy"]) }),
  });
}

/** The subject with another definition. */
export function change(subject: Subject, changes: JsonMap): Subject {
  return { ...subject, definition: { ...subject.definition, ...changes } };
}

export function changeRoute(subject: Subject, key: string, changes: JsonMap): Subject {
  const route = subject.definition.routes[key];
  return route === undefined ? subject : change(subject, { routes: { ...subject.definition.routes, [key]: { ...route, ...changes } } });
}

/** The subject with a route as in the fixture, but for the parts that are given. */
export function withRoute(subject: Subject, path: string, method: string, parts: JsonMap = {}): Subject {
  const key = `${method} ${path}`;
  const route: Route = {
    method: method as Method,
    path,
    tags: [],
    authorization: { type: "NONE" },
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    methodResponses: { 200: { headers: [], models: {} } },
    integration: MOCK,
    extensions: {},
  };
  const withParts = change(subject, { routes: { ...subject.definition.routes, [key]: { ...route, ...methodOf(parts) } } });
  return parts["integration"] === null ? { ...withParts, withoutIntegration: [...subject.withoutIntegration, key] } : withParts;
}

/** The parts of a route that a method of the control plane has. */
export function methodOf(parts: JsonMap): JsonMap {
  const responses = Object.entries(mapOf(parts["responses"]));
  return {
    ...(parts["authorizationType"] !== undefined && {
      authorization: { type: parts["authorizationType"], authorizer: parts["authorizerId"] ?? "" },
    }),
    ...(parts["requestParameters"] !== undefined && {
      requestParameters: withoutPrefix("method.request.", mapOf(parts["requestParameters"])),
    }),
    ...(parts["requestModels"] !== undefined && { requestModels: parts["requestModels"] }),
    ...(parts["requestValidatorId"] !== undefined && { requestValidator: parts["requestValidatorId"] }),
    ...(parts["operationName"] !== undefined && { operationName: parts["operationName"] }),
    ...(parts["integration"] !== undefined && parts["integration"] !== null && { integration: integrationOf(mapOf(parts["integration"])) }),
    ...(responses.length > 0 && {
      methodResponses: Object.fromEntries(responses.map(([status, response]) => [status, methodResponse(mapOf(response))])),
    }),
  };
}

export function methodResponse(response: JsonMap): JsonMap {
  return {
    headers: Object.keys(withoutPrefix("method.response.header.", mapOf(response["responseParameters"]))),
    models: mapOf(response["responseModels"]),
  };
}

/** An integration as PutIntegration takes it. */
export function integrationOf({ integrationHttpMethod, tlsConfig, ...parts }: JsonMap): JsonMap {
  const { uri, requestTemplates, ...mock } = MOCK;
  const known = Object.fromEntries(Object.entries(parts).filter(([name]) => INTEGRATION_MEMBERS.includes(name)));
  return {
    ...mock,
    requestTemplates: parts["type"] === "MOCK" ? requestTemplates : {},
    ...(integrationHttpMethod !== undefined && { httpMethod: integrationHttpMethod }),
    ...(tlsConfig !== undefined && { insecureSkipVerification: mapOf(tlsConfig)["insecureSkipVerification"] }),
    ...known,
  };
}

export function gatewayResponse(response: JsonMap): JsonMap {
  return { responseParameters: {}, responseTemplates: {}, ...response };
}

export function endpointOf({ types, ipAddressType, vpcEndpointIds }: JsonMap): JsonMap {
  return {
    ...(types !== undefined && { type: listOf(types)[0] }),
    ...(ipAddressType !== undefined && { ipAddressType }),
    ...(vpcEndpointIds !== undefined && { vpcEndpointIds }),
  };
}

export function policyOf(policy: unknown): JsonMap {
  return mapOf(typeof policy === "string" ? JSON.parse(policy) : policy);
}

export function mapOf(value: unknown): JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function withoutPrefix(prefix: string, map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key.startsWith(prefix) ? key.slice(prefix.length) : key, value]));
}

export function withMethodResponse(subject: Subject, key: string, status: string, response: JsonMap): Subject {
  return changeRoute(subject, key, { methodResponses: { ...subject.definition.routes[key]?.methodResponses, [status]: response } });
}

export function schemaOf(schema: unknown): unknown {
  return typeof schema === "string" ? (parseJson(schema) ?? schema) : "";
}

/** The paths of the resources, and of all that lead to them. */
export function resourcesOf({ definition }: Subject): string[] {
  return Object.values(definition.routes).flatMap(({ path }) =>
    path.split("/").map((_part, index, parts) => parts.slice(0, index + 1).join("/")),
  );
}

const INTEGRATION_MEMBERS = [
  "type",
  "uri",
  "credentials",
  "requestParameters",
  "requestTemplates",
  "passthroughBehavior",
  "contentHandling",
  "timeoutInMillis",
  "connectionType",
  "connectionId",
  "cacheNamespace",
  "cacheKeyParameters",
  "responseTransferMode",
];
