import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";

type Options = Readonly<Record<string, unknown>>;

/**
 * The compiler options with which Pulumi's language host compiles a program: those that its tsconfig.json names itself, over the host's own,
 * over those that it extends; the host's own alone where there is none.
 * https://www.pulumi.com/docs/iac/languages-sdks/javascript/#typescript
 */
export function compilerOptions(directory: string): Options {
  const file = tsconfigFile(directory);
  return { ...(file !== undefined && extended(read(file), file)), ...ownOptions(directory) };
}

/** Those that the program's tsconfig.json names itself, over the host's own. */
export function ownOptions(directory: string): Options {
  const file = tsconfigFile(directory);
  return { ...hostOptions(directory), ...(file !== undefined && compilerOptionsOf(read(file))) };
}

/** Whether the program's tsconfig.json itself tells Pulumi's compiler not to check types. */
export function isUnchecked(directory: string): boolean {
  const file = tsconfigFile(directory);
  const config = file === undefined ? {} : read(file);
  return compilerOptionsOf(config)["noCheck"] === true || Object(config["ts-node"]).transpileOnly === true;
}

export function tsconfigFile(directory: string): string | undefined {
  const file = resolve(directory, process.env["PULUMI_NODEJS_TSCONFIG_PATH"] ?? "tsconfig.json");
  return existsSync(file) ? file : undefined;
}

/** Compilers before 4.7 do not know Node.js's own modules. The host brings 3.8 along for programs that have none. */
function hostOptions(directory: string): Options {
  const [major, minor] = compilerVersion(directory);
  return { target: "ES2020", module: major > 4 || (major === 4 && minor >= 7) ? "nodenext" : "commonjs" };
}

export function compilerVersion(directory: string): readonly [major: number, minor: number] {
  try {
    const manifest = createRequire(resolve(directory, "_")).resolve("typescript/package.json");
    const [major = 3, minor = 8] = String(Object(JSON.parse(readFileSync(manifest, "utf8"))).version)
      .split(".")
      .map(Number);
    return [major, minor];
  } catch {
    return [3, 8];
  }
}

function extended(config: Options, file: string): Options {
  const names = Array.isArray(config["extends"]) ? config["extends"] : [config["extends"]];
  return Object.assign(
    {},
    ...names.map((name) => {
      const base = typeof name === "string" ? baseFile(name, file) : undefined;
      if (base === undefined) return {};
      const content = read(base);
      return { ...extended(content, base), ...compilerOptionsOf(content) };
    }),
  );
}

function baseFile(name: string, from: string): string | undefined {
  if (/^\.{0,2}\//.test(name)) return [name, `${name}.json`].map((path) => resolve(dirname(from), path)).find(existsSync);
  const load = createRequire(from);
  for (const path of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      return load.resolve(path);
    } catch {
      // The next form that the compiler knows.
    }
  }
  return undefined;
}

function compilerOptionsOf(config: Options): Options {
  return Object(config["compilerOptions"]);
}

/** JSON with comments and commas at the ends of lists, as the compiler reads it; an unreadable file says nothing, as for the host. */
function read(file: string): Options {
  const text = readFileSync(file, "utf8").replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? "");
  try {
    return Object(JSON.parse(text.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string) => string ?? "")));
  } catch {
    return {};
  }
}
