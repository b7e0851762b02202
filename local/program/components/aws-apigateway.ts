import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import type { Resource } from "../resource";
import { isMapping } from "../yaml";

type Mapping = Readonly<Record<string, unknown>>;

export const REST_API = "aws-apigateway:index:RestAPI";

/** What the expansion needs of the program. */
export interface Surroundings {
  /** The program's folder. */
  readonly directory: string;
  /** A function that was registered, by its id. */
  readonly functionOf: (id: unknown) => Resource | undefined;
}

/** The document of a `RestAPI`, and the functions that it invokes. */
export interface Expanded {
  readonly body: Mapping;
  readonly functions: readonly Resource[];
}

/**
 * The API that Pulumi's component for API Gateway makes of its arguments, which its plugin would make.
 * https://www.pulumi.com/registry/packages/aws-apigateway/api-docs/restapi/
 *
 * @throws Error naming the route that cannot be understood.
 */
export function expandRestApi(inputs: Mapping, surroundings: Surroundings): Expanded {
  const functions = new Set<Resource>();
  const functionOf = (id: unknown, where: string): Resource => {
    const found = surroundings.functionOf(id);
    if (found === undefined) throw new Error(`${where}: ${JSON.stringify(id)} is no function of this program`);
    functions.add(found);
    return found;
  };
  if (typeof inputs["swaggerString"] === "string") return { body: JSON.parse(inputs["swaggerString"]), functions: [] };
  const paths = new Map<string, Record<string, unknown>>();
  const schemes: Record<string, unknown> = {};
  for (const route of list(inputs["routes"]).filter(isMapping)) {
    const where = `route ${String(route["method"] ?? "GET")} ${String(route["path"])}`;
    for (const [path, method, operation] of operationsOf(route, where, surroundings.directory, functionOf)) {
      const security = securityOf(route, where, schemes, functionOf);
      const parameters = list(route["requiredParameters"]).filter(isMapping).map(parameterOf);
      const validator = route["requestValidator"] ?? inputs["requestValidator"];
      const whole = {
        ...operation,
        ...(parameters.length > 0 && { parameters: [...parameters, ...list(operation["parameters"])] }),
        ...(security.length > 0 && { security }),
        ...(typeof validator === "string" && { "x-amazon-apigateway-request-validator": validator }),
      };
      paths.set(path, { ...paths.get(path), [method]: whole });
    }
  }
  return { body: document(inputs, Object.fromEntries(paths), schemes), functions: [...functions] };
}

function document(inputs: Mapping, paths: Mapping, schemes: Mapping): Mapping {
  return {
    openapi: "3.0.1",
    paths,
    components: { securitySchemes: schemes },
    "x-amazon-apigateway-request-validators": VALIDATORS,
    ...(isMapping(inputs["gatewayResponses"]) && { "x-amazon-apigateway-gateway-responses": inputs["gatewayResponses"] }),
    ...(inputs["apiKeySource"] !== undefined && { "x-amazon-apigateway-api-key-source": inputs["apiKeySource"] }),
  };
}

const VALIDATORS = {
  ALL: { validateRequestBody: true, validateRequestParameters: true },
  PARAMS_ONLY: { validateRequestBody: false, validateRequestParameters: true },
  BODY_ONLY: { validateRequestBody: true, validateRequestParameters: false },
};

type Operation = readonly [path: string, method: string, operation: Mapping];
type FunctionOf = (id: unknown, where: string) => Resource;

function operationsOf(route: Mapping, where: string, directory: string, functionOf: FunctionOf): Operation[] {
  const path = normal(String(route["path"] ?? "/"));
  const method = memberOf(route["method"]);
  if (route["eventHandler"] !== undefined) {
    const { outputs } = functionOf(route["eventHandler"], where);
    return [
      [
        path,
        method,
        integrated({ type: "aws_proxy", httpMethod: "POST", uri: outputs["invokeArn"], passthroughBehavior: "when_no_match" }, path),
      ],
    ];
  }
  if (typeof route["localPath"] === "string") return staticContent(path, resolve(directory, route["localPath"]), route);
  if (isMapping(route["data"])) return [[path, method, route["data"]]];
  const target = route["target"];
  if (!isMapping(target)) throw new Error(`${where}: it needs eventHandler, localPath, target or data`);
  const { httpMethod = "ANY", type = "http_proxy", uri, ...rest } = target;
  return [
    [
      path,
      method,
      integrated(
        { ...rest, type: String(type).toLowerCase(), httpMethod, uri, passthroughBehavior: rest["passthroughBehavior"] ?? "when_no_match" },
        path,
      ),
    ],
  ];
}

function integrated(integration: Mapping, path: string): Mapping {
  const variables = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  return { parameters: variables, responses: {}, "x-amazon-apigateway-integration": integration };
}

/** The files, which the component would put into a bucket: each one answered as it is now. */
function staticContent(path: string, from: string, { contentType, index = "index.html" }: Mapping): Operation[] {
  if (!statSync(from).isDirectory()) return [[path, "get", fileOperation(from, contentType)]];
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }): Operation[] => {
    const file = join(parentPath, name);
    const below = relative(from, file).replaceAll(sep, "/");
    const operation = fileOperation(file, undefined);
    return [[normal(`${path}/${below}`), "get", operation], ...(below === index ? [[path, "get", operation] as const] : [])];
  });
}

function fileOperation(file: string, contentType: unknown): Mapping {
  const type = typeof contentType === "string" ? contentType : (TYPES[extname(file).toLowerCase()] ?? "application/octet-stream");
  const template = readFileSync(file).toString("base64");
  return {
    responses: { "200": { description: "its content", headers: { "Content-Type": { schema: { type: "string" } } } } },
    "x-amazon-apigateway-integration": {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      passthroughBehavior: "when_no_templates",
      responses: {
        default: {
          statusCode: "200",
          contentHandling: "CONVERT_TO_BINARY",
          responseParameters: { "method.response.header.Content-Type": `'${type}'` },
          responseTemplates: { "application/json": template },
        },
      },
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".gif": "image/gif",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "application/javascript",
  ".json": "application/json",
  ".mjs": "application/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

function parameterOf({ name, in: location }: Mapping): Mapping {
  return { name, in: location, required: true, schema: { type: "string" } };
}

function securityOf(route: Mapping, where: string, schemes: Record<string, unknown>, functionOf: FunctionOf): Mapping[] {
  const required: Mapping[] = [];
  if (route["iamAuthEnabled"] === true) {
    schemes["sigv4"] = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
    required.push({ sigv4: [] });
  }
  if (route["apiKeyRequired"] === true) {
    schemes["api_key"] = { type: "apiKey", name: "x-api-key", in: "header" };
    required.push({ api_key: [] });
  }
  for (const authorizer of list(route["authorizers"]).filter(isMapping)) {
    const scheme = schemeOf(authorizer, where, functionOf);
    const same = Object.entries(schemes).find(([, other]) => JSON.stringify(other) === JSON.stringify(scheme))?.[0];
    const name = String(authorizer["authorizerName"] ?? same ?? `authorizer${Object.keys(schemes).length}`);
    schemes[name] = scheme;
    required.push({ [name]: list(authorizer["methodsToAuthorize"]) });
  }
  return required.length > 1 ? [Object.assign({}, ...required)] : required;
}

function schemeOf(authorizer: Mapping, where: string, functionOf: FunctionOf): Mapping {
  const { authType = "custom", handler, identitySource, parameterLocation, parameterName, providerARNs, type = "token" } = authorizer;
  const byFunction = handler === undefined ? {} : { authorizerUri: functionOf(handler, `${where}, authorizer`).outputs["invokeArn"] };
  return {
    type: "apiKey",
    name: parameterName ?? "Authorization",
    in: parameterLocation ?? "header",
    "x-amazon-apigateway-authtype": authType,
    "x-amazon-apigateway-authorizer": {
      type: providerARNs === undefined ? type : "cognito_user_pools",
      ...byFunction,
      ...(Array.isArray(identitySource) && { identitySource: identitySource.join(", ") }),
      ...only(authorizer, ["authorizerResultTtlInSeconds", "identityValidationExpression", "providerARNs", "authorizerCredentials"]),
    },
  };
}

function only(mapping: Mapping, names: readonly string[]): Mapping {
  return Object.fromEntries(names.flatMap((name) => (mapping[name] === undefined ? [] : [[name, mapping[name]]])));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(method: unknown): string {
  const member = String(method ?? "ANY").toLowerCase();
  return member === "any" ? "x-amazon-apigateway-any-method" : member;
}

function normal(path: string): string {
  return `/${path
    .split("/")
    .filter((part) => part !== "")
    .join("/")}`;
}
