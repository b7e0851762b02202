/**
 * Cross-origin requests: from what a user says of origins to preflight routes, headers of answers, and headers of API Gateway's own errors.
 */
import type { CorsArguments } from "../arguments/cors";
import { defineRoute } from "../define-route";
import { routeKey } from "../paths";
import { type Path, Places } from "../places";
import { METHODS } from "../tables/index";
import type { ApiDefinition, Route } from "../types";
import { withErrorHeaders } from "./errors";
import { preflightRoute } from "./preflight";
import { withResponseHeaders } from "./responses";

export { corsHeaders } from "./headers";
export { setsOrigin } from "./responses";

/** What is said of origins: of all routes, and of single ones by their key. */
export interface ApiCors {
  readonly all: CorsArguments | undefined;
  readonly routes: Readonly<Record<string, CorsArguments | false | undefined>>;
}

/** The API with preflights and headers for pages of other origins; one that says nothing of them is left as it is. */
export function withCors(definition: ApiDefinition, cors: ApiCors, places: Places): ApiDefinition {
  const shared = sharedRoutes(definition, cors);
  if (shared.length === 0) return definition;
  const own = Object.fromEntries(shared.map(({ key, route, cors }) => [key, withResponseHeaders(cors, route)]));
  return {
    ...definition,
    gatewayResponses: withErrorHeaders(
      definition.gatewayResponses,
      [...new Set(shared.map((route) => route.cors))],
      shared[0]?.at ?? ["cors"],
      places,
    ),
    routes: { ...definition.routes, ...own, ...preflightRoutes(definition, shared, places) },
  };
}

/** A route that pages of other origins may call. */
export interface SharedRoute {
  readonly key: string;
  readonly route: Route;
  readonly cors: CorsArguments;
  /** Where that is said. */
  readonly at: Path;
}

/** The routes that pages of other origins may call, with who may; one of the method OPTIONS answers for itself. */
export function sharedRoutes({ routes }: ApiDefinition, { all, routes: single }: ApiCors): readonly SharedRoute[] {
  return Object.entries(routes).flatMap(([key, route]) => {
    const own = Object.hasOwn(single, key) ? single[key] : undefined;
    const cors = own ?? all;
    if (route.method === "OPTIONS" || cors === undefined || cors === false) return [];
    return [{ key, route, cors, at: own === undefined ? ["cors"] : ["routes", key, "cors"] }];
  });
}

/** One for each path that has no OPTIONS of its own. */
function preflightRoutes({ routes }: ApiDefinition, shared: readonly SharedRoute[], places: Places): Readonly<Record<string, Route>> {
  const paths = [...new Set(shared.map(({ route }) => route.path))].filter((path) => !Object.hasOwn(routes, routeKey("OPTIONS", path)));
  return Object.fromEntries(
    paths.flatMap((path) => {
      const all = shared.filter(({ route }) => route.path === path);
      const methods = all.some(({ route }) => route.method === "ANY")
        ? METHODS.filter((method) => method !== "ANY")
        : all.map(({ route }) => route.method).sort();
      return all.slice(0, 1).map(({ cors, at }) => {
        const key = routeKey("OPTIONS", path);
        const route = defineRoute({ method: "OPTIONS", path }, preflightRoute(cors, cors.methods ?? methods), undefined, new Places());
        places.made(["routes", key], at);
        return [key, route] as const;
      });
    }),
  );
}
