import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type * as typescript from "typescript";
import type { Contents } from "./build";
import { CodeError, fromHere } from "./messages";

/**
 * The sources whose decorators ask for the types of what they decorate, as TypeScript compiles them: esbuild knows no types. That is so
 * where their tsconfig.json says
 * `emitDecoratorMetadata`, as NestJS, TypeORM and others ask for.
 *
 * @throws {CodeError} if there is no TypeScript that can compile them.
 */
export function decoratorMetadata(sources: readonly string[], tsconfig: string | undefined): Contents {
  const configs = new Map<string, string | undefined>();
  const compiled = sources.flatMap((file) => {
    if (!/\.[cm]?tsx?$/.test(file) || file.includes("node_modules")) return [];
    const text = readFileSync(file, "utf8");
    if (!/^\s*@\w|[\s(,]@\w+[.(\s]/m.test(text)) return [];
    const config = tsconfig ?? configOf(dirname(file), configs);
    return config !== undefined && asksForMetadata(config) ? [[file, compile(text, file, config)] as const] : [];
  });
  return new Map(compiled);
}

/** The tsconfig.json that esbuild, too, takes for the files of a folder. */
function configOf(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (!known.has(folder)) {
    const own = join(folder, "tsconfig.json");
    const above = dirname(folder);
    known.set(folder, existsSync(own) ? own : above === folder ? undefined : configOf(above, known));
  }
  return known.get(folder);
}

function asksForMetadata(config: string): boolean {
  const text = readFileSync(config, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const own = /"emitDecoratorMetadata"\s*:\s*(true|false)/.exec(text)?.[1];
  if (own !== undefined) return own === "true";
  const [, list] = /"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/.exec(text) ?? [];
  return [...(list ?? "").matchAll(/"([^"]+)"/g)].some(([, name = ""]) => {
    const base = extended(name, config);
    return base !== undefined && base !== config && asksForMetadata(base);
  });
}

function extended(name: string, config: string): string | undefined {
  if (name.startsWith(".") || isAbsolute(name)) {
    const path = resolve(dirname(config), name);
    return [path, `${path}.json`].find((candidate) => existsSync(candidate) && candidate.endsWith(".json"));
  }
  for (const candidate of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      return createRequire(config).resolve(candidate);
    } catch {
      // The next spelling.
    }
  }
  return undefined;
}

function compile(text: string, file: string, config: string): string {
  const ts = compilerOf(config);
  const { config: json, error } = ts.readConfigFile(config, ts.sys.readFile);
  if (error !== undefined) throw new CodeError(`${fromHere(config)}: ${ts.flattenDiagnosticMessageText(error.messageText, "\n")}`);
  const { options } = ts.parseJsonConfigFileContent(json, { ...ts.sys, readDirectory: () => [] }, dirname(config));
  const target = ts.ScriptTarget.ES2022;
  const compilerOptions = {
    ...options,
    // What a field that is only declared does to a value from the base class depends on the target that the author has in mind.
    useDefineForClassFields: options.useDefineForClassFields ?? (options.target ?? target) >= target,
    module: ts.ModuleKind.ESNext,
    target,
    sourceMap: false,
    inlineSourceMap: true,
    removeComments: true,
    noEmit: false,
  };
  return ts.transpileModule(text, { compilerOptions, fileName: file }).outputText;
}

/** @throws {CodeError} if none of these files finds a TypeScript that can compile one */
export function compilerOf(config: string, finders: readonly string[] = [config, __filename]): typeof typescript {
  const what = `${fromHere(config)} says emitDecoratorMetadata, for which the function's source has to be compiled by TypeScript's own compiler`;
  for (const from of finders) {
    let ts: typeof typescript;
    try {
      ts = createRequire(from)("typescript");
    } catch {
      continue;
    }
    if (typeof ts.transpileModule === "function") return ts;
    throw new CodeError(
      `${what}, and that of version ${ts.version} cannot be called; install typescript@6, or compile the source yourself and give what comes out as entry`,
    );
  }
  throw new CodeError(
    `${what}, and there is none; npm install --save-dev typescript, or take emitDecoratorMetadata away if nothing reads it`,
  );
}
