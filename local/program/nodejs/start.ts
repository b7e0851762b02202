import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Refusal } from "../../refusal";
import { type ProgramProcess, startProcess } from "../process";
import type { Project } from "../project";
import type { Stack } from "../stack";
import { cacheFolder } from "./cache";
import { compilerVersion } from "./tsconfig";

/**
 * Starts a Node.js program as Pulumi's language host does, by the runner of the program's own SDK.
 *
 * @throws {Refusal} if there is no SDK.
 */
export function startNode(project: Project, stack: Stack, monitor: string, log: (line: string) => void): ProgramProcess {
  const flags = {
    monitor,
    engine: monitor,
    organization: stack.organization,
    project: project.name,
    stack: stack.name,
    "root-directory": project.root,
    pwd: project.directory,
    parallel: "64",
  };
  const options = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const given = nodeArguments(project);
  const typeScript = project.options["typescript"] !== false;
  // A program that brings a loader of its own is left to that one and to Pulumi's.
  const own = !given.some((arg) => LOADER.test(arg));
  const [compiler] = compilerVersion(project.directory);
  // As @pulumi/pulumi's own peerDependencies have it, 3.276.
  if (typeScript && compiler >= 7 && /tsx?$/.test(project.entry))
    log(`typescript ${compiler} is installed, by which Pulumi compiles no program yet: npm install --save-dev typescript@6`);
  const folder = cacheFolder(project.directory);
  const env = {
    // Node.js from 22 on keeps there what it makes of modules, which halves the time that the SDK and a provider take to load.
    ...(folder !== undefined && { NODE_COMPILE_CACHE: join(folder, "code") }),
    ...process.env,
    // What is said to this machine goes by no proxy.
    no_grpc_proxy: "127.0.0.1",
    PULUMI_CONFIG: JSON.stringify(stack.config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(stack.secretKeys),
    // The loader that is given here compiles what Pulumi would compile.
    PULUMI_NODEJS_TYPESCRIPT: String(typeScript && !own),
    LAMBDA_REST_API_TYPESCRIPT: String(typeScript),
    // Components then name the sources of bundles on this machine, for stack traces and debuggers, and compare no accounts.
    LAMBDA_REST_API_LOCAL: "true",
  };
  // Loading the SDK and a provider makes much that is soon thrown away.
  const args = [
    "--min-semi-space-size=64",
    "--max-semi-space-size=64",
    ...given,
    ...(own ? loader(project) : []),
    runner(project),
    ...options,
    "--dry-run",
    entryPoint(project),
  ];
  return startProcess(process.execPath, args, { cwd: project.directory, env }, log);
}

/** The runner of the SDK that the program itself would load. */
function runner({ entry, directory }: Project): string {
  try {
    return createRequire(entry).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    throw new Refusal(`${directory}: @pulumi/pulumi is not installed there; run npm ci first`);
  }
}

const LOADER = /^(?:--(?:experimental-)?loader|--import|--require|-r)(?:=|$)/;

/** A checkout has sources, which are compiled for a process that is started as for this one. */
export function sourcesLoader(): string[] {
  return extname(__filename) === ".ts" ? ["--require", join(__dirname, "../../../bin/sources.js")] : [];
}

/** ES modules in TypeScript are tsx's matter. */
function loader({ module, options }: Project): string[] {
  const modules = module && options["typescript"] !== false ? ["--import", pathToFileURL(require.resolve("tsx/esm")).href] : [];
  return [...sourcesLoader(), "--require", join(__dirname, `preload${extname(__filename)}`), ...modules];
}

function nodeArguments({ options }: Project): string[] {
  const given = options["nodeargs"];
  return typeof given === "string" ? given.split(/\s+/).filter((arg) => arg !== "") : [];
}

/** The program's file where the project names one; else the SDK looks for it. */
function entryPoint({ entry, named }: Project): string {
  return named ? basename(entry) : ".";
}
