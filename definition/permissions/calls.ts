import type { Method } from "../tables/index";
import { METHODS } from "../tables/index";
import type { ResourceSource } from "./source";
import type { PermissionRequest } from "./types";

/** The calls that API Gateway makes for one route. */
export interface RouteCalls {
  readonly method: Method;
  readonly path: string;
  readonly function?: string | undefined;
  /** The methods that the source ARN may name; with ANY, to be sure, also those that have no route of their own. */
  readonly methods: readonly Method[];
}

export function callsOf(routes: PermissionRequest["routes"]): RouteCalls[] {
  const taken = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return routes.map((route) => ({
    ...route,
    methods:
      route.method === "ANY" ? METHODS.filter((method) => method === "ANY" || !taken.has(`${method} ${route.path}`)) : [route.method],
  }));
}

/**
 * Whether one of the calls comes from that source. A `*` stands for any text, slashes too, so that for any method it lets pass every path
 * that ends like the source's:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (ARN condition operators)
 */
export function covers({ method, path, open }: ResourceSource, anyStage: boolean, calls: RouteCalls): boolean {
  const wanted = method === "*" ? path : `/${method}${path}`;
  const from = method === "*" ? 1 : 0;
  const isLoose = anyStage || method === "*";
  return calls.methods.some((called) => {
    const call = `/${called}${calls.path}`;
    const at = open ? call.indexOf(wanted, from) : call.length - wanted.length;
    return at >= from && (isLoose || at === 0) && call.startsWith(wanted, at);
  });
}
