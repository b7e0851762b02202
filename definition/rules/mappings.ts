import type { Named, RouteArguments } from "../arguments";
import { type AnySource, type Mapping, sourcesOf } from "../mapping/index";
import { parseRouteKey, pathVariables } from "../paths";
import type { DefinitionPath, Refusal } from "./refusal";

const VARIABLE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;

/** Typed mappings that would make a template which is none. */
export function* checkMappings(routes: Readonly<Record<string, RouteArguments<Named>>>): Iterable<Refusal> {
  for (const [key, { integration }] of Object.entries(routes)) {
    const path = ["routes", key, "integration"];
    const variables = pathVariables(parseRouteKey(key)?.path ?? "/");
    yield* checkMapping([...path, "request"], integration.request, variables);
    for (const [index, { body }] of (integration.responses ?? []).entries()) yield* checkMapping([...path, "responses", index, "body"], body, variables);
  }
}

function* checkMapping(path: DefinitionPath, mapping: Mapping<AnySource> | undefined, variables: readonly string[]): Iterable<Refusal> {
  for (const source of mapping === undefined ? [] : sourcesOf(mapping)) {
    const message = problemOf(source, variables);
    if (message !== undefined) yield { path, message };
  }
}

function problemOf(source: AnySource, variables: readonly string[]): string | undefined {
  if ("variable" in source) {
    const known = variables.map((variable) => `{${variable}}`).join(", ") || "none";
    return variables.includes(source.variable) ? undefined : `names the path variable ${JSON.stringify(source.variable)}; the route's path has ${known}.`;
  }
  const name = JSON.stringify(source.name);
  if (source.$source === "context" || source.$source === "stageVariables")
    return VARIABLE.test(source.name) ? undefined : `has ${name}, which is no name of a ${source.$source === "context" ? "$context" : "stage"} variable.`;
  return source.name.includes("'")
    ? `has ${name}; a single quote cannot be part of a name or path in a mapping. Write double quotes, or a raw template.`
    : undefined;
}
