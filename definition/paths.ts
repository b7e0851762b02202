/** The grammar of route keys and resource paths. */
import { METHODS, type Method } from "./tables/index";
import type { RouteKey } from "./types";

/** Names of the variables in a resource path or route key, as a type: `"id" | "proxy"` for `GET /pets/{id}/{proxy+}`. */
export type PathVariables<Path extends string> = string extends Path
  ? string
  : Path extends `${string}{${infer Variable}}${infer Rest}`
    ? WithoutPlus<Variable> | PathVariables<Rest>
    : never;

type WithoutPlus<Variable extends string> = Variable extends `${infer Name}+` ? Name : Variable;

/** A path segment: literal text, a variable, or a greedy variable that takes all that follows. */
export interface PathSegment {
  readonly text: string;
  readonly variable?: string;
  readonly greedy: boolean;
}

/** Splits a resource path into its segments; `/` has none. */
export function parsePath(path: string): readonly PathSegment[] {
  return path
    .split("/")
    .slice(1)
    .filter((text, index, all) => text !== "" || index < all.length - 1)
    .map((text) => {
      const variable = /^\{([^{}+]+)(\+?)\}$/.exec(text);
      return variable?.[1] === undefined ? { text, greedy: false } : { text, variable: variable[1], greedy: variable[2] === "+" };
    });
}

/** Names of the variables in a resource path, in order. */
export function pathVariables(path: string): readonly string[] {
  return parsePath(path).flatMap(({ variable }) => variable ?? []);
}

/** Splits `GET /pets` into its method and path, or gives undefined where that is not what it is. */
export function parseRouteKey(key: string): { readonly method: Method; readonly path: string } | undefined {
  const split = key.indexOf(" ");
  const method = METHODS.find((known) => known === key.slice(0, split));
  const path = key.slice(split + 1);
  return method !== undefined && path.startsWith("/") ? { method, path } : undefined;
}

export function routeKey(method: Method, path: string): RouteKey {
  return `${method} /${path.slice(1)}`;
}
