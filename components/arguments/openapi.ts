import { readFileSync, statSync } from "node:fs";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import {
  type ApiArguments,
  type ApiDefinition,
  DEFAULTS,
  type IntegrationArguments,
  isLateValue,
  type Joins,
  type JsonObject,
  lateValue,
  mapRecord,
  namesByStageVariable,
  type OpenApiSettings,
  type OpenApiSource,
  type Problem,
  parseInvocationUri,
  type SecuritySchemeAccess,
} from "../../definition/index";
import type { LateValues } from "../late/late-values";
import { type FunctionTarget, partsOf } from "../references/function-reference";
import type { References } from "../references/references";
import type { NamedArguments } from "./name-references";

/** An API brought along as an OpenAPI document. */
export interface OpenApiArgs {
  /**
   * An OpenAPI 3.0 or Swagger 2.0 document in place of `routes`: the path of a YAML or JSON file, the document's text, or the document as
   * an object.
   * What answers an operation stands in its `x-amazon-apigateway-integration`, or in `integrations`. Functions that are named without
   * credentials are allowed to be invoked.
   * `${AWS::Partition}`, `${AWS::Region}` and `${AWS::AccountId}` are those of the API.
   * @default the API is what `routes` says
   */
  readonly openapi?: string | JsonObject;
  /** What answers the operations of `openapi`, by operation id or by route key, `GET /pets/{id}`. @default what the document says */
  readonly integrations?: Readonly<Record<string, IntegrationArguments<References, string>>>;
  /**
   * What the security schemes of `openapi` mean that no authorizer of the same name stands for: an API key in `x-api-key`, a signed
   * request, or nothing that API Gateway asks for.
   * @default a scheme of the header x-api-key is `API_KEY`; for any other there must be an authorizer
   */
  readonly securitySchemes?: Readonly<Record<string, SecuritySchemeAccess>>;
}

export type OpenApiGiven = OpenApiArgs & Partial<ApiArguments<References>> & { readonly lambdaAccess?: "permissions" | "role" };

/** What the document says, and nobody beside it. */
const SAID_BY_DOCUMENT = ["routes", "models", "version", "extensions"] as const;

/** What has no meaning without a document. */
const SAID_OF_DOCUMENT = ["integrations", "securitySchemes"] as const;

/** The document, if one is given, or what is wrong with what is said of it. */
export type GivenSource =
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | { readonly kind: "given"; readonly source: OpenApiSource };

export function sourceOf(args: OpenApiGiven, late: LateValues, component: pulumi.Resource): GivenSource {
  const { openapi } = args;
  const beside = (members: readonly (keyof OpenApiGiven)[], message: string) =>
    members.filter((member) => args[member] !== undefined).map((where) => ({ where, message, rule: "openapi-join" }));
  if (openapi === undefined) {
    const problems = beside(SAID_OF_DOCUMENT, "is given without openapi; give the document.");
    return problems.length > 0 ? { kind: "refused", problems } : { kind: "none" };
  }
  const problems = beside(SAID_BY_DOCUMENT, "is given beside openapi; say it in the document.");
  const source = readSource(openapi);
  if ("where" in source) return { kind: "refused", problems: [source, ...problems] };
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "given", source: withOwnPlace(source, late, component) };
}

/** What is said of an API beside its document, and wins over it. */
export function settingsOf(name: string, args: OpenApiGiven, late: LateValues): OpenApiSettings {
  const {
    apiName,
    description,
    apiKeySource,
    binaryMediaTypes,
    minimumCompressionSize,
    endpointType,
    ipAddressType,
    disableExecuteApiEndpoint,
    securityPolicy,
    endpointAccessMode,
  } = args;
  const endpoint = {
    type: endpointType ?? DEFAULTS.endpointType,
    ipAddressType,
    disableExecuteApiEndpoint,
    securityPolicy,
    endpointAccessMode,
  };
  return {
    name: apiName ?? name,
    description: description && late.name("description", description),
    apiKeySource,
    binaryMediaTypes,
    minimumCompressionSize,
    endpoint,
  };
}

/** What is said beside a document, by the document's names. */
export function joinsOf({ integrations = {}, authorizers = {}, securitySchemes = {}, gatewayResponses = {}, policy }: OpenApiGiven): Joins {
  return {
    // Programs in JavaScript may leave one open.
    integrations: Object.keys(integrations).filter((name) => integrations[name] != null),
    authorizers: mapRecord(authorizers, ({ type }) => type),
    securitySchemes,
    gatewayResponses: Object.keys(gatewayResponses),
    policy: policy !== undefined,
  };
}

/**
 * The functions that are named beside a document, and those that its routes and authorizers name without credentials, by their invocation
 * uri; one that a stage variable names is its author's to allow.
 */
export function functionsOf(
  { routes, authorizers }: ApiDefinition,
  { functions: named, targets }: Pick<NamedArguments, "functions" | "targets">,
): ReadonlyMap<string, FunctionTarget> {
  const functions = new Map(named);
  const invoked = [
    ...Object.values(routes).map(({ integration }) => ({ uri: integration.uri, credentials: integration.credentials })),
    ...Object.values(authorizers).map(({ authorizerUri, authorizerCredentials }) => ({
      uri: authorizerUri,
      credentials: authorizerCredentials,
    })),
  ];
  for (const { uri, credentials } of invoked) {
    const arn = functionArnOf(uri);
    if (uri !== undefined && arn !== undefined && credentials === undefined && !functions.has(uri)) functions.set(uri, targets.of(arn));
  }
  return functions;
}

/** The function that a uri of a document invokes; undefined where a stage variable names it. */
function functionArnOf(uri: string | undefined): string | undefined {
  const arn = parseInvocationUri(uri ?? "")?.functionArn;
  return arn !== undefined && namesByStageVariable(arn) ? undefined : arn;
}

/** The same function, whose ARN may have values in it that are known only at deployment. */
export function knownTarget(target: FunctionTarget, late: LateValues): FunctionTarget {
  if (typeof target.arn !== "string" || !isLateValue(target.arn)) return target;
  const arn = late.fill(target.arn);
  return { ...target, arn, ...partsOf(arn) };
}

function readSource(openapi: string | JsonObject): OpenApiSource | Problem {
  // As JSON has it: members that are undefined are none, and a date, as other readers of YAML make it, is its text.
  if (typeof openapi !== "string") return { document: JSON.parse(JSON.stringify(openapi)) };
  if (openapi.includes("\n") || openapi.trimStart().startsWith("{")) return { text: openapi, file: "openapi" };
  const found = statSync(openapi, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    const reason =
      found === undefined ? "is not there; give a path from the project's folder" : "is a folder; give the path of a file in it";
    return { rule: "openapi", where: "openapi", message: `names the file ${JSON.stringify(openapi)}, which ${reason}.` };
  }
  return { text: readFileSync(openapi, "utf8"), file: openapi };
}

/**
 * The document with the API's own place in that of the variables for it, so that it is known which functions it names.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function withOwnPlace(source: OpenApiSource, late: LateValues, component: pulumi.Resource): OpenApiSource {
  const text = "text" in source ? source.text : JSON.stringify(source.document);
  const known = VARIABLES.filter(({ variable }) => text.includes(variable)).map(({ variable, name, value }) => {
    late.name(name, value({ parent: component }));
    return [variable, lateValue(name)] as const;
  });
  const filled = known.reduce((all, [variable, value]) => all.replaceAll(variable, value), text);
  if (known.length === 0) return source;
  return "text" in source ? { ...source, text: filled } : { document: JSON.parse(filled) };
}

const VARIABLES: readonly {
  readonly variable: string;
  readonly name: string;
  readonly value: (opts: pulumi.InvokeOptions) => pulumi.Output<string>;
}[] = [
  { variable: "${AWS::Partition}", name: "AWS partition", value: (opts) => aws.getPartitionOutput({}, opts).partition },
  { variable: "${AWS::Region}", name: "AWS region", value: (opts) => aws.getRegionOutput({}, opts).region },
  { variable: "${AWS::AccountId}", name: "AWS account id", value: (opts) => aws.getCallerIdentityOutput({}, opts).accountId },
];
