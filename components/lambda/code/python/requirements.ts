import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CodeError } from "../messages";

export interface Requirements {
  /** As requirements.txt has them. */
  readonly lines: string;
  /** Whether these are all, those of other packages included. */
  readonly complete: boolean;
}

/** What a folder says that it requires: in a lock file, or in requirements.txt. @throws {CodeError} */
export function requirementsOf(folder: string): Requirements | undefined {
  const has = (name: string) => existsSync(join(folder, name));
  if (has("uv.lock")) return { lines: exported(folder), complete: true };
  if (has("poetry.lock")) return { lines: locked(readFileSync(join(folder, "poetry.lock"), "utf8")), complete: true };
  return has("requirements.txt") ? { lines: readFileSync(join(folder, "requirements.txt"), "utf8"), complete: false } : undefined;
}

function exported(folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    "uv",
    ["export", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  if (error !== undefined)
    throw new CodeError("uv.lock is read by uv, which is not on the PATH; install it, or write requirements.txt by uv export");
  if (status !== 0) throw new CodeError(`uv.lock cannot be read:\n${stderr.trim()}`);
  return stdout;
}

/** The packages of the main group: https://python-poetry.org/docs/managing-dependencies/ */
function locked(text: string): string {
  const packages = text.split(/^\[\[package\]\]$/m).slice(1);
  return packages
    .flatMap((block) => {
      const [head = ""] = block.split(/^\[/m);
      const field = (name: string) => new RegExp(`^${name} = "([^"]+)"$`, "m").exec(head)?.[1];
      const [name, version, markers, category] = ["name", "version", "markers", "category"].map(field);
      const groups = /^groups = \[(.*)\]$/m.exec(head)?.[1];
      const isMain = groups === undefined ? (category ?? "main") === "main" : groups.includes('"main"');
      if (name === undefined || version === undefined || !isMain || /^optional = true$/m.test(head)) return [];
      return [`${name}==${version}${markers === undefined ? "" : ` ; ${markers}`}\n`];
    })
    .join("");
}
