import { type ImportedApi, importOpenApi, type OpenApiSettings } from "../../definition/index";
import type { Properties } from "./properties";

/**
 * An imported API with what resources of their own say beside its document. They are made after the import: what the document says of all
 * its operations is not for them, and they win over it. Of the document they name its models.
 */
export function withParts(
  { definition, places, warnings }: ImportedApi,
  addParts: (document: Properties) => Properties,
  settings: OpenApiSettings,
): ImportedApi {
  const nothing: Properties = {
    openapi: "3.0.1",
    info: { title: definition.name, version: definition.version },
    paths: {},
    components: { schemas: Object.fromEntries(Object.keys(definition.models).map((name) => [name, {}])) },
  };
  const document = addParts(nothing);
  if (document === nothing) return { definition, places, warnings };
  const { definition: parts, warnings: more } = importOpenApi(document, settings);
  for (const key of Object.keys(parts.routes)) places.moved(["routes", key], ["routes", key]);
  return {
    definition: {
      ...definition,
      models: { ...parts.models, ...definition.models },
      requestValidators: { ...definition.requestValidators, ...parts.requestValidators },
      authorizers: { ...definition.authorizers, ...parts.authorizers },
      gatewayResponses: { ...definition.gatewayResponses, ...parts.gatewayResponses },
      routes: { ...definition.routes, ...parts.routes },
    },
    places,
    warnings: [...warnings, ...more],
  };
}
