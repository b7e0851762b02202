import type { ApiDefinition } from "../types";

/** The keys of the routes that anybody may call, as API Gateway's own default is; a preflight is meant to be one. */
export function openRoutes({ routes, policy, endpoint }: ApiDefinition): readonly string[] {
  if (policy !== undefined || endpoint.type === "PRIVATE") return [];
  return Object.entries(routes).flatMap(([key, { method, authorization, apiKeyRequired }]) =>
    authorization.type === "NONE" && !apiKeyRequired && method !== "OPTIONS" ? [key] : [],
  );
}
