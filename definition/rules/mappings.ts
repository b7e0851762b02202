import type { Named, RouteArguments } from "../arguments";
import { type AnySource, type Mapping, sourcesOf } from "../mapping/index";
import { parseRouteKey, pathVariables } from "../paths";
import type { Problem } from "../problems";

const VARIABLE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/;

/** Typed mappings that would make a template which is none. */
export function checkMappings(routes: Readonly<Record<string, RouteArguments<Named>>>): readonly Problem[] {
  return Object.entries(routes).flatMap(([key, { integration }]) => {
    const where = `routes[${JSON.stringify(key)}].integration`;
    const variables = pathVariables(parseRouteKey(key)?.path ?? "/");
    return [
      ...checkMapping(`${where}.request`, integration.request, variables),
      ...(integration.responses ?? []).flatMap(({ body }, index) => checkMapping(`${where}.responses[${index}].body`, body, variables)),
    ];
  });
}

function checkMapping(where: string, mapping: Mapping<AnySource> | undefined, variables: readonly string[]): readonly Problem[] {
  return (mapping === undefined ? [] : sourcesOf(mapping)).flatMap((source): Problem[] => {
    if ("variable" in source) {
      const known = variables.map((variable) => `{${variable}}`).join(", ") || "none";
      return variables.includes(source.variable)
        ? []
        : [{ where, message: `names the path variable ${JSON.stringify(source.variable)}; the route's path has ${known}.` }];
    }
    const name = JSON.stringify(source.name);
    if (source.$source === "context" || source.$source === "stageVariables")
      return VARIABLE.test(source.name)
        ? []
        : [{ where, message: `has ${name}, which is no name of a ${source.$source === "context" ? "$context" : "stage"} variable.` }];
    return source.name.includes("'")
      ? [{ where, message: `has ${name}; a single quote cannot be part of a name or path in a mapping. Write double quotes, or a raw template.` }]
      : [];
  });
}
