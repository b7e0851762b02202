/** What a call of the control plane would make of an API, as a definition; or why a definition cannot say it. */
import { writeOpenApi } from "../../definition/index";
import { type Candidate, REASONS } from "./control-plane-candidate";
import {
  change,
  changeRoute,
  endpointOf,
  gatewayResponse,
  integrationOf,
  listOf,
  mapOf,
  methodResponse,
  policyOf,
  resourcesOf,
  STAGE,
  type Subject,
  schemaOf,
  withMethodResponse,
  withRoute,
} from "./control-plane-fixture";
import { patch } from "./control-plane-patches";
import type { JsonMap } from "./files";

/** Identifiers that are names in a definition. */
const NAMES = ["requestValidatorId", "authorizerId", "connectionId"];

/** What the operation with this input makes of the API. */
export function candidateOf(operation: string, input: JsonMap, subject: Subject): Candidate {
  const unknownId = Object.entries(input).some(
    ([name, value]) => name.endsWith("Id") && !NAMES.includes(name) && !String(value).startsWith("<"),
  );
  if (/^(?:Get|Delete|Test|Flush)/.test(operation)) return { outOfReach: REASONS.read };
  if (/(?:ApiKey|UsagePlan|VpcLink|ClientCertificate|Documentation)/.test(operation)) return { outOfReach: REASONS.otherThing };
  const candidate = operation.startsWith("Update") ? patched(operation, input, subject) : (OPERATIONS[operation]?.(input, subject) ?? {});
  return unknownId ? { ...candidate, outOfReach: REASONS.identifier } : candidate;
}

const OPERATIONS: Readonly<Record<string, (input: JsonMap, subject: Subject) => Candidate>> = {
  CreateResource: (input, subject) => {
    const parent = String(input["parent"] ?? "/");
    const path = String(input["path"] ?? `${parent === "/" ? "" : parent}/${String(input["pathPart"])}`);
    return { subject: withRoute(subject, path, "GET"), ...(resourcesOf(subject).includes(path) && { outOfReach: REASONS.keyed }) };
  },
  PutMethod: (input, subject) => {
    const { path, method, key } = routeOf(input);
    const isThere = Object.hasOwn(subject.definition.routes, key) && key !== "GET /pets";
    return { subject: withRoute(subject, path, method, input), ...(isThere && { outOfReach: REASONS.keyed }) };
  },
  PutIntegration: (input, subject) =>
    ofRoute(input, subject, (there, key) => changeRoute(there, key, { integration: integrationOf(input) })),
  PutMethodResponse: (input, subject) =>
    Object.keys(mapOf(input["responseParameters"])).every((key) => key.startsWith("method.response.header."))
      ? ofRoute(input, subject, (there, key) => withMethodResponse(there, key, String(input["statusCode"]), methodResponse(input)))
      : { outOfReach: "a header's name is not an expression in a definition" },
  PutIntegrationResponse: (input, subject) => ofRoute(input, subject, (there, key) => withIntegrationResponse(there, key, input)),
  PutGatewayResponse: ({ responseType, statusCode, responseParameters = {}, responseTemplates = {} }, subject) => ({
    subject: withNamed(subject, "gatewayResponses", String(responseType), {
      ...(statusCode !== undefined && { statusCode }),
      responseParameters,
      responseTemplates,
    }),
  }),
  CreateModel: ({ name, schema, description }, subject) => ({
    subject: withNamed(subject, "models", String(name), { schema: schemaOf(schema), ...(description !== undefined && { description }) }),
    ...(Object.hasOwn(subject.definition.models, String(name)) && { outOfReach: REASONS.keyed }),
  }),
  CreateAuthorizer: (input, subject) => ({ subject: withNamed(subject, "authorizers", String(input["name"]), authorizerOf(input)) }),
  CreateRequestValidator: ({ name = "", validateRequestBody = false, validateRequestParameters = false }, subject) => ({
    subject: withNamed(subject, "requestValidators", String(name), { validateRequestBody, validateRequestParameters }),
  }),
  CreateDeployment: (input, subject) =>
    subject.withoutIntegration.length > 0
      ? { document: withoutIntegrations(subject) }
      : { subject: withStage(subject, input), ...(input["canarySettings"] !== undefined && { outOfReach: REASONS.canary }) },
  CreateStage: (input, subject) => ({
    subject: withStage(subject, input),
    ...(subject.stages.some(({ name }) => name === input["stageName"]) && { outOfReach: REASONS.keyed }),
  }),
  CreateRestApi: (
    { name = "", description, endpointConfiguration, minimumCompressionSize, apiKeySource, binaryMediaTypes, policy },
    subject,
  ) => ({
    subject: change(subject, {
      name,
      ...(description !== undefined && { description }),
      endpoint: { ...subject.definition.endpoint, ...endpointOf(mapOf(endpointConfiguration)) },
      ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
      ...(apiKeySource !== undefined && { apiKeySource }),
      ...(binaryMediaTypes !== undefined && { binaryMediaTypes }),
      ...(policy !== undefined && { policy: policyOf(policy) }),
    }),
    ...(listOf(mapOf(endpointConfiguration)["types"]).length > 1 && { outOfReach: REASONS.oneType }),
  }),
  ImportRestApi: importApi,
  PutRestApi: importApi,
};

function importApi({ definition, body, parameters }: JsonMap): Candidate {
  return {
    ...(definition !== undefined && { document: definition }),
    ...(typeof body === "string" && { text: body }),
    ...(Object.keys(mapOf(parameters)).length > 0 && { outOfReach: REASONS.parameter }),
  };
}

/** What the operation's patches make of the thing that is updated. */
function patched(operation: string, input: JsonMap, subject: Subject): Candidate {
  const { path, method, key } = routeOf(input);
  const isOfNoRoute = /^Update(?:Method|Integration)/.test(operation) && !Object.hasOwn(subject.definition.routes, key);
  let at: Candidate = isOfNoRoute ? { subject: withRoute(subject, path, method), outOfReach: REASONS.notThere } : { subject };
  if (operation === "UpdateMethodResponse" || operation === "UpdateIntegrationResponse") {
    const status = String(input["statusCode"] ?? "200");
    const isThere = Object.hasOwn(subject.definition.routes[key]?.methodResponses ?? {}, status);
    if (!isThere && !isOfNoRoute)
      at = { subject: withMethodResponse(subject, key, status, { headers: [], models: {} }), outOfReach: REASONS.notThere };
  }
  if (operation === "UpdateGatewayResponse") {
    const type = String(input["responseType"]);
    if (!Object.hasOwn(subject.definition.gatewayResponses, type))
      at = { subject: withNamed(subject, "gatewayResponses", type, gatewayResponse({})) };
  }
  for (const operationOfPatch of listOf(input["patchOperations"])) {
    if (at.subject === undefined) break;
    const next = patch(operation, input, key, mapOf(operationOfPatch), at.subject);
    at = { ...at, ...next };
  }
  return at;
}

function routeOf(input: JsonMap): { path: string; method: string; key: string } {
  const path = String(input["resource"] ?? "/pets");
  const method = String(input["httpMethod"] ?? "GET");
  return { path, method, key: `${method} ${path}` };
}

/** A change of a part of a route, which is out of reach where there is no route. */
function ofRoute(input: JsonMap, subject: Subject, apply: (subject: Subject, key: string) => Subject): Candidate {
  const { path, method, key } = routeOf(input);
  const isThere = Object.hasOwn(subject.definition.routes, key);
  return { subject: apply(isThere ? subject : withRoute(subject, path, method), key), ...(!isThere && { outOfReach: REASONS.notThere }) };
}

function withIntegrationResponse(
  subject: Subject,
  key: string,
  { statusCode, selectionPattern, responseParameters = {}, responseTemplates = {}, contentHandling }: JsonMap,
): Subject {
  const response = {
    statusCode: String(statusCode),
    ...(selectionPattern !== undefined && { selectionPattern }),
    responseParameters,
    responseTemplates,
    ...(contentHandling !== undefined && { contentHandling }),
  };
  return changeRoute(subject, key, { integration: { ...subject.definition.routes[key]?.integration, responses: [response] } });
}

function withNamed(
  subject: Subject,
  kind: "models" | "authorizers" | "requestValidators" | "gatewayResponses",
  name: string,
  thing: JsonMap,
): Subject {
  return change(subject, { [kind]: { ...subject.definition[kind], [name]: thing } });
}

function withStage(
  subject: Subject,
  { stageName = "test", description, variables = {}, tags = {}, canarySettings, accessLogSettings }: JsonMap,
): Subject {
  const { percentTraffic = 0, stageVariableOverrides = {} } = mapOf(canarySettings);
  const { format } = mapOf(accessLogSettings);
  const stage = {
    ...STAGE,
    name: String(stageName),
    variables: mapOf(variables),
    ...(description !== undefined && { description }),
    ...(canarySettings !== undefined && { canary: { percentTraffic, stageVariableOverrides } }),
    ...(format !== undefined && { accessLogFormat: format }),
  } as typeof STAGE;
  return { ...subject, stages: [...subject.stages, stage], tags: mapOf(tags) as Record<string, string> };
}

function authorizerOf(input: JsonMap): JsonMap {
  const {
    type,
    authorizerUri,
    authorizerCredentials,
    identitySource,
    identityValidationExpression,
    authorizerResultTtlInSeconds = 300,
    providerARNs = [],
  } = input;
  return {
    type,
    ...(authorizerUri !== undefined && { authorizerUri }),
    ...(authorizerCredentials !== undefined && { authorizerCredentials }),
    identitySource:
      typeof identitySource === "string" && identitySource !== "" ? identitySource.split(",").map((source) => source.trim()) : [],
    ...(identityValidationExpression !== undefined && { identityValidationExpression }),
    authorizerResultTtlInSeconds,
    providerArns: providerARNs,
  };
}

function withoutIntegrations({ definition, withoutIntegration }: Subject): unknown {
  const document = mapOf(structuredClone(writeOpenApi(definition)));
  for (const key of withoutIntegration) {
    const { [key.split(" ")[1] ?? ""]: item } = mapOf(document["paths"]);
    const method = key.split(" ")[0]?.toLowerCase().replace(/^any$/, "x-amazon-apigateway-any-method") ?? "";
    const operation =
      item && typeof item === "object" && method in item ? Object.entries(item).find(([name]) => name === method)?.[1] : undefined;
    if (operation && typeof operation === "object") Reflect.deleteProperty(operation, "x-amazon-apigateway-integration");
  }
  return document;
}
