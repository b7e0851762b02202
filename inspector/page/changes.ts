import type { ApiDescription } from "../protocol";

/** `API METHOD /path` of each route that is new or other than before. */
export function changedRoutes(before: readonly ApiDescription[], now: readonly ApiDescription[]): ReadonlySet<string> {
  const earlier = written(before);
  return new Set([...written(now)].filter(([key, text]) => earlier.get(key) !== text).map(([key]) => key));
}

function written(apis: readonly ApiDescription[]): ReadonlyMap<string, string> {
  return new Map(apis.flatMap((api) => api.routes.map((route) => [`${api.name} ${route.key}`, JSON.stringify(route)] as const)));
}
