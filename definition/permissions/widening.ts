import { compareText } from "../canonical";
import { routeKey } from "../paths";
import { type Block, sourcesOf } from "./blocks";
import { covers, type RouteCalls } from "./calls";
import type { ResourceSource } from "./source";
import type { PermissionRequest, Widening } from "./types";

/** What a block's statements allow besides the routes that they are for. */
export function widenedBlock(name: string, block: Block, stages: readonly string[], calls: readonly RouteCalls[]): Widening[] {
  const { source, grants, anyStage } = block;
  if (source.method !== "*" && !source.open && !anyStage) return [];
  const others = calls.filter((route) => route.function !== name && covers(source, anyStage, route));
  const alsoGrants = [
    ...others.map((route) => `${route.method} ${route.path} (${owner(route.function)})`),
    ...(source.method === "*" && grants.some(({ method }) => method !== "*") ? ["every other method"] : []),
    ...(grants.length > 1 ? [everyOtherPath(source)] : []),
    ...(anyStage ? ["every other stage of the API"] : []),
  ];
  const routes = grants.map(({ method, path }) => routeKey(method === "*" ? "ANY" : method, path)).sort(compareText);
  const cause = grants.length > 1 || anyStage || grants.some(({ method }) => method !== source.method) ? "room" : "ANY";
  return alsoGrants.length === 0
    ? []
    : sourcesOf(block, stages).map((text) => ({ function: name, source: text, cause, routes, alsoGrants }));
}

/** A `*` in the method's place stands for a method and any beginning of a path. */
function everyOtherPath({ method, path, open }: ResourceSource): string {
  if (method === "*") return `every other path that ${open ? "contains" : "ends with"} ${path}`;
  return `every other path that begins with ${path}`;
}

/** What a statement for any authorizer allows besides the function's own. */
export function widenedAuthorizers(name: string, source: string, { authorizers }: PermissionRequest): Widening[] {
  const others = authorizers.filter((other) => other.function !== name);
  const alsoGrants = others.map((other) => `authorizer ${other.name} (${owner(other.function)})`).sort(compareText);
  return alsoGrants.length === 0 ? [] : [{ function: name, source, cause: "authorizer", routes: [], alsoGrants }];
}

function owner(name: string | undefined): string {
  return name === undefined ? "no function" : `function ${name}`;
}
