import { mapRecord } from "../definition/index";
import type { Prepared } from "./gateways";

/** The program's APIs as they would be if their routes asked nobody who they are. */
export function withoutAccessControl(prepared: Prepared): Prepared {
  const apis = prepared.resources.apis.map((api) => {
    const { policy: _policy, ...definition } = api.definition;
    const routes = mapRecord(definition.routes, (route) => ({ ...route, authorization: { type: "NONE" } as const, apiKeyRequired: false }));
    return { ...api, definition: { ...definition, routes } };
  });
  return { ...prepared, resources: { ...prepared.resources, apis } };
}
