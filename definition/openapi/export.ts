import { isObject } from "../../languages/json/index";
import type { ApiDefinition, Json, JsonObject } from "../types";
import { writeOpenApi } from "./write";
import { withoutEmpty } from "./write-operation";
import { writePublicOpenApi } from "./write-public";

export interface OpenApiExport {
  /**
   * Whether the document has API Gateway's extensions, so that another API can be made of it: what is behind the API, account ids among it.
   * @default false
   */
  readonly extensions?: boolean | undefined;
  /** Where the API is called. @default none */
  readonly servers?: readonly string[];
}

/** The API as a document of OpenAPI 3.0 for others: with API Gateway's extensions what it imports, without them what callers see. */
export function exportOpenApi(definition: ApiDefinition, { extensions = false, servers = [] }: OpenApiExport = {}): JsonObject {
  if (!extensions) return writePublicOpenApi(definition, servers);
  const { openapi, info, servers: written, paths, ...rest } = writeOpenApi(definition);
  const [own] = listOf(written);
  const [first, ...others] = servers;
  return {
    openapi: openapi ?? "",
    info: info ?? {},
    // What API Gateway has to know of its endpoint stands in a server.
    ...withoutEmpty({
      servers: first === undefined ? listOf(written) : [{ ...membersOf(own), url: first }, ...others.map((url) => ({ url }))],
    }),
    paths: mapMembers(paths, (item) => mapMembers(item, withResponse)),
    ...rest,
  };
}

/** OpenAPI asks for a response, which a proxied back end need not have. */
function withResponse(operation: Json): Json {
  const { responses, ...rest } = membersOf(operation);
  return Object.keys(membersOf(responses)).length > 0 ? operation : { ...rest, responses: { 200: { description: "200 response" } } };
}

function mapMembers(value: Json | undefined, map: (member: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([name, member]) => [name, map(member)]));
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function membersOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
