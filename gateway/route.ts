/** A route of a deployment with all that its definition alone decides. */
import type { ApiDefinition, Route } from "../definition/index";
import type { Call, Reply } from "./call";
import { resourceIdOf } from "./context";
import type { compileAdmission } from "./steps/admit";
import { compileAuthorization } from "./steps/authorize";
import { compileIntegrations } from "./steps/integrate";
import { compileValidation } from "./steps/validate";
import type { GatewayOptions } from "./types";

/** The steps of one route, in API Gateway's own order. */
export interface CompiledRoute {
  readonly route: Route;
  readonly resourceId: string;
  authorize(call: Call): Call | Promise<Call>;
  admit(call: Call): Call;
  validate(call: Call): void | Promise<void>;
  integrate(call: Call): Promise<Reply>;
}

/** Compiles what the routes of an API share, and then the steps of each. */
export function compileRoutes(
  definition: ApiDefinition,
  options: GatewayOptions,
  admission: ReturnType<typeof compileAdmission>,
): (route: Route) => CompiledRoute {
  const authorize = compileAuthorization(definition, options);
  const integrate = compileIntegrations(definition, options);
  return (route) => ({
    route,
    resourceId: resourceIdOf(route.path),
    authorize: authorize(route),
    admit: admission(route, definition),
    validate: compileValidation(route, definition, options),
    integrate: integrate(route),
  });
}
