import { unescapeToken } from "../../languages/json/index";
import type { Json, JsonObject } from "../types";

type Kind = "schemas" | "responses" | "securitySchemes";

/** Of these components what the operations name, and what that refers to in its turn. */
export function usedComponents(paths: JsonObject, components: Readonly<Record<Kind, JsonObject>>): Readonly<Record<Kind, JsonObject>> {
  const used: Record<Kind, Set<string>> = { schemas: new Set(), responses: new Set(), securitySchemes: new Set() };
  const use = (kind: Kind, name: string): void => {
    if (used[kind].has(name)) return;
    used[kind].add(name);
    visit(components[kind][name]);
  };
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    for (const [member, inner] of Object.entries(value)) {
      const [, kind, name] = (member === "$ref" && typeof inner === "string" && REFERENCE.exec(inner)) || [];
      if (name !== undefined && (kind === "schemas" || kind === "responses")) use(kind, unescapeToken(name));
      if (member === "security") for (const scheme of schemesOf(inner)) use("securitySchemes", scheme);
      visit(inner);
    }
  };
  visit(paths);
  return {
    schemas: only(components.schemas, used.schemas),
    responses: only(components.responses, used.responses),
    securitySchemes: only(components.securitySchemes, used.securitySchemes),
  };
}

const REFERENCE = /^#\/components\/(\w+)\/(.+)$/;

function schemesOf(security: Json): readonly string[] {
  return Array.isArray(security) ? security.flatMap((requirement: Json) => Object.keys(Object(requirement))) : [];
}

function only(members: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => names.has(name)));
}
