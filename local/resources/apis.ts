import {
  type ApiDefinition,
  arnParts,
  checkApi,
  DEFAULT_MODELS,
  DefinitionError,
  type ImportedApi,
  importOpenApi,
  type JsonObject,
  NO_DESCRIPTION,
  type OpenApiSettings,
  Places,
  type Problem,
} from "../../definition/index";
import type { VpcEndpoint } from "../../gateway/index";
import { type Cloud, isMapping, type Resource } from "../program/index";
import { withParts } from "./beside-document";
import { parseBody } from "./document";
import { withResources } from "./document-from-resources";
import { flag, isJsonObject, list, number, type Properties, parsed, properties, text, texts } from "./properties";
import { named, type Registry } from "./registry";
import { type LocalStage, stagesOf } from "./stages";
import { vpcEndpointsOf } from "./vpc-endpoints";

/** One REST API of the program. */
export interface LocalApi {
  /** The logical name, by which it is addressed. */
  readonly name: string;
  readonly id: string;
  readonly region: string;
  readonly definition: ApiDefinition;
  readonly stages: readonly LocalStage[];
  /** By what it is called where it is private, first what requests count as coming by that name none. */
  readonly vpcEndpoints: readonly VpcEndpoint[];
}

/** One that cannot be served. */
export interface BrokenApi {
  readonly name: string;
  readonly id: string;
  /** What API Gateway would refuse of it, or what of it is not known. */
  readonly problem: string;
}

export interface LocalApis {
  readonly apis: readonly LocalApi[];
  readonly broken: readonly BrokenApi[];
  /** What API Gateway would refuse although it can be served. */
  readonly notices: readonly string[];
}

/** The REST APIs of the program with their stages, by name: the order of their registration depends on what waits for what. */
export function readApis(registry: Registry, cloud: Cloud): LocalApis {
  const apis: LocalApi[] = [];
  const broken: BrokenApi[] = [];
  const notices: string[] = [];
  for (const api of registry.all("apigateway/restApi:RestApi")) {
    if (api.existing) {
      notices.push(`${named(api)} is only looked up by the program: what it answers is not known here, and it is not served`);
      continue;
    }
    const read = api.unknown.some(({ path }) => path === "body")
      ? { problem: "its body is not known locally" }
      : tryTo(() => readApi(api, registry, cloud));
    if ("problem" in read) broken.push({ name: api.uniqueName, id: api.id, problem: `${named(api)}: ${read.problem}` });
    else {
      const { definition, places, warnings } = read.value;
      notices.push(
        ...warnings.map(({ where, message }: Problem) => `${named(api)}: ${where} ${message} (import)`),
        ...refusals(api, definition, hasBody(api, registry) ? places : new Places(), registry).map(
          ({ where, message }: Problem) => `${named(api)}: AWS would refuse ${where}: ${message}`,
        ),
      );
      apis.push({
        name: api.uniqueName,
        id: api.id,
        region: regionOf(api),
        definition,
        stages: stagesOf(api, registry),
        vpcEndpoints: vpcEndpointsOf(definition, registry),
      });
    }
  }
  return { apis: apis.toSorted((a, b) => (a.name < b.name ? -1 : 1)), broken, notices };
}

/** An API without routes is refused when it is deployed, and not before: another program may make them. */
function refusals(api: Resource, definition: ApiDefinition, places: Places, registry: Registry): readonly Problem[] {
  const isBegun = Object.keys(definition.routes).length === 0 && registry.of("apigateway/deployment:Deployment", api.id).length === 0;
  return checkApi(definition, {}, places).filter(({ rule }) => !(isBegun && rule === "path"));
}

function tryTo<Value>(work: () => Value): { readonly value: Value } | { readonly problem: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof DefinitionError || error instanceof SyntaxError) return { problem: error.message };
    throw error;
  }
}

function readApi(api: Resource, registry: Registry, cloud: Cloud): ImportedApi {
  const inputs = importOf(api, registry);
  // Which the provider refuses; a program in JavaScript may give it.
  if (isMapping(inputs["body"])) throw new SyntaxError("body: is an object. Give its text, by pulumi.jsonStringify.");
  const body = text(inputs["body"]);
  const settings = settingsOf(api, registry);
  const addParts = (document: Properties) => withResources(document, api, registry);
  if (body === undefined) return importOpenApi(addParts(withTitle(withDefaultModels(EMPTY), api)), settings);
  const written = withTitle(parseBody(body, properties(inputs["parameters"]), cloud), api);
  return withParts(importOpenApi(isMerged(inputs) ? withDefaultModels(written) : written, settings), addParts, settings);
}

/** What imports a document into the API. */
function importOf(api: Resource, registry: Registry): Properties {
  const put = registry.all("apigateway/restApiPut:RestApiPut").find(({ inputs }) => inputs["restApiId"] === api.id);
  return (put ?? api).inputs;
}

function hasBody(api: Resource, registry: Registry): boolean {
  return text(importOf(api, registry)["body"]) !== undefined;
}

/**
 * Whether the document is added to what the API has, in place of replacing it:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-update.html
 */
function isMerged({ putRestApiMode }: Properties): boolean {
  return putRestApiMode === "merge";
}

const EMPTY: Properties = { openapi: "3.0.1", paths: {} };

function withDefaultModels(document: Properties): Properties {
  if ("swagger" in document) return { ...document, definitions: { ...DEFAULT_MODELS, ...properties(document["definitions"]) } };
  const components = properties(document["components"]);
  return { ...document, components: { ...components, schemas: { ...DEFAULT_MODELS, ...properties(components["schemas"]) } } };
}

/** The resource's name wins over the document's title, which may be missing then. */
function withTitle(document: Properties, api: Resource): Properties {
  return { ...document, info: { title: api.outputs["name"], version: "1.0", ...properties(document["info"]) } };
}

function settingsOf(api: Resource, registry: Registry): OpenApiSettings {
  const { inputs, outputs } = api;
  const [policy] = registry.of("apigateway/restApiPolicy:RestApiPolicy", api.id);
  const endpoint = properties(inputs["endpointConfiguration"]);
  return {
    name: text(outputs["name"]),
    description: descriptionOf(inputs),
    apiKeySource: oneOf(["HEADER", "AUTHORIZER"], inputs["apiKeySource"]),
    // As the provider takes them: an empty list adds nothing to the document, and -1 is no compression.
    binaryMediaTypes: nonEmpty(texts(inputs["binaryMediaTypes"])),
    minimumCompressionSize: compressionSize(inputs["minimumCompressionSize"]),
    policy: parsePolicy(text(policy?.inputs["policy"]) ?? text(inputs["policy"])),
    endpoint: {
      type: oneOf(
        ["EDGE", "REGIONAL", "PRIVATE"],
        text(endpoint["types"]) ?? list(endpoint["types"])[0] ?? properties(inputs["parameters"])["endpointConfigurationTypes"],
      ),
      ipAddressType: oneOf(["ipv4", "dualstack"], endpoint["ipAddressType"]),
      vpcEndpointIds: Array.isArray(endpoint["vpcEndpointIds"]) ? texts(endpoint["vpcEndpointIds"]) : undefined,
      disableExecuteApiEndpoint: flag(inputs["disableExecuteApiEndpoint"]),
      securityPolicy: text(inputs["securityPolicy"]),
      endpointAccessMode: text(inputs["endpointAccessMode"]),
    },
  };
}

function descriptionOf(inputs: Properties): string | undefined {
  const description = text(inputs["description"]);
  return description === NO_DESCRIPTION ? undefined : description;
}

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function compressionSize(given: unknown): number | undefined {
  const size = number(given);
  return size === undefined || size < 0 ? undefined : size;
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

function parsePolicy(policy: string | undefined): JsonObject | undefined {
  if (policy === undefined) return undefined;
  const read = parsed(policy, "its policy");
  if (!isJsonObject(read)) throw new SyntaxError("its policy is no JSON object");
  return read;
}

/** `arn:aws:execute-api:<region>:…` */
function regionOf(api: Resource): string {
  return arnParts(text(api.outputs["executionArn"]) ?? "").region;
}
