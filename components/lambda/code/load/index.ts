/** A look at whether a bundle loads at all, before it is deployed. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buildSync } from "esbuild";
import { cacheFolder } from "../cache-folder";
import { fromHere } from "../messages";
import { matches } from "../patterns";
import type { LoadReport } from "./report";

export interface Loadable {
  /** The folder of the source. */
  readonly folder: string;
  /** "index.js" or "index.mjs". */
  readonly file: string;
  /** With a source map that names the sources by their paths. */
  readonly text: string;
  /** Further files of the function, by their names in it. */
  readonly included: ReadonlyMap<string, string>;
  /** Below the file's exports, for example "handler" or "pets.list". */
  readonly handler: string;
  /** Packages that are left to the runtime or to a layer, or are installed beside the bundle; as esbuild has them. */
  readonly external: readonly string[];
  /** Major version of the function's Node.js. */
  readonly nodeVersion: number;
  /** The variables whose values are known before a deployment; of the others, their names. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** Whether something else that the function finds on AWS is not here: layers, file systems. */
  readonly incomplete: boolean;
}

/**
 * What is wrong with a bundle that does not load, with its place; undefined if it loads, or if what keeps it from that may not be so on
 * AWS.
 */
export function loadProblem(loadable: Loadable): string | undefined {
  const known = join(cacheFolder(loadable.folder, "loads"), hash(loadable));
  if (existsSync(known)) return undefined;
  const root = mkdtempSync(join(cacheFolder(loadable.folder, "loads"), "now-"));
  try {
    const report = load(loadable, root);
    const problem = report && problemOf(report, loadable, root);
    if (problem === undefined && report !== undefined) writeFileSync(known, "");
    return problem;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function hash({ file, text, handler, environment, included, external }: Loadable): string {
  return createHash("sha256")
    .update(JSON.stringify([process.version, childProgram(), file, text, handler, [...environment], [...included], external]))
    .digest("hex");
}

/** Milliseconds after which a process is ended that looks at no clock of its own any more. */
const LIMIT = 5000;

function load({ file, text, included, handler, environment, external }: Loadable, root: string): LoadReport | undefined {
  writeFileSync(join(root, file), text);
  for (const [name, path] of included) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    cpSync(path, join(root, name));
  }
  // Nothing but the folder can be written to, and no other process be started, by a source of which nobody expects that it runs.
  const permissions = [
    Number.parseInt(process.versions.node, 10) < 24 ? "--experimental-permission" : "--permission",
    "--allow-fs-read=*",
    `--allow-fs-write=${root}`,
    "--allow-addons",
  ];
  const { output } = spawnSync(
    process.execPath,
    [...permissions, "--no-warnings", "--enable-source-maps", "-e", childProgram(), join(root, file), handler, JSON.stringify(external)],
    {
      cwd: root,
      env: { ...LAMBDA, LAMBDA_TASK_ROOT: root, TMPDIR: root, HOME: root, _HANDLER: `index.${handler}`, ...variables(environment) },
      stdio: ["ignore", "ignore", "ignore", "pipe"],
      encoding: "utf8",
      timeout: LIMIT,
      killSignal: "SIGKILL",
    },
  );
  // Nothing comes from what is no Node.js, as the program's own process may be, or took too long.
  return output?.[3] ? JSON.parse(output[3]) : undefined;
}

/** What every function finds in its environment; the keys open nothing. */
const LAMBDA: Readonly<Record<string, string>> = {
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "none",
  AWS_SECRET_ACCESS_KEY: "none",
  AWS_SESSION_TOKEN: "none",
  AWS_LAMBDA_FUNCTION_NAME: "function",
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
  AWS_LAMBDA_LOG_GROUP_NAME: "group",
  AWS_LAMBDA_LOG_STREAM_NAME: "stream",
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs",
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
};

function variables(environment: Loadable["environment"]): Readonly<Record<string, string>> {
  return Object.fromEntries([...environment].map(([name, value]) => [name, value ?? "unknown"]));
}

function problemOf(
  { ended, error, handlerType, handlerLength = 0, network, hidden }: LoadReport,
  loadable: Loadable,
  root: string,
): string | undefined {
  if (ended === "loaded") return handlerProblem(handlerType, handlerLength, loadable);
  if (ended === "exited" && !network && !isUncertain(loadable))
    return "it ends its process while it is loaded, or waits for what never comes";
  if (error === undefined || !isBroken(error, network, loadable, root)) return undefined;
  const [first = ""] = error.message.split("\n");
  return [
    `it does not load: ${error.name}: ${first}`,
    ...places(error.stack, root).map((place) => `  at ${place}`),
    adviceFor(hidden.some((name) => first.includes(name)) ? NOT_BUNDLED : first, error.stack, root),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function handlerProblem(type: string | undefined, length: number, { handler, nodeVersion }: Loadable): string | undefined {
  if (type !== "function")
    return `its export ${handler} is ${type}, and Lambda calls a function; export one under that name, or give the name as handler`;
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html ("Callback-based function handlers"); Lambda counts the arguments that
  // a handler names.
  if (length < 3 || nodeVersion < 24) return undefined;
  return `its handler ${handler} takes a callback, which Lambda refuses from Node.js 24 on; export async (event, context) => …, or say runtime: "nodejs22.x"`;
}

type LoadError = NonNullable<LoadReport["error"]>;

/** Whether the bundle would fail on AWS as it does here. */
function isBroken({ name, message, code = "", stack }: LoadError, network: boolean, loadable: Loadable, root: string): boolean {
  // Of a package that is not bundled, this machine's own installation is loaded here, and another one on AWS.
  if (NATIVE.test(message) && matches(nativePackage(stack) ?? "", loadable.external)) return false;
  const missing = /(?:Cannot find (?:module|package)|Dynamic require of) ['"]([^'"]+)['"]/.exec(message)?.[1];
  if (missing !== undefined) return !matches(missing, loadable.external) && !(loadable.incomplete && /^[/@\w]/.test(missing));
  if (network || ELSEWHERE.has(code) || (code === "ENOENT" && !message.includes(dirname(dirname(root))))) return false;
  // An older Node.js lacks what the function's own has.
  const isOlder = Number.parseInt(process.versions.node, 10) < loadable.nodeVersion;
  if (isOlder && (name === "SyntaxError" || (name === "TypeError" && !message.startsWith("Class extends value undefined")))) return false;
  return !isUncertain(loadable) || name === "ReferenceError" || (name === "TypeError" && code === "");
}

/** Errors of what is not as on AWS: permissions taken away, binaries for another machine. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "ERR_ACCESS_DENIED",
  "ERR_DLOPEN_FAILED",
  "ERR_DLOPEN_DISABLED",
  "ENETUNREACH",
  "EACCES",
  "EPERM",
]);

function isUncertain({ environment, incomplete }: Loadable): boolean {
  return incomplete || [...environment.values()].includes(undefined);
}

function places(stack: string, root: string): readonly string[] {
  const frames = [...stack.matchAll(/^\s+at (?:.*\()?(?:file:\/\/)?(\/[^():]+|[A-Z]:[^():]+):(\d+):(\d+)\)?$/gm)];
  return frames
    .slice(0, 3)
    .flatMap(([, file = "", line, column]) => (file.startsWith(root) ? [] : [`${fromHere(file)}:${line}:${column}`]));
}

function adviceFor(message: string, stack: string, root: string): string {
  const [, file = ""] = /^ENOENT: .*'([^']+)'/.exec(message) ?? [];
  if (file.startsWith(root))
    return `A bundle has no other files: take it along, include: [${JSON.stringify(relative(root, file).replaceAll("\\", "/"))}].`;
  if (NATIVE.test(message))
    return `A native module is found while it runs: nodeModules: [${JSON.stringify(nativePackage(stack) ?? "the package")}] installs the package for Lambda's platform, beside the bundle.`;
  if (/Cannot find (module|package) '[./]/.test(message) || file !== "")
    return "A file that is found while it runs is not part of a bundle: take it along with include, or a package's with nodeModules.";
  if (message === NOT_BUNDLED || /Cannot find (module|package)|Dynamic require/.test(message))
    return "A package that is found while it runs is not part of a bundle: nodeModules installs it beside the bundle.";
  return "";
}

/** Whatever a package says of another that it did not find. */
const NOT_BUNDLED = "not bundled";

const NATIVE = /Could not locate the bindings file|No native build was found|\.node'?$/;

/** The package that does not find its native module. */
function nativePackage(stack: string): string | undefined {
  const names = [...stack.matchAll(/node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/g)].map(([, name = ""]) => name);
  return names.find((one) => !FINDERS.has(one) && !one.startsWith(".")) ?? names.at(-1);
}

/** What packages find their native modules by. */
const FINDERS: ReadonlySet<string> = new Set(["bindings", "node-gyp-build", "node-pre-gyp", "@mapbox/node-pre-gyp"]);

let childText: string | undefined;

/** The text of the process that loads, from its source or from what the package holds compiled. */
function childProgram(): string {
  childText ??=
    buildSync({
      entryPoints: [join(__dirname, "child")],
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      write: false,
      logLevel: "silent",
    }).outputFiles[0]?.text ?? "";
  return childText;
}
