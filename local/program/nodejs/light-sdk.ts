import type { Session } from "node:inspector";
import Module from "node:module";
import { findObservers, withoutPreviewParts } from "./preview-parts";
import { replaceOnce } from "./replace-once";

/**
 * Lets Pulumi's SDK load without what few programs use of it: the TypeScript compiler and npm's resolver, which it needs to turn closures
 * into functions, its automation API, and what sends traces. They are more than half of the time that it takes to load, and loaded when
 * they are first used.
 */
export function loadLater(): void {
  const internals: { _load: LoadModule } = Object(Module);
  const original = internals._load;
  internals._load = (request, parent, isMain) => {
    const loadNow = () => original.call(Module, request, parent, isMain);
    if (!SDK.test(Object(parent).filename)) return loadNow();
    if (LATER.test(request)) return later(loadNow);
    const loaded = loadNow();
    LIGHTER.get(request.slice(request.lastIndexOf("/") + 1))?.(Object(loaded));
    return loaded;
  };
}

type LoadModule = (request: string, parent: unknown, isMain: boolean) => unknown;

const SDK = /[\\/]@pulumi[\\/]pulumi[\\/]/;
const LATER =
  /^(?:@npmcli\/arborist|normalize-package-data|fdir|@opentelemetry\/(?!api$).*|\.\/automation|source-map-support\/register)$|\/typescript-shim$/;

/** What is done to modules of the SDK when they are loaded, by the last part of their names. */
const LIGHTER: ReadonlyMap<string, (module: Record<string, unknown>) => void> = new Map([
  // Several messages of each resource, one after the other, which nobody is shown.
  ["log", (module) => Reflect.set(module, "debug", () => Promise.resolve())],
  ["debuggable", withoutStacks],
  ["v8Hooks", withLaterDebugger],
  ["state", findObservers],
  // Two modules have that name.
  [
    "resource",
    (module) => {
      withoutPlaces(module);
      withoutPreviewParts(module);
    },
  ],
]);

/** Of each promise that the SDK makes it asks where, for who looks for those that are never settled. */
export function withoutStacks(module: Record<string, unknown>): void {
  if (module["debugPromiseLeaks"]) return;
  replaceOnce(module, "debuggablePromise", (original) => (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return original(...args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  });
}

/** Of each resource the engine is told where it was made, with the whole stack; here nobody asks for it. */
function withoutPlaces({ Resource: resource }: Record<string, unknown>): void {
  if (typeof Object(resource).callsites === "function") Reflect.set(Object(resource), "callsites", () => []);
}

/** Only to turn closures into functions the SDK needs V8's debugger, which makes all else slower: it is there when it is asked for. */
function withLaterDebugger(module: Record<string, unknown>): void {
  if (typeof module["isInitializedAsync"] !== "function" || adjusted.has(module)) return;
  adjusted.add(module);
  const urls = new Map<string, string>();
  let session: Promise<Session> | undefined;
  const connect = async (): Promise<Session> => {
    const inspector: typeof import("node:inspector") = require("node:inspector");
    const connected = new inspector.Session();
    connected.connect();
    // Before it is enabled: then it tells of all scripts that there are.
    connected.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => void urls.set(scriptId, url));
    await new Promise<void>((resolve, reject) => connected.post("Debugger.enable", (error) => (error ? reject(error) : resolve())));
    return connected;
  };
  Reflect.set(module, "isInitializedAsync", async () => {});
  Reflect.set(module, "getSessionAsync", () => {
    session ??= connect();
    return session;
  });
  Reflect.set(module, "getScriptUrl", (id: string) => urls.get(id));
}

const adjusted = new WeakSet<object>();

/** Stands for a module until one of its members is asked for. */
function later(load: () => unknown): object {
  return new Proxy(
    {},
    {
      // As a module of that kind it is not taken apart when it is imported.
      get: (_, name) => (name === "__esModule" ? true : name === "default" ? load() : Reflect.get(Object(load()), name)),
    },
  );
}
