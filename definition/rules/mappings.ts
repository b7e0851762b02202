import type { IntegrationArguments, Named } from "../arguments";
import { type AnySource, type Mapping, sourcesOf } from "../mapping/index";
import { pathVariables } from "../paths";
import type { Path } from "../places";
import type { DefinitionPath, Refusal } from "./refusal";

const VARIABLE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;

/** An integration as it is written, at its place in the arguments. */
export interface WrittenIntegration {
  readonly at: Path;
  readonly integration: IntegrationArguments<Named, string>;
  /** The resource path of its route. */
  readonly path: string;
}

/** Typed mappings that would make a template which is none. */
export function* checkMappings(written: readonly WrittenIntegration[]): Iterable<Refusal> {
  for (const { at, integration, path } of written) {
    const variables = pathVariables(path);
    yield* checkMapping([...at, "request"], integration.request, variables);
    for (const [index, { body }] of (integration.responses ?? []).entries())
      yield* checkMapping([...at, "responses", index, "body"], body, variables);
  }
}

function* checkMapping(path: DefinitionPath, mapping: Mapping<AnySource> | undefined, variables: readonly string[]): Iterable<Refusal> {
  for (const source of mapping === undefined ? [] : sourcesOf(mapping)) {
    const message = problemOf(source, variables);
    if (message !== undefined) yield { path, message };
  }
}

function problemOf(source: AnySource, variables: readonly string[]): string | undefined {
  const member = source.$source === "path" || source.$source === "decodedPath" ? "variable" : "name";
  if (typeof Reflect.get(source, member) !== "string") return `has ${JSON.stringify(source)}, a source without ${member}, which is a text.`;
  if ("variable" in source) {
    const known = variables.map((variable) => `{${variable}}`).join(", ") || "none";
    return variables.includes(source.variable)
      ? undefined
      : `names the path variable ${JSON.stringify(source.variable)}; the route's path has ${known}.`;
  }
  const name = JSON.stringify(source.name);
  if (source.$source === "context" || source.$source === "stageVariables")
    return VARIABLE.test(source.name)
      ? undefined
      : `has ${name}, which is no name of a ${source.$source === "context" ? "$context" : "stage"} variable.`;
  return source.name.includes("'")
    ? `has ${name}; a single quote cannot be part of a name or path in a mapping. Write double quotes, or a raw template.`
    : undefined;
}
