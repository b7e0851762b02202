import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CodeError } from "../messages";

export interface Requirements {
  /** As requirements.txt has them, with the texts of the files that it names. */
  readonly lines: string;
  /** Where they are written; undefined of those that were read from a lock file. */
  readonly file?: string;
  /** Whether these are all, those of other packages included. */
  readonly complete: boolean;
}

/** What a folder says that it requires: in a lock file, or in requirements.txt. @throws {CodeError} */
export function requirementsOf(folder: string): Requirements | undefined {
  const [uv, poetry, file] = ["uv.lock", "poetry.lock", "requirements.txt"].map((name) => join(folder, name));
  if (uv !== undefined && existsSync(uv)) return { lines: exported(folder), complete: true };
  if (poetry !== undefined && existsSync(poetry)) return { lines: locked(readFileSync(poetry, "utf8")), complete: true };
  return file !== undefined && existsSync(file) ? { lines: withNamedFiles(file, folder), file, complete: false } : undefined;
}

function exported(folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    "uv",
    ["export", "--frozen", "--no-dev", "--no-emit-project", "--no-editable", "--no-header", "--no-annotate"],
    { cwd: folder, encoding: "utf8" },
  );
  if (error !== undefined)
    throw new CodeError("uv.lock is read by uv, which is not on the PATH; install it, or write requirements.txt by uv export");
  if (status !== 0) throw new CodeError(`uv.lock cannot be read:\n${stderr.trim()}`);
  return stdout;
}

/** The packages of the main group: https://python-poetry.org/docs/managing-dependencies/ @throws {CodeError} for those that no index has */
function locked(text: string): string {
  const packages = text.split(/^\[\[package\]\]$/m).slice(1);
  return packages
    .flatMap((block) => {
      const [head = ""] = block.split(/^\[/m);
      const name = stringOf("name", head);
      const version = stringOf("version", head);
      const groups = /^groups = \[(.*)\]$/m.exec(head)?.[1];
      const isMain = groups === undefined ? (stringOf("category", head) ?? "main") === "main" : groups.includes('"main"');
      if (name === undefined || version === undefined || !isMain || /^optional = true$/m.test(head)) return [];
      refuseElsewhere(name, block);
      const markers = stringOf("markers", head) ?? stringOf("main", /^markers = \{(.*)\}$/m.exec(head)?.[1]?.replaceAll(", ", "\n") ?? "");
      const hashes = [...head.matchAll(/\bhash = "(sha256:[0-9a-f]+)"/g)].map(([, hash]) => ` --hash=${hash}`);
      return [`${name}==${version}${markers === undefined ? "" : ` ; ${markers}`}${hashes.join("")}\n`];
    })
    .join("");
}

/** A string of TOML. */
function stringOf(key: string, text: string): string | undefined {
  const [, found] = new RegExp(`^${key} = ("(?:[^"\\\\]|\\\\.)*"|'[^']*')\\s*$`, "m").exec(text) ?? [];
  if (found === undefined) return undefined;
  return found.startsWith("'") ? found.slice(1, -1) : String(JSON.parse(found));
}

function refuseElsewhere(name: string, block: string): void {
  const [, source] = /^\[package\.source\]$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(block) ?? [];
  const type = source === undefined ? "legacy" : stringOf("type", source);
  if (type === "legacy") return;
  throw new CodeError(
    `poetry.lock takes ${name} from ${stringOf("url", source ?? "") ?? type}, and packages are installed from an index alone; publish it, or give code that was built with it`,
  );
}

/** requirements.txt and whatever it names: further requirements, constraints, and packages in files. */
function withNamedFiles(file: string, folder: string, seen: ReadonlySet<string> = new Set()): string {
  if (seen.has(file) || !existsSync(file)) return "";
  const text = readFileSync(file, "utf8");
  const named = text.split("\n").flatMap((line) => {
    const [, further] = /^\s*(?:-r|--requirement|-c|--constraint)[\s=]+(\S+)/.exec(line) ?? [];
    if (further !== undefined) return [withNamedFiles(resolve(dirname(file), further), folder, new Set([...seen, file]))];
    const local = resolve(folder, line.trim());
    return /\.(whl|zip|gz)$/.test(local) && existsSync(local) ? [`# ${statSync(local).size} ${statSync(local).mtimeMs}`] : [];
  });
  return [text, ...named].join("\n");
}
