import type { Resource } from "../../resource";
import { isMapping, type Mapping } from "../../yaml";
import { type Authorizers, createAuthorizers } from "./authorizers";
import { integratedOperations, type Operation, pathOf } from "./routes";
import { staticOperations } from "./static-content";
import { hash, list, type Surroundings } from "./surroundings";

export type { Surroundings } from "./surroundings";

export const REST_API = "aws-apigateway:index:RestAPI";

/** What a `RestAPI` makes and gives back. */
export interface RestApiOutputs {
  readonly url: string;
  readonly api: Resource;
  readonly deployment: Resource;
  readonly stage: Resource;
}

/**
 * Makes what Pulumi's component for API Gateway makes of its arguments, which its plugin would do.
 * https://www.pulumi.com/registry/packages/aws-apigateway/api-docs/restapi/
 *
 * @throws Error naming the route that cannot be understood.
 */
export async function makeRestApi(name: string, inputs: Mapping, surroundings: Surroundings): Promise<RestApiOutputs> {
  const { make } = surroundings;
  const { description, disableExecuteApiEndpoint, apiKeySource, tags, stageName = "stage" } = inputs;
  const binaryMediaTypes = inputs["binaryMediaTypes"] ?? ["*/*"];
  const { body, called } = await documentOf(name, { ...inputs, binaryMediaTypes }, surroundings);
  const title = Object(body["info"]).title;
  const api = await make("apigateway/restApi:RestApi", name, {
    name: title,
    body: JSON.stringify(body),
    binaryMediaTypes,
    description,
    disableExecuteApiEndpoint,
    apiKeySource,
    tags,
  });
  const deployment = await make("apigateway/deployment:Deployment", name, { restApi: api.id });
  for (const { method, path, handler } of called) {
    const place = `${method === "ANY" ? "*" : method}${path}`;
    await make("lambda/permission:Permission", `${name}-${hash(place)}`, {
      action: "lambda:invokeFunction",
      function: handler.outputs["name"],
      principal: "apigateway.amazonaws.com",
      sourceArn: `${String(api.outputs["executionArn"])}/*/${place}`,
    });
  }
  const stage = await make("apigateway/stage:Stage", name, { restApi: api.id, deployment: deployment.id, stageName, tags });
  return { url: `${String(stage.outputs["invokeUrl"])}/`, api, deployment, stage };
}

interface Called {
  readonly method: string;
  readonly path: string;
  readonly handler: Resource;
}

async function documentOf(
  name: string,
  inputs: Mapping,
  surroundings: Surroundings,
): Promise<{ readonly body: Mapping; readonly called: readonly Called[] }> {
  if (typeof inputs["swaggerString"] === "string") {
    const given: Mapping = Object(JSON.parse(inputs["swaggerString"]));
    return { body: { ...given, info: { title: name, ...Object(given["info"]) } }, called: [] };
  }
  if (inputs["routes"] === undefined) throw new Error(`RestAPI ${JSON.stringify(name)} must have swaggerString or routes`);
  const paths = new Map<string, Record<string, unknown>>();
  const called: Called[] = [];
  const authorizers = createAuthorizers(name, surroundings);
  const bucket = once(() => bucketOf(name, inputs, surroundings));
  for (const route of list(inputs["routes"]).filter(isMapping)) {
    const path = pathOf(route);
    const where = `RestAPI ${JSON.stringify(name)}, route ${route["method"] === undefined ? "" : `${String(route["method"])} `}${path}`;
    const handler = route["eventHandler"] === undefined ? undefined : surroundings.functionOf(route["eventHandler"], where);
    if (handler !== undefined) called.push({ method: String(route["method"] ?? "").toUpperCase(), path, handler });
    const operations =
      typeof route["localPath"] === "string"
        ? await staticOperations(name, { ...route, path, localPath: route["localPath"] }, await bucket(), surroundings)
        : integratedOperations({ ...route, path }, handler, where);
    for (const operation of operations) {
      // An import takes the slash away, and says so of a document that somebody has written.
      const resource = operation.path.replace(/(.)\/$/, "$1");
      paths.set(resource, {
        ...paths.get(resource),
        [operation.method]: isRaw(route) ? operation.content : await withOptions(operation, route, where, authorizers),
      });
    }
  }
  return { body: whole(name, inputs, Object.fromEntries(paths), authorizers.definitions), called };
}

function isRaw(route: Mapping): boolean {
  return ["eventHandler", "localPath", "target"].every((kind) => route[kind] === undefined);
}

/** What any route but a raw one may ask of its requests. */
async function withOptions({ content }: Operation, route: Mapping, where: string, authorizers: Authorizers): Promise<Mapping> {
  const required = list(route["requiredParameters"])
    .filter(isMapping)
    .map(({ name, in: location }) => ({ name, in: location, required: true, type: "string" }));
  const security = await authorizers.of(route, where);
  const validator = route["requestValidator"];
  return {
    ...content,
    ...(required.length > 0 && { parameters: [...list(content["parameters"]), ...required] }),
    ...(security.length > 0 && { security: [Object.assign({}, ...security)] }),
    ...(validator !== undefined && { "x-amazon-apigateway-request-validator": validator }),
    ...(route["iamAuthEnabled"] === true && { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }),
  };
}

function whole(title: string, inputs: Mapping, paths: Mapping, securityDefinitions: Mapping): Mapping {
  const { requestValidator, gatewayResponses, apiKeySource = "HEADER", binaryMediaTypes } = inputs;
  return {
    swagger: "2.0",
    info: { title, version: "1.0" },
    paths,
    securityDefinitions,
    "x-amazon-apigateway-binary-media-types": binaryMediaTypes,
    "x-amazon-apigateway-gateway-responses": {
      MISSING_AUTHENTICATION_TOKEN: NOT_FOUND,
      ACCESS_DENIED: NOT_FOUND,
      ...(isMapping(gatewayResponses) && gatewayResponses),
    },
    "x-amazon-apigateway-api-key-source": apiKeySource,
    "x-amazon-apigateway-request-validators": VALIDATORS,
    ...(requestValidator !== undefined && { "x-amazon-apigateway-request-validator": requestValidator }),
  };
}

/** What a caller may not see is as if it were not there. */
const NOT_FOUND = { statusCode: 404, responseTemplates: { "application/json": '{"message": "404 Not found" }' } };

const VALIDATORS = {
  ALL: { validateRequestBody: true, validateRequestParameters: true },
  PARAMS_ONLY: { validateRequestBody: false, validateRequestParameters: true },
  BODY_ONLY: { validateRequestBody: true, validateRequestParameters: false },
};

/** The given one, or one of the component's own. */
async function bucketOf(name: string, { staticRoutesBucket }: Mapping, { make }: Surroundings): Promise<string> {
  if (staticRoutesBucket !== undefined) return String(staticRoutesBucket);
  const bucket = await make("s3/bucket:Bucket", name.toLowerCase().replace(/[^a-z0-9-]/g, ""), {});
  return String(bucket.outputs["bucket"]);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
