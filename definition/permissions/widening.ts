import { compareText } from "../canonical";
import { routeKey } from "../paths";
import { type Block, sourcesOf } from "./merge";
import { covers } from "./source";
import type { PermissionRequest, Widening } from "./types";

/** What a block's statements allow besides the routes that they are for. */
export function widenedBlock(name: string, block: Block, stages: readonly string[], request: PermissionRequest): Widening[] {
  const { source, grants, anyStage } = block;
  const alsoGrants = [
    ...request.routes
      .filter((route) => route.function !== name && covers(source, route))
      .map((route) => `${route.method} ${route.path} (${owner(route.function)})`),
    ...(source.method === "*" && grants.some(({ method }) => method !== "*") ? ["every other method"] : []),
    ...(source.open ? [`every other path that begins with ${source.path}`] : []),
    ...(anyStage ? ["every other stage of the API"] : []),
  ];
  const routes = grants.map(({ method, path }) => routeKey(method === "*" ? "ANY" : method, path)).sort(compareText);
  return alsoGrants.length === 0 ? [] : sourcesOf(block, stages).map((text) => ({ function: name, source: text, routes, alsoGrants }));
}

/** What a statement for any authorizer allows besides the function's own. */
export function widenedAuthorizers(name: string, source: string, { authorizers }: PermissionRequest): Widening[] {
  const alsoGrants = authorizers.filter((other) => other.function !== name).map((other) => `authorizer ${other.name} (${owner(other.function)})`);
  return alsoGrants.length === 0 ? [] : [{ function: name, source, routes: [], alsoGrants }];
}

function owner(name: string | undefined): string {
  return name === undefined ? "no function" : `function ${name}`;
}
