import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { TransformOptions } from "esbuild";
import { openCache } from "./cache";
import type { FindSourceMap } from "./stack-traces";
import { compilerOptions, compilerVersion } from "./tsconfig";

/**
 * Lets the modules of the program in that folder be TypeScript, with the meaning that Pulumi's compiler gives them and without its checks;
 * returns how to find the source map of one.
 */
export function registerTypeScript(directory: string): FindSourceMap {
  const options = compilerOptions(directory);
  const interop = esModuleInterop(options, compilerVersion(directory));
  const transform = transformOptions(options);
  const cache = openCache(
    directory,
    createHash("sha256")
      .update(JSON.stringify([options, interop]))
      .digest("hex"),
  );
  const compile = (file: string): string => {
    const { mtimeMs } = statSync(file);
    return cache.get(file, mtimeMs) ?? cache.set(file, mtimeMs, commonJs(compileFile(file, transform).code, interop));
  };
  for (const extension of options["allowJs"] === true ? [".ts", ".tsx", ".cts", ".js", ".jsx"] : [".ts", ".tsx", ".cts"]) {
    const installed = require.extensions[extension] ?? require.extensions[".js"];
    require.extensions[extension] = (module, file) => {
      if (file.includes("/node_modules/")) installed?.(module, file);
      else Object(module)._compile(compile(file), file);
    };
  }
  return (file) => (/\.c?tsx?$/.test(file) ? JSON.parse(compileFile(file, { ...transform, sourcemap: "external" }).map) : undefined);
}

function compileFile(file: string, options: TransformOptions) {
  const esbuild: typeof import("esbuild") = require("esbuild");
  const loader = /x$/.test(file) ? "tsx" : "ts";
  return esbuild.transformSync(readFileSync(file, "utf8"), { ...options, loader, sourcefile: file });
}

/** Without the interoperation of modules, a namespace import is what `require` gives, and may be called. */
function commonJs(code: string, interop: boolean): string {
  return interop ? code : code.replaceAll("__toESM(require(", "(require(");
}

const ES_MODULES = /^(?:es\d+|esnext|preserve)$/i;

function transformOptions(options: Options): TransformOptions {
  const module = String(options["module"]);
  const kept = KEPT.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]] as const]));
  return {
    format: ES_MODULES.test(module) ? "esm" : "cjs",
    platform: "node",
    target: `node${process.versions.node}`,
    sourcesContent: false,
    logLevel: "silent",
    supported: { "dynamic-import": !/^commonjs$/i.test(module) },
    tsconfigRaw: {
      compilerOptions: { ...Object.fromEntries(kept), alwaysStrict: true, useDefineForClassFields: definesFields(options) },
    },
  };
}

/** What of the options changes what a module does. */
const KEPT = [
  "experimentalDecorators",
  "importsNotUsedAsValues",
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "preserveValueImports",
  "verbatimModuleSyntax",
];

/** https://www.typescriptlang.org/tsconfig/#useDefineForClassFields */
function definesFields({ target, useDefineForClassFields: given }: Options): boolean {
  if (typeof given === "boolean") return given;
  const year = Number(/^es(\d{4})$/i.exec(String(target))?.[1]);
  return year >= 2022 || /^esnext$/i.test(String(target));
}

/** https://www.typescriptlang.org/tsconfig/#esModuleInterop */
function esModuleInterop({ esModuleInterop: given, module }: Options, [major]: readonly [number, number]): boolean {
  return typeof given === "boolean" ? given : major >= 6 || /^(?:node\d+|nodenext|preserve)$/i.test(String(module));
}

type Options = Readonly<Record<string, unknown>>;
