import { writeOpenApi } from "../openapi/write";
import { parsePath } from "../paths";
import type { ApiDefinition, Json, JsonObject } from "../types";
import { type Account, DEFAULT_QUOTAS } from "./account";
import type { Refusal } from "./refusal";

// The page says MB and KB, taken as 1024 of the next smaller unit.
const DEFINITION_BYTES = 6 * 1024 * 1024;
const MODEL_BYTES = 400 * 1024;
export const TEMPLATE_BYTES = 300 * 1024;
export const ACCESS_LOG_FORMAT_BYTES = 3 * 1024;
export const STAGE_VARIABLES = 100;
export const TAGS = 50;

const RAISE = "; leave some out, or have AWS raise the quota and name it in `quotas`.";

/** An API that is too large, or has too many of something. */
export function* checkQuotas(definition: ApiDefinition, { quotas = {} }: Account): Iterable<Refusal> {
  const { resources, authorizers, documentationParts, policyLength } = { ...DEFAULT_QUOTAS, ...quotas };
  const paths = resourcePaths(definition);
  if (paths > resources)
    yield {
      path: ["routes"],
      message: `have ${paths} resources, each path and all that lead to it. An API may have ${resources}${RAISE}`,
      // Reported: https://github.com/aws/serverless-application-model, an import of 301 resources.
      aws: "Maximum number of Resources for this API has been reached.  Please contact AWS if you need additional Resources.",
    };

  const authorizerCount = Object.keys(definition.authorizers).length;
  if (authorizerCount > authorizers)
    yield { path: ["authorizers"], message: `are ${authorizerCount}. An API may have ${authorizers}${RAISE}` };

  const parts = documentationPartsOf(definition.extensions);
  if (parts > documentationParts)
    yield {
      path: ["extensions", DOCUMENTATION],
      message: `has ${parts} documentation parts. An API may have ${documentationParts}${RAISE}`,
    };

  const policy = definition.policy === undefined ? 0 : JSON.stringify(definition.policy).length;
  if (policy > policyLength)
    yield {
      path: ["policy"],
      message: `has ${policy} characters. It may have ${policyLength}; shorten it, or have AWS raise the quota and name it in \`quotas\`.`,
    };

  for (const [name, { schema }] of Object.entries(definition.models)) {
    const bytes = bytesOf(schema);
    if (bytes > MODEL_BYTES)
      yield { path: ["models", name], message: `has ${bytes} bytes. A model may have ${MODEL_BYTES}; split it into several.` };
  }

  if (bytesOf(definition) * MOST_TIMES_LONGER < DEFINITION_BYTES) return;
  const bytes = bytesOf(writeOpenApi(definition));
  if (bytes > DEFINITION_BYTES)
    yield { path: [], message: `is ${bytes} bytes as an OpenAPI document. It may be ${DEFINITION_BYTES}; split the API.` };
}

/** A document is longer than the definition: a path parameter, four letters of the path, is seventy there. Nothing becomes more. */
const MOST_TIMES_LONGER = 20;

function bytesOf(json: unknown): number {
  return Buffer.byteLength(JSON.stringify(json));
}

/** Each path, and every path that leads to it, is a resource; the root is always there. */
function resourcePaths({ routes }: ApiDefinition): number {
  const paths = new Set<string>();
  for (const { path } of Object.values(routes)) {
    let resource = "";
    for (const { text } of parsePath(path)) {
      resource += `/${text}`;
      paths.add(resource);
    }
  }
  return paths.size;
}

const DOCUMENTATION = "x-amazon-apigateway-documentation";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-documentation.html */
function documentationPartsOf(extensions: JsonObject): number {
  const documentation: Json = extensions[DOCUMENTATION] ?? null;
  const parts =
    typeof documentation === "object" && documentation !== null && "documentationParts" in documentation
      ? documentation.documentationParts
      : undefined;
  return Array.isArray(parts) ? parts.length : 0;
}
