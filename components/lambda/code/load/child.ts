/**
 * Loads a bundle as Lambda's runtime does, and says how that ended, in a process of its own without a network; see index.ts.
 * Its text is given to `node -e`, with the bundle's path and the handler as arguments; the answer is JSON at descriptor 3.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { writeSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";
import { pathToFileURL } from "node:url";
import type { LoadReport } from "./report";

/** Milliseconds after which nobody waits any more. */
const LIMIT = 1000;

const [, file = "", handler = ""] = process.argv;
let answered = false;
let network = false;

process.on("uncaughtException", fail);
process.on("exit", () => answer({ ended: "exited" }));
takeNetworkAway();
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

function answer(report: Omit<LoadReport, "network">): void {
  if (answered) return;
  answered = true;
  writeSync(3, JSON.stringify({ ...report, network }));
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

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
