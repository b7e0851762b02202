import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { compileFunction } from "node:vm";
import type { FunctionConfiguration } from "../lambda/index";
import { Refusal } from "../refusal";
import { architectureOf } from "./elf";

type Code = Pick<FunctionConfiguration, "handler" | "runtime" | "directory" | "layers">;

/**
 * Why a function's runtime will not find its handler, without running it: its file is missing, does not compile, or has no such export.
 * On AWS it is deployed nonetheless, and each request to it fails.
 */
export function handlerProblem(code: Code): string | undefined {
  try {
    if (code.runtime.startsWith("nodejs")) checkNode(code);
    else if (code.runtime.startsWith("python")) checkPython(code);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/**
 * Looks whether a function of a runtime of its own can be run here: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 *
 * @throws {Refusal} if its bootstrap is missing, or cannot be executed on this machine.
 */
export function checkBootstrap({ directory, layers }: Code): void {
  const file = [directory, ...(layers === undefined ? [] : [layers])].map((folder) => join(folder, "bootstrap")).find(isFile);
  if (file === undefined) throw new Refusal("its runtime needs an executable file bootstrap in its code, which is not there");
  if ((statSync(file).mode & 0o111) === 0)
    throw new Refusal("its file bootstrap is not executable: Lambda would refuse to run it; chmod 755 bootstrap before it is packed");
  const built = architectureOf(readFileSync(file));
  if (built !== undefined && (process.platform !== "linux" || built !== process.arch))
    throw new Refusal(
      `its bootstrap is a program for Linux on ${built}, which ${process.platform} on ${process.arch} cannot run; build it for this machine, too`,
    );
}

// In the order in which the runtime looks: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
const EXTENSIONS = ["", ".js", ".mjs", ".cjs"];
// Ways to export what the file does not name.
const REEXPORT = /\bexport\s*\*|\b__exportStar\b|\bmodule\.exports\b|\bObject\.assign\b/;

/** The file's name ends at the first dot, as for the runtime: `index.pets.list` is the member `list` of the export `pets` of index.js. */
function checkNode({ handler, directory, layers }: Code): void {
  const [, stem, path] = /^([^.]+)\.(.+)$/.exec(basename(handler)) ?? [];
  if (stem === undefined || path === undefined || handler.includes(".."))
    throw new Refusal(`its handler ${JSON.stringify(handler)} must name a file and an export of it, for example index.handler`);
  const module = handler.slice(0, handler.length - basename(handler).length) + stem;
  const [folder, within] = placed(module, directory, layers);
  const file = EXTENSIONS.map((extension) => within + extension).find((name) => isFile(join(folder, name)));
  if (file === undefined) {
    if ([directory, layers && join(layers, "nodejs")].some((root) => root && existsSync(join(root, "node_modules", stem)))) return;
    throw new Refusal(`its handler ${handler} needs ${module}.js, .mjs or .cjs in its code, which is not there`);
  }
  const source = readFileSync(join(folder, file), "utf8");
  compile(source, file);
  const missing = path.split(".").find((name) => !source.includes(name));
  if (missing !== undefined && !REEXPORT.test(source))
    throw new Refusal(`its handler ${handler} needs an export named ${missing} in ${file}`);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html */
function checkPython({ handler, directory, layers }: Code): void {
  const [, module, name] = /^(.+)\.([^.]+)$/.exec(handler) ?? [];
  if (module === undefined || name === undefined)
    throw new Refusal(`its handler ${JSON.stringify(handler)} must name a module and a function of it, for example app.handler`);
  const path = module.replaceAll(".", "/");
  const files = [`${path}.py`, `${path}/__init__.py`];
  const found = files.map((file) => join(directory, file)).find(isFile);
  // A layer, or a package that is installed, may have it.
  if (found === undefined && layers !== undefined) return;
  if (found === undefined) throw new Refusal(`its handler ${handler} needs ${path}.py in its code, which is not there`);
  const source = readFileSync(found, "utf8");
  if (!source.includes(name) && !/\bimport\s*\*/.test(source))
    throw new Refusal(`its handler ${handler} needs a function named ${name} in ${path}.py`);
}

/** A name that starts with /opt/ is a layer's. */
function placed(module: string, directory: string, layers: string | undefined): [folder: string, within: string] {
  return module.startsWith("/opt/") && layers !== undefined ? [layers, module.slice("/opt/".length)] : [directory, module];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function compile(source: string, file: string): void {
  if (isScript(source)) return;
  const { transformSync }: typeof import("esbuild") = require("esbuild");
  try {
    transformSync(source, { loader: "js", target: "esnext", logLevel: "silent", sourcefile: file });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Refusal(`it does not compile: ${error.message.replace(/^Transform failed with \d+ errors?:\n/, "")}`);
  }
}

/** What this Node.js compiles needs no look by esbuild, which takes as long as all else of a start together. */
function isScript(source: string): boolean {
  try {
    compileFunction(source, ["exports", "require", "module", "__filename", "__dirname"]);
    return true;
  } catch {
    return false;
  }
}
