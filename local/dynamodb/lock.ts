import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../refusal";

/**
 * Takes a folder for this process until the returned function is called: two databases in one would destroy it.
 *
 * @throws {Refusal} if a living process has it, or it cannot be made.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "in-use-by");
  try {
    mkdirSync(folder, { recursive: true });
    const holder = holderOf(file);
    if (holder !== undefined) throw new Refusal(`--data ${folder} is in use by process ${holder}; stop it, or give another folder`);
    writeFileSync(file, String(process.pid));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`--data ${folder}: ${error instanceof Error ? error.message : error}`);
  }
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number | undefined {
  try {
    const holder = Number(readFileSync(file, "utf8"));
    process.kill(holder, 0);
    return holder;
  } catch {
    // There is no such file, or no such process any more.
    return undefined;
  }
}
