/** Finds and loads the function's handler, by the rules of Lambda's Node.js runtime. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "./errors";
import { layerFolders } from "./sdk";

export type Handler = (...args: unknown[]) => unknown;

/** Named as on AWS, so that the "Require stack" of a missing module ends with the same line. */
const requireFromRuntime = createRequire("/var/runtime/index.mjs");

/**
 * @param handler - `<path to the module without extension>.<export>`
 * @param onImport - called before the first module is loaded that may import others as ES modules do
 * @throws {RuntimeError} `MalformedHandlerName`, `ImportModuleError`, `UserCodeSyntaxError` or `HandlerNotFound`; and whatever the module
 * throws
 */
export async function loadHandler(directory: string, handler: string, onImport: () => void): Promise<Handler> {
  if (handler.includes(".."))
    throw new RuntimeError(
      "MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const name = basename(handler);
  const dot = name.indexOf(".");
  if (dot < 0) throw new RuntimeError("MalformedHandlerName", "Bad handler");
  const moduleRoot = handler.slice(0, handler.indexOf(name));
  const module = await loadModule(directory, moduleRoot, name.slice(0, dot), onImport);
  const found = exported(module, name.slice(dot + 1));
  if (!found) throw new RuntimeError("HandlerNotFound", `${handler} is undefined or not exported`);
  if (!isHandler(found)) throw new RuntimeError("HandlerNotFound", `${handler} is not a function`);
  return found;
}

/** A CommonJS module may import, too. */
const IMPORTS = /\bimport\(/;
const IMPORTS_SDK = /\bimport\(\s*["'`]@(?:aws-sdk|smithy)\//;

async function loadModule(directory: string, moduleRoot: string, name: string, onImport: () => void): Promise<unknown> {
  const path = resolve(directory, moduleRoot, name);
  const esModule = (file: string): Promise<unknown> => {
    onImport();
    return import(pathToFileURL(file).href);
  };
  const commonJs = (file: string): unknown => {
    if ((layerFolders().length > 0 ? IMPORTS : IMPORTS_SDK).test(readFileSync(file, "utf8"))) onImport();
    return requireFromRuntime(file);
  };
  try {
    if (existsSync(path)) return requireFromRuntime(path);
    if (existsSync(`${path}.js`))
      return await (isEsModulePackage(dirname(path), directory) ? esModule(`${path}.js`) : commonJs(`${path}.js`));
    if (existsSync(`${path}.mjs`)) return await esModule(`${path}.mjs`);
    if (existsSync(`${path}.cjs`)) return commonJs(`${path}.cjs`);
    return requireFromRuntime(requireFromRuntime.resolve(name, { paths: [directory, join(directory, moduleRoot)] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError("UserCodeSyntaxError", String(error), { stack: error.stack });
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")
      throw new RuntimeError("ImportModuleError", String(error));
    throw error;
  }
}

/** Whether the nearest package.json says so; the function's directory is the root, as /var/task is on AWS. */
function isEsModulePackage(folder: string, root: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    try {
      const content: unknown = JSON.parse(readFileSync(file, "utf8"));
      return typeof content === "object" && content !== null && "type" in content && content.type === "module";
    } catch {
      return false;
    }
  }
  return folder !== root && basename(folder) !== "node_modules" && isEsModulePackage(dirname(folder), root);
}

/** `a.b` of the exports, or of the default export where a CommonJS module was imported. */
function exported(module: unknown, path: string): unknown {
  const find = (from: unknown) =>
    path.split(".").reduce((found: unknown, key) => (isObject(found) ? Reflect.get(found, key) : undefined), from);
  return find(module) ?? (isObject(module) && "default" in module ? find(module.default) : undefined);
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
