/** Which programs of this machine run the functions of a runtime. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface Interpreter {
  readonly file: string;
  /** For example `3.12.1`. */
  readonly version: string;
}

export interface Interpreters {
  /** By runtime, for example `python3.12`. */
  readonly found: ReadonlyMap<string, Interpreter>;
  /** By runtime, what is missing. */
  readonly missing: ReadonlyMap<string, string>;
  /** By runtime, where a version is another than the functions', what is to be said of them. */
  readonly others: ReadonlyMap<string, string>;
}

const NAMES: Readonly<Record<string, string>> = { nodejs: "Node.js", python: "Python" };

/** @param given - by runtime, the file that the user has chosen */
export async function findInterpreters(runtimes: Iterable<string>, given: ReadonlyMap<string, string>): Promise<Interpreters> {
  const found = new Map<string, Interpreter>();
  const missing = new Map<string, string>();
  const others = new Map<string, string>();
  for (const runtime of new Set(runtimes)) {
    const [, language = "", version = ""] = /^(nodejs|python)([\d.]*\d)/.exec(runtime) ?? [];
    if (language === "") continue;
    const chosen = given.get(runtime);
    const interpreter = await (language === "nodejs" ? nodeOf(chosen) : pythonOf(chosen, version));
    const option = `--runtime ${runtime}=/path/to/${language === "nodejs" ? "node" : "python3"}`;
    if (interpreter === undefined) {
      missing.set(
        runtime,
        chosen === undefined ? `its runtime ${runtime} needs python3 on the PATH, or ${option}` : `${chosen} does not run`,
      );
      continue;
    }
    found.set(runtime, interpreter);
    if (!`${interpreter.version}.`.startsWith(`${version}.`))
      others.set(runtime, `of ${runtime} run on ${NAMES[language]} ${interpreter.version} here; ${option} gives another`);
  }
  return { found, missing, others };
}

async function nodeOf(chosen: string | undefined): Promise<Interpreter | undefined> {
  if (chosen === undefined) return { file: process.execPath, version: process.versions.node };
  return ask(chosen, ["-p", "process.execPath + '\\n' + process.versions.node"]);
}

async function pythonOf(chosen: string | undefined, version: string): Promise<Interpreter | undefined> {
  const files = chosen === undefined ? [`python${version}`, "python3"] : [chosen];
  // Its own name: what is on the PATH may be a script that finds it by variables which a function does not have.
  const script = "import platform, sys; print(sys.executable); print(platform.python_version())";
  // All at a time: such a script takes a tenth of a second.
  const asked = await Promise.all(files.map((file) => ask(file, ["-c", script])));
  return asked.find((interpreter) => interpreter !== undefined);
}

async function ask(program: string, args: readonly string[]): Promise<Interpreter | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: 20_000 });
    const [file, version] = stdout.trim().split(/\r?\n/);
    return file !== undefined && version !== undefined && /^\d+\.\d+/.test(version) ? { file, version } : undefined;
  } catch {
    return undefined;
  }
}
