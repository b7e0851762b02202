import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Refusal } from "../refusal";
import { isMapping, readYaml } from "./yaml";

/** https://www.pulumi.com/docs/iac/concepts/projects/project-file/ */
export interface Project {
  readonly name: string;
  /** The project file itself. */
  readonly file: string;
  /** The name of its runtime: nodejs, python, go, yaml, dotnet, java. */
  readonly language: string;
  /** Where the project file is. */
  readonly root: string;
  /** The working directory of the program. */
  readonly directory: string;
  /** The program's file. */
  readonly entry: string;
  /** Whether the project names that file. */
  readonly named: boolean;
  /** The options of its runtime. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the program is loaded as an ES module. */
  readonly module: boolean;
  /** Where the stacks' configuration files are. */
  readonly stackDirectory: string;
  /** The project's own configuration block. */
  readonly config: Readonly<Record<string, unknown>>;
}

const EXTENSIONS = ["js", "cjs", "mjs", "ts", "cts", "mts"];

/** @throws {Refusal} if there is no project file, it is wrong, or its program cannot be found or is not a Node.js program. */
export function readProject(root: string): Project {
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(root, name)).find(existsSync);
  if (file === undefined)
    throw new Refusal(`${root}: there is no Pulumi.yaml; give the folder of a Pulumi program: lambda-rest-api local DIR`);
  const content = readYaml(file) ?? {};
  // Where `config` is a text, it is the former name of `stackConfigDir`.
  const { name, runtime, main, stackConfigDir, config } = content;
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name))
    throw new Refusal(`${file}: name must be a text of 1 to 100 letters, digits, ".", "-" or "_"`);
  const language = isMapping(runtime) ? runtime["name"] : runtime;
  if (typeof language !== "string" || !/^[a-z]+$/.test(language))
    throw new Refusal(`${file}: runtime must be the name of a language, for example nodejs`);
  if (main !== undefined && typeof main !== "string") throw new Refusal(`${file}: main must be the path of the program`);
  const start = mainPath(root, file, main);
  const directory = statSync(start).isDirectory() ? start : dirname(start);
  const manifest = readManifest(directory);
  const named = start !== directory;
  const entry = named ? start : language === "nodejs" ? programFile(directory, manifest) : directory;
  return {
    name,
    file,
    language,
    root,
    directory,
    entry,
    named,
    options: isMapping(runtime) && isMapping(runtime["options"]) ? runtime["options"] : {},
    module: /\.mts$|\.mjs$/.test(entry) || (manifest.content["type"] === "module" && !/\.c[jt]s$/.test(entry)),
    stackDirectory: resolve(root, [stackConfigDir, config].find((path) => typeof path === "string") ?? "."),
    config: isMapping(config) ? config : {},
  };
}

function mainPath(root: string, file: string, main: string | undefined): string {
  const path = resolve(root, main ?? ".");
  if (relative(root, path).startsWith("..")) throw new Refusal(`${file}: main ${JSON.stringify(main)} must be inside ${root}`);
  if (!existsSync(path)) throw new Refusal(`${file}: main ${JSON.stringify(main)} does not exist`);
  return path;
}

interface Manifest {
  readonly root: string;
  readonly content: Readonly<Record<string, unknown>>;
}

function readManifest(directory: string): Manifest {
  for (let root = directory; ; root = dirname(root)) {
    const file = join(root, "package.json");
    if (existsSync(file)) return { root, content: parseManifest(file) };
    if (root === dirname(root)) return { root: directory, content: {} };
  }
}

function parseManifest(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isMapping(content) ? content : {};
  } catch (error) {
    throw new Refusal(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** As Pulumi's own language host: `exports` or `main` of package.json, else the folder's index. */
function programFile(directory: string, { root, content }: Manifest): string {
  const named = exported(content["exports"]) ?? content["main"];
  const path = typeof named === "string" ? resolve(root, named) : directory;
  const candidates = [path, ...EXTENSIONS.map((extension) => `${path}.${extension}`), ...indexes(path), ...indexes(directory)];
  const found = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (found === undefined)
    throw new Refusal(`${directory}: there is no program: no "main" in package.json or Pulumi.yaml, and no index.js or index.ts`);
  return found;
}

function exported(exports: unknown): unknown {
  const main = isMapping(exports) ? exports["."] : exports;
  return isMapping(main) ? (main["default"] ?? main["require"] ?? main["import"]) : main;
}

function indexes(directory: string): string[] {
  return EXTENSIONS.map((extension) => join(directory, `index.${extension}`));
}
