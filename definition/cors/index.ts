/** Cross-origin requests: from what a user says of origins to preflight routes, headers of answers, and headers of API Gateway's own errors. */
import type { ApiArguments, Named, RouteArguments } from "../arguments";
import type { CorsArguments } from "../arguments/cors";
import { parseRouteKey, routeKey } from "../paths";
import { METHODS } from "../tables/index";
import { withErrorHeaders } from "./errors";
import { preflightRoute } from "./preflight";
import { withResponseHeaders } from "./responses";

export { corsHeaders } from "./headers";
export { setsOrigin } from "./responses";

/** The same API in routes and gateway responses that need no word of origins any more; one that says none is left as it is. */
export function withCors(args: ApiArguments<Named>): ApiArguments<Named> {
  const { cors, ...rest } = args;
  const shared = sharedRoutes(args);
  if (shared.length === 0) return rest;
  const own = Object.fromEntries(shared.map(({ key, route, cors }) => [key, withResponseHeaders(cors, route)]));
  return {
    ...rest,
    gatewayResponses: withErrorHeaders(args.gatewayResponses ?? {}, [...new Set(shared.map((route) => route.cors))]),
    routes: { ...args.routes, ...own, ...preflightRoutes(args, shared) },
  };
}

/** A route that pages of other origins may call. */
export interface SharedRoute {
  readonly key: string;
  readonly route: RouteArguments<Named>;
  readonly method: string;
  readonly path: string;
  readonly cors: CorsArguments;
}

/** The routes that pages of other origins may call, with who may; one of the method OPTIONS answers for itself. */
export function sharedRoutes(args: ApiArguments<Named>): readonly SharedRoute[] {
  return Object.entries(args.routes).flatMap(([key, route]) => {
    const parsed = parseRouteKey(key);
    const cors = route.cors ?? args.cors;
    return parsed === undefined || parsed.method === "OPTIONS" || cors === undefined || cors === false ? [] : [{ key, route, ...parsed, cors }];
  });
}

/** One for each path that has no OPTIONS of its own. */
function preflightRoutes(args: ApiArguments<Named>, shared: readonly SharedRoute[]): Readonly<Record<string, RouteArguments<Named>>> {
  const routes = [...new Set(shared.map(({ path }) => path))]
    .filter((path) => args.routes[routeKey("OPTIONS", path)] === undefined)
    .map((path) => {
      const all = shared.filter((route) => route.path === path);
      const methods = all.some(({ method }) => method === "ANY") ? METHODS.filter((method) => method !== "ANY") : all.map(({ method }) => method);
      return all.slice(0, 1).map(({ cors }) => [routeKey("OPTIONS", path), preflightRoute(cors, cors.methods ?? [...methods].sort())] as const);
    });
  return Object.fromEntries(routes.flat());
}
