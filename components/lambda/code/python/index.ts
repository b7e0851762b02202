import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { globSync } from "tinyglobby";
import type { PythonArgs } from "../../arguments";
import { NEWEST_PYTHON } from "../../runtimes";
import { includedFiles } from "../include";
import { CodeError } from "../messages";
import { refuseTooLarge, sizeOf } from "../size";
import { type Code, codeAlone } from "../types";
import { installed } from "./install";

/**
 * A function's modules and the packages that it requires. @throws {CodeError} if there is no such function, or a package is not to be had
 * for Lambda's platform
 */
export function pythonCode(args: PythonArgs<string>): Code {
  try {
    return codeFrom(args);
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    throw new CodeError(`entry ${JSON.stringify(args.entry)} cannot be packed:\n${error.message}`);
  }
}

function codeFrom({ entry, handler, runtime = NEWEST_PYTHON, architecture = "arm64", include = [] }: PythonArgs<string>): Code {
  const path = resolve(entry);
  if (!existsSync(path)) throw new CodeError("it is not there");
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const called = isFolder ? (handler ?? "app.handler") : `${basename(path, ".py")}.${handler ?? "handler"}`;
  refuseMissingFunction(folder, called);
  const own = globSync(isFolder ? "**/*" : "**/*.py", { cwd: folder, dot: false, ignore: NOT_TAKEN });
  const files = new Map([...own.sort().map((file) => [file, join(folder, file)] as const), ...includedFiles(include, folder)]);
  const packages = installed(folder, runtime, architecture);
  refuseTooLarge("it", [...files.values(), ...(packages === undefined ? [] : [packages])].map(sizeOf));
  return codeAlone({ code: new pulumi.asset.AssetArchive({ ...assetsOf(packages), ...fileAssets(files) }), handler: called, runtime });
}

const NOT_TAKEN = ["**/__pycache__/**", "**/*.pyc", "**/.venv/**", "**/venv/**", "**/node_modules/**", "**/.pytest_cache/**"];

function refuseMissingFunction(folder: string, handler: string): void {
  const at = handler.lastIndexOf(".");
  const [module, name] = [handler.slice(0, at).replaceAll(".", "/"), handler.slice(at + 1)];
  const file = [`${module}.py`, `${module}/__init__.py`].find((candidate) => existsSync(join(folder, candidate)));
  if (at < 0 || file === undefined)
    throw new CodeError(
      `its handler ${handler} needs ${module || "a module"}.py in ${folder}; write the module and its function, as in app.handler`,
    );
  const text = readFileSync(join(folder, file), "utf8");
  if (
    !new RegExp(`^(async\\s+)?(def|class)\\s+${name}\\b|^\\s*${name}\\s*[=:]|\\bimport\\b[^#\\n]*\\b${name}\\b|\\bimport\\s+\\*`, "m").test(
      text,
    )
  )
    throw new CodeError(`${file} defines no ${name}; write def ${name}(event, context), or give the function's name as handler`);
}

function fileAssets(files: ReadonlyMap<string, string>): Readonly<Record<string, pulumi.asset.FileAsset>> {
  return Object.fromEntries([...files].map(([name, path]) => [name, new pulumi.asset.FileAsset(path)]));
}

/** What is in the folder of packages: whole folders, so that thousands of files are not told one by one. */
function assetsOf(packages: string | undefined): pulumi.asset.AssetMap {
  if (packages === undefined) return {};
  const entries = readdirSync(packages, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(packages, entry.name);
      return [entry.name, entry.isDirectory() ? new pulumi.asset.FileArchive(path) : new pulumi.asset.FileAsset(path)];
    }),
  );
}
