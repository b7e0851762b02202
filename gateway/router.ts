/**
 * Which route answers: per segment the literal before the variable before the greedy one, going back where a branch has no method for the
 * request.
 */
import type { Method } from "../definition/index";

export interface Match<T> {
  readonly target: T;
  /** The path's variables, not decoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

/** Finds what answers a method and a path, neither of them decoded; undefined where nothing does. */
export type Router<T> = (method: string, path: string) => Match<T> | undefined;

export interface Entry<T> {
  readonly method: Method;
  readonly path: string;
  readonly target: T;
}

interface Resource<T> {
  readonly methods: Map<string, T>;
  readonly literals: Map<string, Resource<T>>;
  variable?: { readonly name: string; readonly resource: Resource<T> };
  greedy?: { readonly name: string; readonly resource: Resource<T> };
}

// LocalStack: ANY stands for these, so that TRACE or PROPFIND find no route.
const ANY = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** Compiles the routes of an API, one entry a route. */
export function compileRouter<T>(entries: Iterable<Entry<T>>): Router<T> {
  const root = emptyResource<T>();
  for (const { method, path, target } of entries) resourceAt(root, segmentsOf(path)).methods.set(method, target);
  return (method, path) => find(root, segmentsOf(path), 0, method, []);
}

function emptyResource<T>(): Resource<T> {
  return { methods: new Map(), literals: new Map() };
}

function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\/|\/+$/g, "");
  return inner === "" ? [] : inner.split("/");
}

function resourceAt<T>(root: Resource<T>, segments: readonly string[]): Resource<T> {
  return segments.reduce((parent, segment) => childOf(parent, segment), root);
}

function childOf<T>(parent: Resource<T>, segment: string): Resource<T> {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
  if (name !== undefined && plus === "+") {
    parent.greedy ??= { name, resource: emptyResource() };
    return parent.greedy.resource;
  }
  if (name !== undefined) {
    parent.variable ??= { name, resource: emptyResource() };
    return parent.variable.resource;
  }
  const child = parent.literals.get(segment) ?? emptyResource();
  parent.literals.set(segment, child);
  return child;
}

/** Visits each resource at most once, for its depth says how many segments are left. */
function find<T>(
  resource: Resource<T>,
  segments: readonly string[],
  depth: number,
  method: string,
  found: readonly (readonly [string, string])[],
): Match<T> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return answerOf(resource, method, found);
  const { variable, greedy } = resource;
  const literal = resource.literals.get(segment);
  return (
    (literal && find(literal, segments, depth + 1, method, found)) ??
    (variable && segment !== "" ? find(variable.resource, segments, depth + 1, method, [...found, [variable.name, segment]]) : undefined) ??
    (greedy && answerOf(greedy.resource, method, [...found, [greedy.name, segments.slice(depth).join("/")]]))
  );
}

const NONE: Match<unknown>["pathParameters"] = new Map();

function answerOf<T>({ methods }: Resource<T>, method: string, found: readonly (readonly [string, string])[]): Match<T> | undefined {
  const target = methods.get(method) ?? (ANY.has(method) ? methods.get("ANY") : undefined);
  return target === undefined ? undefined : { target, pathParameters: found.length === 0 ? NONE : new Map(found) };
}
