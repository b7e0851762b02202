import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** The versions of a package in a range that its registry has now, the oldest first; without those that are not final. */
export function versionsOf(name: string, range: string): readonly string[] {
  const answer: unknown = JSON.parse(execFileSync("npm", ["view", `${name}@${range}`, "version", "--json"], { encoding: "utf8" }));
  const versions = (Array.isArray(answer) ? answer : [answer]).map(String).filter((version) => !version.includes("-"));
  return versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** Puts the newest Node.js of a major version into a folder; returns the folder of its command. */
export function installNode(major: number, folder: string): string {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  return join(installTool(`${name}@${major}`, folder), name, "bin");
}

/** Installs a package that is no part of a program; returns the folder in which it is. */
export function installTool(spec: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel", "error", spec], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(folder, "node_modules");
}
