import { type handleUnaryCall, Server, ServerCredentials, status } from "@grpc/grpc-js";
import { type Callback, createCallbacks } from "./callbacks";
import type { Door } from "./door";
import { createHooks, type Hook } from "./hooks";
import type { InvokeRequest, Monitor, ReadRequest, RegisterRequest } from "./monitor";
import { serviceDefinition } from "./protocol";
import { createTransforms } from "./transforms";

/** What a program tells of itself besides its resources. */
export interface ProgramEvents {
  /** A line of the program's log. */
  log(line: string): void;
  /** Something for which the engine would refuse the program. */
  error(message: string): void;
  /** It asks or registers something. */
  call(): void;
  /** The program has run to its end: its outputs are known. */
  outputs(): void;
  /** There is nothing more to come. */
  finished(): void;
}

export interface MonitorServer {
  close(): void;
}

/** Serves the monitor, and what a program needs of the engine, to who calls at the door. */
export function serveMonitor(door: Door, monitor: Monitor, events: ProgramEvents): MonitorServer {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  let root = "";
  const callbacks = createCallbacks();
  const transforms = createTransforms(callbacks);
  const hooks = createHooks(callbacks, events.log);
  const counted = <Request>(handle: (request: Request) => object | Promise<object>) =>
    unary((request: Request) => {
      events.call();
      return handle(request);
    });
  server.addService(serviceDefinition("ResourceMonitor"), {
    SupportsFeature: unary(({ id }: { id: string }) => ({ hasSupport: FEATURES.has(id) })),
    Invoke: counted(async (request: InvokeRequest) => monitor.invoke(await transforms.invoke(request))),
    Call: counted((request: InvokeRequest) => monitor.call(request)),
    ReadResource: counted((request: ReadRequest) => monitor.readResource(request)),
    RegisterResource: counted(async (request: RegisterRequest) => {
      const registered = await monitor.registerResource(await transforms.register(request), (part) => {
        transforms.remember(part.parent, request);
        return transforms.register(part);
      });
      transforms.remember(registered.urn, request);
      await hooks.run(request, registered);
      return registered;
    }),
    RegisterResourceOutputs: counted(({ urn }: { urn: string }) => {
      if (urn.split("::")[2] === "pulumi:pulumi:Stack") events.outputs();
      return {};
    }),
    RegisterStackTransform: unary((callback: Callback) => {
      transforms.addToStack(callback);
      return {};
    }),
    RegisterStackInvokeTransform: unary((callback: Callback) => {
      transforms.addToCalls(callback);
      return {};
    }),
    RegisterResourceHook: unary((hook: Hook) => {
      hooks.add(hook);
      return {};
    }),
    RegisterErrorHook: unary(() => ({})),
    RegisterPackage: unary(() => ({ ref: "local" })),
    SignalAndWaitForShutdown: unary(() => {
      events.finished();
      return {};
    }),
  });
  server.addService(serviceDefinition("Engine"), {
    Log: unary(({ severity, message, urn, ephemeral }: LogRequest) => {
      if (severity >= SEVERITY.error) events.error(message);
      else if (severity >= SEVERITY.info && !ephemeral) events.log(`${subjectOf(urn)}${message}`);
      return {};
    }),
    GetRootResource: unary(() => ({ urn: root })),
    SetRootResource: unary(({ urn }: { urn: string }) => {
      root = urn;
      return {};
    }),
    // There is no CLI here whose version could matter, nor one that waits for a debugger.
    RequirePulumiVersion: unary(() => ({})),
    StartDebugging: unary(() => ({})),
  });
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  door.take((connection) => injector.injectConnection(connection.resume()));
  return {
    close() {
      callbacks.close();
      door.close();
      injector.destroy();
      server.forceShutdown();
    },
  };
}

/** Without output values the inputs arrive as plain data; what a newer SDK asks for is not there. */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

const SEVERITY = { info: 1, error: 3 };

interface LogRequest {
  readonly severity: number;
  readonly message: string;
  /** Of the resource that the line is about. */
  readonly urn: string;
  readonly ephemeral: boolean;
}

/** The resource as its own refusals name it; lines about the whole program have none. */
function subjectOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  const type = types.split(":").at(-1) ?? "";
  return name === "" || type === "Stack" ? "" : `${type} ${JSON.stringify(name)}: `;
}

/** A call that is answered, or failed with what was thrown. */
function unary<Request>(handle: (request: Request) => object | Promise<object>): handleUnaryCall<Request, object> {
  return ({ request }, callback) => {
    new Promise<object>((resolve) => resolve(handle(request))).then(
      (response) => callback(null, response),
      (error) => callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
    );
  };
}
