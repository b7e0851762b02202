import { type Kinds, type Making, type Others, Refused } from "../kind";
import { arn, REGION } from "../place";
import { isProperties, type Properties, text } from "../properties";
import { METHOD } from "./methods";
import { refuseMissing } from "./refusals";
import { KEPT_OF_API, REST_API, readApi } from "./rest-api";

export const DEPLOYMENT = "aws:apigateway/deployment:Deployment";
export const STAGE = "aws:apigateway/stage:Stage";
const METHOD_SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
const DOCUMENTATION_VERSION = "aws:apigateway/documentationVersion:DocumentationVersion";
const CLIENT_CERTIFICATE = "aws:apigateway/clientCertificate:ClientCertificate";

const KEPT_OF_METHODS = [
  "cacheDataEncrypted",
  "cacheTtlInSeconds",
  "cachingEnabled",
  "dataTraceEnabled",
  "loggingLevel",
  "metricsEnabled",
  "requireAuthorizationForCacheControl",
  "unauthorizedCacheControlHeaderStrategy",
];

export const API_GATEWAY: Kinds = {
  [REST_API]: {
    autoNamed: true,
    replacedBy: [],
    keeps: KEPT_OF_API,
    read: readApi,
    id: (newId) => newId(10),
    outputs: {
      arn: ({ id }) => apiGatewayArn(`/restapis/${id}`),
      executionArn: ({ id }) => arn("execute-api", id),
      rootResourceId: ({ id }) => `root-${id}`,
    },
    onDelete: ({ id }, others) => {
      const children = [DEPLOYMENT, STAGE, METHOD_SETTINGS, DOCUMENTATION_VERSION].flatMap((type) => others.of(type));
      for (const child of children.filter(({ inputs }) => text(inputs, "restApi") === id)) others.forget(child);
    },
  },
  [DEPLOYMENT]: {
    replacedBy: ["restApi", "triggers", "variables"],
    id: (newId) => newId(6),
    outputs: { createdDate: () => "2026-01-01T00:00:00Z" },
    onCreate: ({ inputs }, others) => {
      const api = others.of(REST_API).find(({ id }) => id === text(inputs, "restApi"));
      if (api === undefined) throw new Refused("NotFoundException: Invalid API identifier specified");
      const { paths = {} } = Object(JSON.parse(text(api.inputs, "body") || "{}"));
      const methods = others.of(METHOD).filter((method) => text(method.inputs, "restApi") === api.id);
      if (Object.keys(paths).length + methods.length === 0)
        throw new Refused("BadRequestException: The REST API doesn't contain any methods");
    },
    onDelete: ({ id, inputs }, others) => {
      const stages = others.of(STAGE).filter((stage) => text(stage.inputs, "restApi") === text(inputs, "restApi"));
      if (stages.some((stage) => deploymentsOf(stage.inputs).includes(id)))
        throw new Refused("BadRequestException: Active stages pointing to this deployment must be moved or deleted");
    },
  },
  [STAGE]: {
    replacedBy: ["restApi", "stageName"],
    id: (_, inputs) => `ags-${text(inputs, "restApi")}-${text(inputs, "stageName")}`,
    outputs: {
      arn: ({ inputs }) => apiGatewayArn(`/restapis/${text(inputs, "restApi")}/stages/${text(inputs, "stageName")}`),
      executionArn: ({ inputs }) => arn("execute-api", `${text(inputs, "restApi")}/${text(inputs, "stageName")}`),
      invokeUrl: ({ inputs }) => `https://${text(inputs, "restApi")}.execute-api.${REGION}.amazonaws.com/${text(inputs, "stageName")}`,
    },
    onCreate: (making, others) => {
      if (others.of(STAGE).some(({ id }) => id === making.id)) throw new Refused("ConflictException: Stage already exists");
      refuseReferences(making, others);
    },
    onUpdate: (making, others, before) => {
      refuseReferences(making, others);
      const moves = text(before.inputs, "deployment") !== text(making.inputs, "deployment");
      // Developer guide, "Create a canary release deployment": a stage with a canary takes no other deployment.
      if (moves && before.inputs["canarySettings"] !== undefined && making.inputs["canarySettings"] !== undefined)
        throw new Refused("BadRequestException: Cannot update stage deployment while canary is enabled");
    },
    onDelete: ({ inputs }, others) => {
      for (const settings of others.of(METHOD_SETTINGS).filter((one) => isOfStage(one.inputs, inputs))) others.forget(settings);
    },
  },
  [METHOD_SETTINGS]: {
    replacedBy: ["restApi", "stageName", "methodPath"],
    keeps: KEPT_OF_METHODS.map((name) => `settings.${name}`),
    id: (_, inputs) => ["restApi", "stageName", "methodPath"].map((name) => text(inputs, name)).join("-"),
    outputs: {},
    onCreate: ({ inputs }, others) => {
      if (!others.of(STAGE).some((stage) => isOfStage(inputs, stage.inputs)))
        throw new Refused("NotFoundException: Invalid stage identifier specified");
    },
  },
  [DOCUMENTATION_VERSION]: {
    replacedBy: ["restApiId", "version"],
    id: (_, inputs) => `${text(inputs, "restApiId")}/${text(inputs, "version")}`,
    outputs: {},
    onCreate: ({ inputs }, others) =>
      refuseMissing(others, REST_API, "id", text(inputs, "restApiId"), "NotFoundException: Invalid API identifier specified"),
  },
  [CLIENT_CERTIFICATE]: {
    replacedBy: [],
    id: (newId) => newId(6),
    outputs: { pemEncodedCertificate: ({ id }) => `certificate ${id}` },
  },
};

/** The deployments that a stage answers by: its own, and its canary's. */
export function deploymentsOf(stage: Properties): readonly string[] {
  const { canarySettings } = stage;
  return [text(stage, "deployment"), ...(isProperties(canarySettings) ? [text(canarySettings, "deploymentId")] : [])];
}

function refuseReferences({ inputs }: Making, others: Others): void {
  const deployments = others.of(DEPLOYMENT).filter((deployment) => text(deployment.inputs, "restApi") === text(inputs, "restApi"));
  for (const id of deploymentsOf(inputs)) {
    if (!deployments.some((deployment) => deployment.id === id)) throw new Refused("BadRequestException: Deployment id does not exist");
  }
  const certificate = text(inputs, "clientCertificateId");
  if (certificate !== "")
    refuseMissing(others, CLIENT_CERTIFICATE, "id", certificate, "NotFoundException: Invalid client certificate id specified");
}

function isOfStage(inputs: Properties, stage: Properties): boolean {
  return text(inputs, "restApi") === text(stage, "restApi") && text(inputs, "stageName") === text(stage, "stageName");
}

function apiGatewayArn(path: string): string {
  return arn("apigateway", path, { account: "" });
}
