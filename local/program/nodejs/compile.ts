import { readFileSync, statSync } from "node:fs";
import { parse, resolve } from "node:path";
import type { BuildOptions, TransformOptions } from "esbuild";
import { openCache } from "./cache";
import type { FindSourceMap } from "./stack-traces";
import { compilerOptions, compilerVersion } from "./tsconfig";

export interface Compiler {
  readonly extensions: readonly string[];
  compile(file: string): string;
  /** A module and those of the program that it imports, in one go, by path: none where that cannot be done. */
  compileAll(file: string): ReadonlyMap<string, string>;
  readonly sourceMap: FindSourceMap;
}

/** Compiles the TypeScript of the program in that folder with the meaning that Pulumi's compiler gives it, and without its checks. */
export function createCompiler(directory: string): Compiler {
  const options = compilerOptions(directory);
  const interop = interopOf(options, compilerVersion(directory));
  const transform = transformOptions(options);
  return {
    extensions: options["allowJs"] === true ? [".ts", ".tsx", ".cts", ".js", ".jsx"] : [".ts", ".tsx", ".cts"],
    compile: (file) => commonJs(compileFile(file, transform).code, interop),
    compileAll: (file) => new Map([...compileTogether(file, directory, transform)].map(([path, code]) => [path, commonJs(code, interop)])),
    sourceMap: (file) => (/\.c?tsx?$/.test(file) ? JSON.parse(compileFile(file, { ...transform, sourcemap: "external" }).map) : undefined),
  };
}

/** Lets the modules of the program in that folder be TypeScript; returns how to find the source map of one. */
export function registerTypeScript(directory: string): FindSourceMap {
  const { extensions, compile, compileAll, sourceMap } = createCompiler(directory);
  const cache = openCache(
    directory,
    JSON.stringify([compilerOptions(directory), compilerVersion(directory), process.version, esbuildVersion(), IMPORTED]),
  );
  const compiled = (file: string): string => {
    const { mtimeMs } = statSync(file);
    // One after the other they take three times as long.
    if (cache.isEmpty()) for (const [path, code] of compileAll(file)) cache.set(path, statSync(path).mtimeMs, code);
    return cache.get(file, mtimeMs) ?? cache.set(file, mtimeMs, compile(file));
  };
  for (const extension of extensions) {
    const installed = require.extensions[extension] ?? require.extensions[".js"];
    require.extensions[extension] = (module, file) => {
      if (/[\\/]node_modules[\\/]/.test(file)) installed?.(module, file);
      else Object(module)._compile(compiled(file), file);
    };
  }
  return sourceMap;
}

function esbuildVersion(): string {
  return require("esbuild/package.json").version;
}

function compileFile(file: string, options: TransformOptions) {
  const esbuild: typeof import("esbuild") = require("esbuild");
  const loader = /x$/.test(file) ? "tsx" : "ts";
  return esbuild.transformSync(readFileSync(file, "utf8"), { ...options, loader, sourcefile: file });
}

function compileTogether(entry: string, directory: string, options: ModuleOptions): ReadonlyMap<string, string> {
  const { buildSync }: typeof import("esbuild") = require("esbuild");
  const { root } = parse(directory);
  const shared = { platform: "node", absWorkingDir: directory, outdir: root, write: false, logLevel: "silent" } as const;
  try {
    const { metafile } = buildSync({ ...shared, entryPoints: [entry], bundle: true, packages: "external", metafile: true });
    const files = Object.keys(metafile.inputs).filter((file) => file.endsWith(".ts") && !/(?:^|[\\/])node_modules[\\/]/.test(file));
    const entryPoints = files.map((file) => resolve(directory, file));
    const { outputFiles = [] } = buildSync({ ...options, ...shared, entryPoints, outbase: root });
    // A package of ES modules is read in another way where its modules are known to be its own.
    if (outputFiles.some(({ text }) => /__toESM\(require\([^()]*\), 1\)/.test(text))) return new Map();
    return new Map(outputFiles.map(({ path, text }) => [path.replace(/\.js$/, ".ts"), text]));
  } catch {
    // What is wrong is told when the module is compiled that has it.
    return new Map();
  }
}

/**
 * How an import reads a CommonJS module. Without interoperation a namespace is what `require` gives, and may be called. Compilers from 6 on
 * interoperate by default, those before did not: where the options do not say, a function may be called and has itself as its default.
 */
type Interop = "never" | "always" | "unsaid";

function commonJs(code: string, interop: Interop): string {
  if (interop === "never") return code.replaceAll("__toESM(require(", "(require(");
  if (!code.includes("__toESM(require(")) return code;
  return `${code.replaceAll("__toESM(require(", "__imported(require(")}${IMPORTED}${interop === "always" ? PLAIN : CALLABLE}`;
}

// What is captured here is declared in the function that a closure becomes: no name of its module is used.
/**
 * TypeScript's own reading, which differs from esbuild's where the SDK looks closely, to turn closures into functions: an ES module stays
 * the very module that was loaded, and a namespace is a plain object. https://www.typescriptlang.org/tsconfig/#esModuleInterop
 */
const IMPORTED = `
function __imported(mod) {
  if (mod && mod.__esModule) return mod;
  const namespace = typeof mod === "function" ? __namespace(mod) : {};
  for (const name of mod == null ? [] : Object.getOwnPropertyNames(mod)) {
    if (name === "default" || Object.hasOwn(namespace, name)) continue;
    Object.defineProperty(namespace, name, { enumerable: true, get: () => mod[name] });
  }
  return Object.defineProperty(namespace, "default", { enumerable: true, value: mod });
}`;

/** What the namespace of a function is: only where nothing is said it may be called. */
const PLAIN = `
function __namespace() { return {}; }`;
const CALLABLE = `
function __namespace(mod) {
  return function (...args) { return new.target ? Reflect.construct(mod, args) : Reflect.apply(mod, this, args); };
}`;

const ES_MODULES = /^(?:es\d+|esnext|preserve)$/i;

/** What holds for a module alone, and for several. */
type ModuleOptions = Pick<
  TransformOptions & BuildOptions,
  "format" | "logLevel" | "platform" | "sourcesContent" | "supported" | "target" | "tsconfigRaw"
>;

function transformOptions(options: Options): ModuleOptions {
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
function interopOf({ esModuleInterop: given, module }: Options, [major]: readonly [number, number]): Interop {
  if (typeof given === "boolean") return given ? "always" : "never";
  if (/^(?:node\d+|nodenext|preserve)$/i.test(String(module))) return "always";
  return major >= 6 ? "unsaid" : "never";
}

type Options = Readonly<Record<string, unknown>>;
