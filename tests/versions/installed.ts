/** What is shared by programs in which the packed package is installed. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { pack } from "../package/install";

/** A folder of its own with the archive of the package, to install it below; made before the tests of a suite, and removed after them. */
export interface Packed {
  readonly folder: string;
  readonly tarball: string;
}

export function packed(): Packed {
  const made = { folder: "", tarball: "" };
  before(() => {
    made.folder = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-versions-")));
    made.tarball = archiveIn(made.folder);
  });
  after(() => rmSync(made.folder, { recursive: true, force: true }));
  return made;
}

/** The archive in a folder, by the name that it is packed by: the one that was made for all files of this folder, or one of its own. */
function archiveIn(folder: string): string {
  const made = process.env["ARCHIVE"];
  if (made === undefined) return pack(folder);
  const archive = join(folder, basename(made));
  copyFileSync(made, archive);
  return archive;
}

export function npx(manager: string): string {
  return manager === "none" ? "lambda-rest-api" : manager === "pnpm" ? "pnpm" : "npx";
}

export function execute(manager: string): string[] {
  if (manager === "none") return [];
  return manager === "pnpm" ? ["exec", "lambda-rest-api"] : ["--no-install", "lambda-rest-api"];
}

/** Starts the local command, sends one request, and ends it. */
export async function served(
  program: string,
  env: NodeJS.ProcessEnv,
  manager: string,
  path = "/Jane",
): Promise<[status: number, body: unknown]> {
  const args = [...execute(manager), "local", "--port", "0", "--json"];
  const server = spawn(npx(manager), args, { cwd: program, env, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const ready = JSON.parse((await lines.next()).value ?? "{}");
    const answer = await fetch(`${ready.apis[0].url}${path}`);
    return [answer.status, await answer.json()];
  } finally {
    // The package manager runs it in a shell, which does not pass signals on.
    process.kill(-(server.pid ?? 0), "SIGINT");
  }
}
