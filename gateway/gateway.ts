import type { ApiDefinition } from "../definition/index";
import type { Call, Reply } from "./call";
import { openContext } from "./context";
import { compileDeployments, type Deployment, entered, type FoundRoute } from "./deployment";
import { Fault } from "./fault";
import { compileAdmission } from "./steps/admit";
import { close } from "./steps/close";
import { methodRequest, sentOf } from "./steps/method-request";
import { parseRequest } from "./steps/parse-request";
import { compileAccessLog } from "./steps/write-access-log";
import { startTrace } from "./trace/index";
import type { Gateway, GatewayOptions, HttpRequest } from "./types";
import { compileTracing } from "./x-ray";

/** Makes the data plane of one stage: all that the definition decides is compiled here, once. */
export function createGateway(definition: ApiDefinition, options: GatewayOptions): Gateway {
  const traceOf = compileTracing(options);
  const writeAccessLog = compileAccessLog(options);
  const { production, canary } = compileDeployments(definition, options, compileAdmission(options));
  const percentTraffic = options.stage.canary?.percentTraffic ?? 0;
  return {
    async handle(request) {
      const deployment = canary !== undefined && options.random() * 100 < percentTraffic ? canary : production;
      let call = open(request, deployment, traceOf(request), options);
      const sent = sentOf(call.invocation);
      let found: FoundRoute | undefined;
      call.trace.add(() => methodRequest(sent, found, deployment.routesAt));
      let reply: Reply;
      try {
        refuseOtherStages(call, options);
        deployment.limit(call);
        found = deployment.find(call);
        const route = found.target;
        call = entered(call, found);
        call = await route.authorize(call);
        call = route.admit(call);
        call = deployment.compression.decode(call);
        await route.validate(call);
        reply = await route.integrate(call);
      } catch (error) {
        reply = deployment.answer(asFault(error), call);
      }
      const { body } = reply;
      reply = writeAccessLog(deployment.compression.encode(reply, call), call);
      return close(reply, body, call);
    },
  };
}

const NONE: Call["pathParameters"] = new Map();

function open(request: HttpRequest, { id, stageVariables, isCanary }: Deployment, xray: Call["xray"], options: GatewayOptions): Call {
  const invocation = parseRequest(request, xray.forwarded);
  // Recorded: false is there too, where the stage has a canary and it is another deployment that answers.
  const opened = openContext(invocation, id, options);
  const context = options.stage.canary === undefined ? opened : { ...opened, isCanaryRequest: isCanary };
  const trace = startTrace(context.requestId, options.clock);
  return { request, invocation, route: undefined, pathParameters: NONE, stageVariables, context, xray, trace, measures: {} };
}

function refuseOtherStages({ invocation }: Call, { stage }: GatewayOptions): void {
  if (invocation.stage !== stage.name)
    throw new Fault("INVALID_API_KEY", { bare: true, step: "methodRequest", log: `There is no stage ${invocation.stage}` });
}

/** Whatever else goes wrong is an internal error of which the client learns nothing. */
function asFault(error: unknown): Fault {
  return error instanceof Fault ? error : internal(error);
}

function internal(error: unknown): Fault {
  return new Fault("DEFAULT_5XX", {
    log: `Execution failed due to an internal error: ${error instanceof Error ? error.message : String(error)}`,
  });
}
