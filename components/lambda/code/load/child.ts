/**
 * Loads a bundle as Lambda's runtime does, and says how that ended, in a process of its own without a network; see index.ts.
 * Its text is given to `node -e`, with the bundle's path and the handler as arguments; the answer is JSON at descriptor 3.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { realpathSync, writeSync } from "node:fs";
import Module, { createRequire, syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { dirname, isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { matches } from "../patterns";
import type { LoadReport } from "./report";

/** Milliseconds after which nobody waits any more. */
const LIMIT = 1000;

const [, file = "", handler = "", external = "[]"] = process.argv;
let answered = false;
let network = false;
/** Packages that the bundle asked for, and would not find on AWS. */
const hidden: string[] = [];

process.on("uncaughtException", fail);
process.on("exit", () => answer({ ended: "exited" }));
takeNetworkAway();
hidePackages(JSON.parse(external));
// What Lambda's runtime brings along for functions that stream.
Object.assign(globalThis, {
  awslambda: { streamifyResponse: () => async () => undefined, HttpResponseStream: { from: (stream: unknown) => stream } },
});
setTimeout(() => answer({ ended: "working" }), LIMIT).unref();

// A moment later: by then a rejection that nobody waits for is known, by which Lambda, too, ends the process.
load().then((found) => setImmediate(answer, { ended: "loaded", ...found }), fail);

async function load(): Promise<Pick<LoadReport, "handlerType" | "handlerLength">> {
  const loaded: unknown = file.endsWith(".mjs") ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  const found = handler.split(".").reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), loaded);
  return { handlerType: typeof found, ...(typeof found === "function" && { handlerLength: found.length }) };
}

function answer(report: Omit<LoadReport, "network" | "hidden">): void {
  if (answered) return;
  answered = true;
  writeSync(3, JSON.stringify({ ...report, network, hidden }));
  process.exit(0);
}

function fail(error: unknown): void {
  const { name, message, stack = "" } = error instanceof Error ? error : { name: "Error", message: String(error) };
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  answer({ ended: "failed", error: { name, message, stack, ...code } });
}

function takeNetworkAway(): void {
  const refuse = (): Error => {
    network = true;
    return Object.assign(new Error("a function is loaded without a network"), { code: "ENETUNREACH" });
  };
  const refuseByCallback = (...args: readonly unknown[]): void => {
    const callback = args.at(-1);
    const error = refuse();
    if (typeof callback === "function") process.nextTick(callback, error);
  };
  Socket.prototype.connect = function (this: Socket) {
    return this.destroy(refuse());
  };
  Object.assign(dgram.Socket.prototype, { send: refuseByCallback });
  Object.assign(dns, { lookup: refuseByCallback });
  Object.assign(dns.promises, { lookup: () => Promise.reject(refuse()) });
  syncBuiltinESMExports();
}

/** What is installed around the bundle's folder is found from it, and is not there on AWS, but for what is external. */
function hidePackages(left: readonly string[]): void {
  const resolve: unknown = Reflect.get(Module, "_resolveFilename");
  if (typeof resolve !== "function") return;
  const bundle = realpathSync(file);
  Reflect.set(Module, "_resolveFilename", (request: string, parent: unknown, ...rest: readonly unknown[]): unknown => {
    const found: unknown = resolve.call(Module, request, parent, ...rest);
    const own = isObject(parent) && parent["filename"] === bundle;
    if (!own || !isAbsolute(String(found)) || String(found).startsWith(dirname(bundle)) || matches(request, left)) return found;
    hidden.push(request);
    throw Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND" });
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
