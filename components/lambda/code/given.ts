import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { CodeArgs } from "../arguments";
import { CodeError } from "./messages";
import { refuseTooLarge, sizeOf, sizeOfZip } from "./size";
import { type Code, codeAlone } from "./types";

/** Code that was made elsewhere. @throws {CodeError} if it is not there, or a folder has nothing that the runtime could call */
export function givenCode({ code, runtime, handler }: CodeArgs<string>): Code {
  const provided = runtime.startsWith("provided");
  if (handler === undefined && !provided) throw new CodeError(`handler: ${runtime} needs one: what it calls, for example "index.handler"`);
  const called = handler ?? "bootstrap";
  if (typeof code !== "string") return codeAlone({ code, handler: called, runtime });
  const path = resolve(code);
  if (!existsSync(path)) throw new CodeError(`code ${JSON.stringify(code)} is not there; is it built?`);
  const isFolder = statSync(path).isDirectory();
  if (isFolder) refuseFolder(path, code, called, runtime);
  else if (!/\.(zip|jar)$/.test(path)) throw new CodeError(`code ${JSON.stringify(code)} is neither a folder nor a zip file`);
  refuseTooLarge(`code ${JSON.stringify(code)}`, [isFolder ? sizeOf(path) : sizeOfZip(path)]);
  return codeAlone({ code: new pulumi.asset.FileArchive(code), handler: called, runtime });
}

/** The files, by the beginning of a runtime's name, of which a function has one. */
const FILES: ReadonlyMap<string, (module: string) => readonly string[]> = new Map([
  ["nodejs", (module: string) => [`${module}.js`, `${module}.mjs`, `${module}.cjs`, module]],
  ["python", (module: string) => [`${module.replaceAll(".", "/")}.py`, `${module.replaceAll(".", "/")}/__init__.py`]],
  ["ruby", (module: string) => [`${module}.rb`]],
  ["provided", () => ["bootstrap"]],
]);

function refuseFolder(path: string, code: string, handler: string, runtime: string): void {
  const files = FILES.get(/^[a-z]+/.exec(runtime)?.[0] ?? "")?.(moduleOf(handler, runtime));
  if (files === undefined) return;
  const found = files.find((file) => existsSync(join(path, file)));
  if (found === undefined)
    throw new CodeError(`code ${JSON.stringify(code)} has no ${files[0]}, which ${runtime} runs for the handler ${handler}`);
  if (found === "bootstrap" && process.platform !== "win32") refuseUnexecutable(join(path, found), code);
}

function refuseUnexecutable(file: string, code: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    throw new CodeError(`code ${JSON.stringify(code)} has a bootstrap that cannot be executed; chmod +x it`);
  }
}

/** Node.js splits a handler's last part at its first dot, the others at the last. */
function moduleOf(handler: string, runtime: string): string {
  if (!runtime.startsWith("nodejs")) return handler.slice(0, Math.max(handler.lastIndexOf("."), 0)) || handler;
  const folder = handler.slice(0, handler.lastIndexOf("/") + 1);
  return folder + (handler.slice(folder.length).split(".")[0] ?? "");
}
