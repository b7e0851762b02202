import { mapRecord } from "./map-record";
import type { ApiDefinition } from "./types";

/** An API whose functions a role invokes, and their invocation uris. */
export interface InvokedByRole {
  readonly definition: ApiDefinition;
  readonly uris: readonly string[];
}

/** The API with this role for every function that it invokes, but for those for which it names one itself. */
export function withInvokeRole(definition: ApiDefinition, isFunction: (uri: string) => boolean, role: string): InvokedByRole {
  const uris: string[] = [];
  const needsRole = (uri: string | undefined, credentials: string | undefined) => {
    if (uri === undefined || credentials !== undefined || !isFunction(uri)) return false;
    uris.push(uri);
    return true;
  };
  const routes = mapRecord(definition.routes, (route) => {
    const { integration } = route;
    return needsRole(integration.uri, integration.credentials) ? { ...route, integration: { ...integration, credentials: role } } : route;
  });
  const authorizers = mapRecord(definition.authorizers, (authorizer) =>
    needsRole(authorizer.authorizerUri, authorizer.authorizerCredentials) ? { ...authorizer, authorizerCredentials: role } : authorizer,
  );
  return { definition: { ...definition, routes, authorizers }, uris };
}
