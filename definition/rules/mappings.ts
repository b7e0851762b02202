import type { Named, RouteArguments } from "../arguments";
import { type Mapping, type Source, sourcesOf } from "../mapping/index";
import { parseRouteKey, pathVariables } from "../paths";
import type { Problem } from "../problems";

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

function checkMapping(where: string, mapping: Mapping<Source<string>> | undefined, variables: readonly string[]): readonly Problem[] {
  return (mapping === undefined ? [] : sourcesOf(mapping)).flatMap(({ source, name }): Problem[] => {
    if (source === "path" || source === "decodedPath")
      return variables.includes(name)
        ? []
        : [{ where, message: `names the path variable ${JSON.stringify(name)}; the route's path has ${variables.map((v) => `{${v}}`).join(", ") || "none"}.` }];
    if (source === "context" || source === "stageVariables")
      return /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/.test(name)
        ? []
        : [{ where, message: `has ${JSON.stringify(name)}, which is no name of a ${source === "context" ? "$context" : "stage"} variable.` }];
    return name.includes("'")
      ? [
          {
            where,
            message: `has ${JSON.stringify(name)}; a single quote cannot be part of a name or path in a mapping. Write double quotes, or a raw template.`,
          },
        ]
      : [];
  });
}
