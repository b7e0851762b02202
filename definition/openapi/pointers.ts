import { escapeToken } from "../../languages/json/index";
import { parseRouteKey } from "../paths";
import type { DefinitionPath } from "../rules/refusal";
import type { ApiDefinition } from "../types";
import { extension, METHOD_OF_MEMBER } from "./names";

/** A document and what was read of it. */
export interface ReadDocument {
  readonly isSwagger2: boolean;
  readonly definition: ApiDefinition;
}

/** The JSON pointer of the part of a document that a part of its definition was read from. */
export function pointerOf(path: DefinitionPath, read: ReadDocument): string {
  const names = documentPath(path, read);
  return names.length === 0 ? "/" : names.map((name) => `/${escapeToken(String(name))}`).join("");
}

function documentPath(path: DefinitionPath, read: ReadDocument): DefinitionPath {
  const { isSwagger2, definition } = read;
  const [first, name = "", third, ...rest] = path;
  switch (first) {
    case "name":
      return ["info", "title"];
    case "description":
    case "version":
      return ["info", first];
    case "endpoint":
      return isSwagger2 ? [extension.endpointConfiguration, name] : ["servers", 0, extension.endpointConfiguration, name];
    case "models": {
      const inside = third === "schema" ? rest : path.slice(2);
      // A model that is written where it is used has a name of its own making.
      const use = /^Inline[0-9a-f]{16}$/.test(String(name)) ? useOf(String(name), definition) : undefined;
      if (use === undefined) return [...(isSwagger2 ? ["definitions"] : ["components", "schemas"]), name, ...inside];
      // In Swagger 2.0 a body is one of the parameters.
      return isSwagger2 && use[1][0] === "requestModels" ? routePath(...use, read) : [...routePath(...use, read), ...inside];
    }
    case "authorizers":
      return [
        ...(isSwagger2 ? ["securityDefinitions"] : ["components", "securitySchemes"]),
        name,
        ...(third === undefined ? [] : [extension.authorizer, third === "providerArns" ? "providerARNs" : third, ...rest]),
      ];
    case "requestValidators":
      return [extension.requestValidators, ...path.slice(1)];
    case "gatewayResponses":
      return [extension.gatewayResponses, ...path.slice(1)];
    case "apiKeySource":
    case "binaryMediaTypes":
    case "minimumCompressionSize":
    case "policy":
      return [extension[first], ...path.slice(1)];
    case "extensions":
      return path.slice(1);
    case "routes":
      return name === "" ? ["paths"] : routePath(String(name), path.slice(2), read);
    default:
      return path;
  }
}

/** The first place of a route that has a model. */
function useOf(model: string, { routes }: ApiDefinition): [key: string, path: DefinitionPath] | undefined {
  for (const [key, { requestModels, methodResponses }] of Object.entries(routes)) {
    for (const [mediaType, name] of Object.entries(requestModels)) if (name === model) return [key, ["requestModels", mediaType]];
    for (const [status, { models }] of Object.entries(methodResponses))
      for (const [mediaType, name] of Object.entries(models)) if (name === model) return [key, ["methodResponses", status, "models", mediaType]];
  }
  return undefined;
}

function routePath(key: string, path: DefinitionPath, read: ReadDocument): DefinitionPath {
  const { method, path: resource } = parseRouteKey(key) ?? { method: "ANY", path: "/" };
  const member = Object.entries(METHOD_OF_MEMBER).find(([, known]) => known === method)?.[0] ?? "";
  return ["paths", resource, member, ...operationPath(key, path, read)];
}

function operationPath(key: string, [part, name = "", ...rest]: DefinitionPath, { isSwagger2, definition }: ReadDocument): DefinitionPath {
  switch (part) {
    case "requestParameters":
      return ["parameters"];
    case "requestModels":
      return isSwagger2 ? ["parameters"] : ["requestBody", "content", ...(name === "" ? [] : [name, "schema"])];
    case "requestValidator":
      return [extension.requestValidator];
    case "authorization":
      return ["security"];
    case "methodResponses": {
      const [inside, mediaType] = rest;
      if (inside !== "models") return ["responses", name, ...rest];
      return ["responses", name, ...(isSwagger2 ? ["schema"] : ["content", ...(mediaType === undefined ? [] : [mediaType, "schema"])])];
    }
    case "integration": {
      if (name !== "responses" || rest[0] === undefined) return [extension.integration, ...(name === "" ? [] : [name]), ...rest];
      const pattern = definition.routes[key]?.integration.responses[Number(rest[0])]?.selectionPattern;
      return [extension.integration, "responses", pattern ?? "default", ...rest.slice(1).filter((inside) => inside !== "selectionPattern")];
    }
    case undefined:
      return [];
    default:
      return [part];
  }
}
