/** PATCH operations on what a definition holds: https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html */
import { type Candidate, REASONS } from "./control-plane-candidate";
import { change, changeRoute, mapOf, policyOf, resourcesOf, type Subject, schemaOf, withMethodResponse } from "./control-plane-fixture";
import type { JsonMap } from "./files";

/** Sets what a path names; `name` is the last part of a path into a map, and `value` is as the patch gives it. */
type Set = (target: Target, value: unknown, name: string) => Candidate;

interface Target {
  readonly subject: Subject;
  readonly input: JsonMap;
  /** Key of the route. */
  readonly key: string;
}

interface Patchable {
  readonly operation: string;
  /** `*` stands for a member of a map. */
  readonly path: RegExp;
  readonly set: Set;
}

/** What one patch makes of the API. */
export function patch(operation: string, input: JsonMap, key: string, { op, path = "", value }: JsonMap, subject: Subject): Candidate {
  const patchable = PATCHABLE.find((one) => one.operation === operation && one.path.test(String(path)));
  const match = patchable?.path.exec(String(path));
  const isMember = match?.[1] !== undefined;
  if (patchable === undefined || !(op === "replace" || (op === "add" && isMember))) return { outOfReach: REASONS.patch };
  const name = (match?.[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
  const next = patchable.set({ subject, input, key }, value, name);
  return op === "replace" && isMember && !isThere({ subject, input, key }, operation, String(path), name)
    ? { ...next, outOfReach: REASONS.patch }
    : next;
}

/** Whether the member of a map that is replaced is there; maps of a stage need none to be. */
function isThere({ subject, input, key }: Target, operation: string, path: string, name: string): boolean {
  const route = subject.definition.routes[key];
  const maps: Readonly<Record<string, object | undefined>> = {
    UpdateMethod: path.startsWith("/requestModels") ? route?.requestModels : route?.requestParameters,
    UpdateIntegration: path.startsWith("/requestTemplates") ? route?.integration.requestTemplates : route?.integration.requestParameters,
    UpdateGatewayResponse: gatewayResponseMap(subject, input, path),
  };
  if (operation === "UpdateMethodResponse") {
    const response = route?.methodResponses[String(input["statusCode"] ?? "200")];
    return path.startsWith("/responseModels") ? Object.hasOwn(response?.models ?? {}, name) : (response?.headers.includes(name) ?? false);
  }
  const map = maps[operation];
  return map === undefined || Object.hasOwn(map, operation === "UpdateMethod" ? name.replace("method.request.", "") : name);
}

function gatewayResponseMap(subject: Subject, input: JsonMap, path: string): object {
  const response = mapOf(mapOf(subject.definition.gatewayResponses)[String(input["responseType"])]);
  return mapOf(response[path.split("/")[1] ?? ""]);
}

function inDefinition(name: string, read: (value: unknown) => unknown = (value) => value): Set {
  return ({ subject }, value) => ({ subject: change(subject, { [name]: read(value) }) });
}

function inRoute(changes: (value: unknown, name: string, route: JsonMap) => JsonMap): Set {
  return ({ subject, key }, value, name) => ({
    subject: changeRoute(subject, key, changes(value, name, mapOf(subject.definition.routes[key]))),
  });
}

function inIntegration(changes: (value: unknown, name: string, integration: JsonMap) => JsonMap): Set {
  return inRoute((value, name, { integration }) => ({
    integration: { ...mapOf(integration), ...changes(value, name, mapOf(integration)) },
  }));
}

function inIntegrationResponse(changes: (value: unknown, name: string, response: JsonMap) => JsonMap): Set {
  return inIntegration((value, name, { responses }) => ({
    responses: (Array.isArray(responses) ? responses : []).map((response) => ({
      ...mapOf(response),
      ...changes(value, name, mapOf(response)),
    })),
  }));
}

function inEndpoint(changes: (value: unknown) => JsonMap): Set {
  return ({ subject }, value) => ({ subject: change(subject, { endpoint: { ...subject.definition.endpoint, ...changes(value) } }) });
}

function inGatewayResponse(changes: (value: unknown, name: string, response: JsonMap) => JsonMap): Set {
  return ({ subject, input }, value, name) => {
    const type = String(input["responseType"]);
    const response = mapOf(mapOf(subject.definition.gatewayResponses)[type]);
    return {
      subject: change(subject, {
        gatewayResponses: { ...subject.definition.gatewayResponses, [type]: { ...response, ...changes(value, name, response) } },
      }),
    };
  };
}

function inStage(changes: (value: unknown, name: string, stage: JsonMap) => JsonMap, outOfReach?: string): Set {
  return ({ subject, input }, value, name) => ({
    subject: {
      ...subject,
      stages: subject.stages.map((stage) =>
        stage.name === (input["stageName"] ?? "dev") ? { ...stage, ...changes(value, name, { ...stage }) } : stage,
      ),
    },
    ...(outOfReach !== undefined && { outOfReach }),
  });
}

/** The first of the fixture's things of a kind, or the one that is named. */
function inNamed(kind: "models" | "authorizers" | "requestValidators", nameMember: string, changes: (value: unknown) => JsonMap): Set {
  return ({ subject, input }, value) => {
    const things = subject.definition[kind];
    const name = String(input[nameMember] ?? Object.keys(things)[0]);
    return Object.hasOwn(things, name)
      ? { subject: change(subject, { [kind]: { ...things, [name]: { ...things[name], ...changes(value) } } }) }
      : { outOfReach: REASONS.identifier };
  };
}

const renameResource: Set = ({ subject, input }, value) => {
  const from = String(input["resource"] ?? "/pets");
  if (from === "/") return { outOfReach: "a part of the path of the root, which has none" };
  return move(subject, from, `${from.slice(0, from.lastIndexOf("/"))}/${String(value)}`);
};

const moveResource: Set = ({ subject, input }, value) => {
  const from = String(input["resource"] ?? "/pets");
  const parent = /^<id of (\/.*)>$/.exec(String(value))?.[1];
  if (parent === undefined) return { outOfReach: REASONS.identifier };
  if (from === "/" || parent === from || parent.startsWith(`${from}/`))
    return { outOfReach: "a path that contains itself, which no text is" };
  return move(subject, from, `${parent === "/" ? "" : parent}/${from.slice(from.lastIndexOf("/") + 1)}`);
};

function move(subject: Subject, from: string, to: string): Candidate {
  if (resourcesOf(subject).includes(to)) return { outOfReach: REASONS.keyed };
  const routes = Object.values(subject.definition.routes).map((route) => {
    const path = route.path === from || route.path.startsWith(`${from}/`) ? to + route.path.slice(from.length) : route.path;
    return [`${route.method} ${path}`, { ...route, path }];
  });
  return { subject: change(subject, { routes: Object.fromEntries(routes) }) };
}

const PATCHABLE: readonly Patchable[] = [
  { operation: "UpdateRestApi", path: /^\/name$/, set: inDefinition("name", (value) => value ?? "") },
  { operation: "UpdateRestApi", path: /^\/description$/, set: inDefinition("description") },
  { operation: "UpdateRestApi", path: /^\/minimumCompressionSize$/, set: inDefinition("minimumCompressionSize", Number) },
  { operation: "UpdateRestApi", path: /^\/apiKeySource$/, set: inDefinition("apiKeySource") },
  { operation: "UpdateRestApi", path: /^\/policy$/, set: inDefinition("policy", policyOf) },
  { operation: "UpdateRestApi", path: /^\/endpointConfiguration\/types\/\w+$/, set: inEndpoint((value) => ({ type: value })) },
  { operation: "UpdateRestApi", path: /^\/endpointConfiguration\/ipAddressType$/, set: inEndpoint((value) => ({ ipAddressType: value })) },
  {
    operation: "UpdateRestApi",
    path: /^\/endpointConfiguration\/(vpcEndpointIds)$/,
    set: inEndpoint((value) => ({ vpcEndpointIds: [value] })),
  },
  { operation: "UpdateResource", path: /^\/pathPart$/, set: renameResource },
  { operation: "UpdateResource", path: /^\/parentId$/, set: moveResource },
  {
    operation: "UpdateMethod",
    path: /^\/authorizationType$/,
    set: inRoute((value, _name, { authorization }) => ({ authorization: { authorizer: "", ...mapOf(authorization), type: value } })),
  },
  {
    operation: "UpdateMethod",
    path: /^\/authorizerId$/,
    set: inRoute((value, _name, { authorization }) => ({
      authorization: {
        ...mapOf(authorization),
        ...(mapOf(authorization)["type"] !== "COGNITO_USER_POOLS" && { type: "CUSTOM" }),
        authorizer: value,
      },
    })),
  },
  { operation: "UpdateMethod", path: /^\/requestValidatorId$/, set: inRoute((value) => ({ requestValidator: value })) },
  { operation: "UpdateMethod", path: /^\/operationName$/, set: inRoute((value) => ({ operationName: value })) },
  {
    operation: "UpdateMethod",
    path: /^\/requestParameters\/(.+)$/,
    set: inRoute((value, name, { requestParameters }) => ({
      requestParameters: { ...mapOf(requestParameters), [name.replace("method.request.", "")]: value === "true" },
    })),
  },
  {
    operation: "UpdateMethod",
    path: /^\/requestModels\/([^/]+)$/,
    set: inRoute((value, name, { requestModels }) => ({ requestModels: { ...mapOf(requestModels), [name]: value } })),
  },
  { operation: "UpdateIntegration", path: /^\/uri$/, set: inIntegration((value) => ({ uri: value })) },
  { operation: "UpdateIntegration", path: /^\/credentials$/, set: inIntegration((value) => ({ credentials: value })) },
  { operation: "UpdateIntegration", path: /^\/timeoutInMillis$/, set: inIntegration((value) => ({ timeoutInMillis: Number(value) })) },
  {
    operation: "UpdateIntegration",
    path: /^\/(?:integrationHttpMethod|httpMethod)$/,
    set: inIntegration((value) => ({ httpMethod: value })),
  },
  { operation: "UpdateIntegration", path: /^\/contentHandling$/, set: inIntegration((value) => ({ contentHandling: value })) },
  { operation: "UpdateIntegration", path: /^\/passthroughBehavior$/, set: inIntegration((value) => ({ passthroughBehavior: value })) },
  { operation: "UpdateIntegration", path: /^\/connectionType$/, set: inIntegration((value) => ({ connectionType: value })) },
  {
    operation: "UpdateIntegration",
    path: /^\/requestParameters\/(.+)$/,
    set: inIntegration((value, name, { requestParameters }) => ({ requestParameters: { ...mapOf(requestParameters), [name]: value } })),
  },
  {
    operation: "UpdateIntegration",
    path: /^\/requestTemplates\/([^/]+)$/,
    set: inIntegration((value, name, { requestTemplates }) => ({ requestTemplates: { ...mapOf(requestTemplates), [name]: value } })),
  },
  {
    operation: "UpdateMethodResponse",
    path: /^\/responseModels\/([^/]+)$/,
    set: ({ subject, input, key }, value, name) => {
      const status = String(input["statusCode"] ?? "200");
      const response = subject.definition.routes[key]?.methodResponses[status];
      return { subject: withMethodResponse(subject, key, status, { ...response, models: { ...response?.models, [name]: value } }) };
    },
  },
  {
    operation: "UpdateMethodResponse",
    path: /^\/responseParameters\/method\.response\.header\.(.+)$/,
    set: ({ subject, input, key }, _value, name) => {
      const status = String(input["statusCode"] ?? "200");
      const response = subject.definition.routes[key]?.methodResponses[status];
      return {
        subject: withMethodResponse(subject, key, status, { models: {}, ...response, headers: [...(response?.headers ?? []), name] }),
      };
    },
  },
  {
    operation: "UpdateIntegrationResponse",
    path: /^\/selectionPattern$/,
    set: inIntegrationResponse((value) => ({ selectionPattern: value })),
  },
  {
    operation: "UpdateIntegrationResponse",
    path: /^\/contentHandling$/,
    set: inIntegrationResponse((value) => ({ contentHandling: value })),
  },
  {
    operation: "UpdateIntegrationResponse",
    path: /^\/responseParameters\/(.+)$/,
    set: inIntegrationResponse((value, name, { responseParameters }) => ({
      responseParameters: { ...mapOf(responseParameters), [name]: value },
    })),
  },
  {
    operation: "UpdateIntegrationResponse",
    path: /^\/responseTemplates\/([^/]+)$/,
    set: inIntegrationResponse((value, name, { responseTemplates }) => ({
      responseTemplates: { ...mapOf(responseTemplates), [name]: value },
    })),
  },
  { operation: "UpdateGatewayResponse", path: /^\/statusCode$/, set: inGatewayResponse((value) => ({ statusCode: value })) },
  {
    operation: "UpdateGatewayResponse",
    path: /^\/responseParameters\/(.+)$/,
    set: inGatewayResponse((value, name, { responseParameters }) => ({
      responseParameters: { ...mapOf(responseParameters), [name]: value ?? null },
    })),
  },
  {
    operation: "UpdateGatewayResponse",
    path: /^\/responseTemplates\/([^/]+)$/,
    set: inGatewayResponse((value, name, { responseTemplates }) => ({
      responseTemplates: { ...mapOf(responseTemplates), [name]: value ?? null },
    })),
  },
  { operation: "UpdateModel", path: /^\/schema$/, set: inNamed("models", "modelName", (value) => ({ schema: schemaOf(value) })) },
  { operation: "UpdateAuthorizer", path: /^\/authorizerUri$/, set: inNamed("authorizers", "name", (value) => ({ authorizerUri: value })) },
  {
    operation: "UpdateAuthorizer",
    path: /^\/authorizerResultTtlInSeconds$/,
    set: inNamed("authorizers", "name", (value) => ({ authorizerResultTtlInSeconds: Number(value) })),
  },
  {
    operation: "UpdateRequestValidator",
    path: /^\/name$/,
    set: ({ subject }, value) => {
      const [first] = Object.values(subject.definition.requestValidators);
      return { subject: change(subject, { requestValidators: { [String(value ?? "")]: first } }) };
    },
  },
  { operation: "UpdateStage", path: /^\/description$/, set: inStage((value) => ({ description: value })) },
  { operation: "UpdateStage", path: /^\/accessLogSettings\/format$/, set: inStage((value) => ({ accessLogFormat: value })) },
  {
    operation: "UpdateStage",
    path: /^\/variables\/(.+)$/,
    set: inStage((value, name, { variables }) => ({ variables: { ...mapOf(variables), [name]: value ?? "" } })),
  },
  {
    operation: "UpdateStage",
    path: /^\/canarySettings\/percentTraffic$/,
    set: inStage((value) => ({ canary: { percentTraffic: Number(value), stageVariableOverrides: {} } })),
  },
  {
    operation: "UpdateStage",
    path: /^\/canarySettings\/stageVariableOverrides\/(.+)$/,
    set: inStage((value, name) => ({ canary: { percentTraffic: 0, stageVariableOverrides: { [name]: value ?? "" } } })),
  },
  {
    operation: "UpdateStage",
    path: /^\/[^/]+\/[^/]+\/logging\/loglevel$/,
    set: inStage((value) => ({ methodSettings: { "*": { loggingLevel: value } } }), REASONS.account),
  },
  {
    operation: "UpdateStage",
    path: /^\/[^/]+\/[^/]+\/throttling\/rateLimit$/,
    set: inStage((value) => ({ methodSettings: { "*": { throttle: { rate: Number(value), burst: 1 } } } })),
  },
  {
    operation: "UpdateStage",
    path: /^\/[^/]+\/[^/]+\/throttling\/burstLimit$/,
    set: inStage((value) => ({ methodSettings: { "*": { throttle: { rate: 1, burst: Number(value) } } } })),
  },
  {
    operation: "UpdateStage",
    path: /^\/[^/]+\/[^/]+\/caching\/ttlInSeconds$/,
    set: inStage((value) => ({ methodSettings: { "*": { cache: { ttlSeconds: Number(value), encrypted: false } } } })),
  },
];
