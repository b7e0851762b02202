/** One deployment of an API on a stage: what the definition decides, compiled. */
import { type ApiDefinition, type Route, routeKey } from "../definition/index";
import type { Call, Reply } from "./call";
import { Fault } from "./fault";
import { compileFaults } from "./faults";
import { type CompiledRoute, compileRoutes } from "./route";
import { compileRouter, type Match } from "./router";
import { readAuthorization } from "./signature/index";
import type { compileAdmission } from "./steps/admit";
import { type Compression, compileCompression } from "./steps/compression";
import { refuseOversized } from "./steps/limit-size";
import type { GatewayOptions } from "./types";

export interface Deployment {
  readonly id: string;
  readonly stageVariables: ReadonlyMap<string, string>;
  readonly isCanary: boolean;
  readonly compression: Compression;
  /** Throws a fault where a request is too large for the API. */
  limit(call: Call): void;
  /** The route for a call; throws a fault where there is none. */
  find(call: Call): FoundRoute;
  /** The keys of the routes that take some method at a path. */
  routesAt(path: string): readonly string[];
  /** The gateway response for a fault. */
  answer(fault: Fault, call: Call): Reply;
}

export type FoundRoute = Match<CompiledRoute>;

/** Makes the stage's deployment, and that of its canary where it has one. */
export function compileDeployments(
  definition: ApiDefinition,
  options: GatewayOptions,
  admission: ReturnType<typeof compileAdmission>,
): { readonly production: Deployment; readonly canary: Deployment | undefined } {
  const { stage, deploymentId, canaryDeployment } = options;
  const make = (id: string, api: ApiDefinition, variables: Readonly<Record<string, string>>, isCanary: boolean): Deployment => {
    const compileRoute = compileRoutes(api, options, admission);
    const router = compileRouter(
      Object.values(api.routes).map((route) => ({ method: route.method, path: route.path, target: compileRoute(route) })),
    );
    return {
      id,
      isCanary,
      stageVariables: new Map(Object.entries(variables)),
      compression: compileCompression(api.minimumCompressionSize),
      limit: (call) => refuseOversized(call, api.endpoint.type),
      find(call) {
        const match = router(call.invocation.httpMethod, call.invocation.path);
        if (match === undefined) throw unrouted(call);
        return match;
      },
      routesAt: (path) => [...new Set(METHODS.flatMap((method) => keyOf(router(method, path)?.target.route)))],
      answer: compileFaults(api.gatewayResponses, stage.tracing),
    };
  };
  const overlaid = { ...stage.variables, ...stage.canary?.stageVariableOverrides };
  return {
    production: make(deploymentId, definition, stage.variables, false),
    canary: stage.canary && make(canaryDeployment?.id ?? deploymentId, canaryDeployment?.definition ?? definition, overlaid, true),
  };
}

/** A call with what is known of it once its route is found. */
export function entered(call: Call, { target: { route, resourceId }, pathParameters }: FoundRoute): Call {
  const { path: resourcePath, operationName } = route;
  // What is new stands first: it is added to a copy ten times slower.
  const context = { resourceId, resourcePath, ...call.context, ...(operationName !== undefined && { operationName }) };
  return { ...call, route, pathParameters, context };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

function keyOf(route: Route | undefined): string[] {
  return route === undefined ? [] : [routeKey(route.method, route.path)];
}

/** Seen: without a route API Gateway reads an Authorization header as a signature, and says so where it is none. */
function unrouted({ request }: Call): Fault {
  const authorization = readAuthorization(request, []);
  if (authorization?.kind !== "refused") return new Fault("MISSING_AUTHENTICATION_TOKEN");
  const { errorType, message } = authorization;
  return new Fault("MISSING_AUTHENTICATION_TOKEN", { errorType, message });
}
