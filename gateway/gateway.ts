import type { ApiDefinition } from "../definition/index";
import type { Call, Reply } from "./call";
import { close } from "./close";
import { openContext } from "./context";
import { Fault } from "./fault";
import { compileFaults } from "./faults";
import { refuseOversized } from "./limits";
import { type Invocation, parseRequest } from "./request";
import { type CompiledRoute, compileRoute } from "./route";
import { compileRouter, type Router } from "./router";
import { printBody, printMap, startTrace } from "./trace";
import type { Gateway, GatewayOptions, HttpRequest } from "./types";
import { compileTracing } from "./x-ray";

/** Makes the data plane of one stage: all that the definition decides is compiled here, once. */
export function createGateway(definition: ApiDefinition, options: GatewayOptions): Gateway {
  const trace = compileTracing(options);
  const production = compileDeployment(definition, options.deploymentId, options);
  return {
    async handle(request) {
      const deployment = production;
      let call = open(request, deployment, trace(request), options);
      let reply: Reply;
      try {
        refuseOversized(call);
        refuseOtherStages(call.invocation, options);
        const matched = deployment.find(call);
        call = matched.call;
        matched.route.validate(call);
        reply = await matched.route.integrate(call);
      } catch (error) {
        reply = deployment.answer(asFault(error, call), call);
      }
      return close(reply, call);
    },
  };
}

interface Deployment {
  readonly id: string;
  readonly stageVariables: ReadonlyMap<string, string>;
  find(call: Call): { readonly route: CompiledRoute; readonly call: Call };
  answer(fault: Fault, call: Call): Reply;
}

function compileDeployment(definition: ApiDefinition, id: string, options: GatewayOptions): Deployment {
  const routes = Object.values(definition.routes);
  const router = compileRouter(routes.map((route) => ({ method: route.method, path: route.path, target: compileRoute(route, definition, options) })));
  return {
    id,
    stageVariables: new Map(Object.entries(options.stage.variables)),
    find: (call) => find(router, call),
    answer: compileFaults(definition.gatewayResponses),
  };
}

function open(request: HttpRequest, deployment: Deployment, xray: Call["xray"], options: GatewayOptions): Call {
  const invocation = parseRequest(request, xray.forwarded);
  const context = openContext(invocation, deployment.id, options);
  const trace = startTrace(context.requestId, options.clock);
  return { invocation, pathParameters: new Map(), stageVariables: deployment.stageVariables, context, xray, trace, measures: {} };
}

// Seen: a stage that is not there is refused before the API is known, so that no gateway response of it applies.
function refuseOtherStages({ stage }: Invocation, options: GatewayOptions): void {
  if (stage !== options.stage.name) throw new Fault("INVALID_API_KEY");
}

function find(router: Router<CompiledRoute>, call: Call): { readonly route: CompiledRoute; readonly call: Call } {
  const { invocation, context, trace } = call;
  const match = router(invocation.httpMethod, invocation.path);
  if (match === undefined) throw new Fault("MISSING_AUTHENTICATION_TOKEN");
  const { target: route, pathParameters } = match;
  trace.line(`HTTP Method: ${invocation.httpMethod}, Resource Path: ${invocation.path}`);
  trace.line(`Method request path: ${printMap(pathParameters)}`);
  trace.line(`Method request query string: ${printMap(invocation.query)}`);
  trace.line(`Method request headers: ${printMap(invocation.headers)}`);
  trace.line(`Method request body before transformations: ${printBody(invocation.body)}`);
  return { route, call: { ...call, pathParameters, context: { ...context, resourceId: route.resourceId, resourcePath: route.resourcePath } } };
}

/** Whatever else goes wrong is an internal error of which the client learns nothing. */
function asFault(error: unknown, { trace }: Call): Fault {
  const fault =
    error instanceof Fault
      ? error
      : new Fault("DEFAULT_5XX", { log: `Execution failed due to an internal error: ${error instanceof Error ? error.message : String(error)}` });
  if (fault.details.log !== undefined) trace.line(fault.details.log);
  return fault;
}
