import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Architecture } from "../../../definition/index";
import { cacheFolder } from "./cache-folder";
import { CodeError } from "./messages";

/**
 * A folder `node_modules` with these packages, in the versions that the source's folder finds, for Lambda's platform. @throws {CodeError}
 */
export function installedModules(names: readonly string[], folder: string, architecture: Architecture): string {
  const dependencies = Object.fromEntries([...names].sort().map((name) => [name, versionOf(name, folder)]));
  const lock = fileAbove(folder, "package-lock.json");
  const key = createHash("sha256")
    .update(JSON.stringify([dependencies, lock === undefined ? "" : readFileSync(lock, "utf8"), architecture]))
    .digest("hex");
  const cache = cacheFolder(folder, "modules");
  const done = join(cache, key);
  if (existsSync(done)) return join(done, "node_modules");
  const making = mkdtempSync(join(cache, "now-"));
  try {
    writeFileSync(join(making, "package.json"), JSON.stringify({ private: true, dependencies }));
    // What these packages need themselves, in the versions that are locked.
    if (lock !== undefined) cpSync(lock, join(making, "package-lock.json"));
    install(making, names, architecture);
    for (const name of [".bin", ".package-lock.json"]) rmSync(join(making, "node_modules", name), { recursive: true, force: true });
    refuseForeign(join(making, "node_modules"), architecture);
    // Another process may have been quicker.
    if (!existsSync(done)) renameSync(making, done);
    return join(done, "node_modules");
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function versionOf(name: string, folder: string): string {
  const file = fileAbove(folder, join("node_modules", name, "package.json"));
  if (file === undefined) throw new CodeError(`nodeModules: ${name} is not installed; npm install ${name}`);
  const { version }: { readonly version?: string } = JSON.parse(readFileSync(file, "utf8"));
  return version ?? "*";
}

function fileAbove(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : fileAbove(dirname(folder), name);
}

function install(folder: string, names: readonly string[], architecture: Architecture): void {
  const platform = ["--os=linux", `--cpu=${architecture === "x86_64" ? "x64" : architecture}`, "--libc=glibc"];
  // Scripts would build for this machine.
  const args = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...platform];
  const { status, stderr, error } = spawnSync("npm", args, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  if (error !== undefined) throw new CodeError("nodeModules: they are installed by npm, which is not on the PATH");
  if (status !== 0) throw new CodeError(`nodeModules: ${names.join(", ")} cannot be installed:\n${stderr.trim()}`);
}

/** Refuses packages that need native code, of which there is none for Lambda's platform. */
function refuseForeign(modules: string, architecture: Architecture): void {
  const natives = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".node") || file.endsWith("binding.gyp"),
  );
  const packages = new Map<string, string[]>();
  for (const file of natives) {
    const [name = ""] = /^(@[^/\\]+[/\\])?[^/\\]+/.exec(file) ?? [];
    packages.set(name, [...(packages.get(name) ?? []), file]);
  }
  for (const [name, files] of packages) {
    if (files.some((file) => file.endsWith(".node") && isFor(join(modules, file), architecture))) continue;
    if (!files.some((file) => file.endsWith(".node")) && hasPlatformPackage(modules, name)) continue;
    throw new CodeError(
      `nodeModules: ${name} has native code and brings none that is built for linux on ${architecture}; build it there, as a layer or in a container image`,
    );
  }
}

/** Whether a package's native code is in one of its optional dependencies, as with sharp. */
function hasPlatformPackage(modules: string, name: string): boolean {
  const { optionalDependencies = {} }: { readonly optionalDependencies?: object } = JSON.parse(
    readFileSync(join(modules, name, "package.json"), "utf8"),
  );
  return Object.keys(optionalDependencies).some((optional) => existsSync(join(modules, optional)));
}

// https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html: e_machine, of 64 bits and little-endian.
const MACHINES: Readonly<Record<Architecture, number>> = { arm64: 0xb7, x86_64: 0x3e };

function isFor(file: string, architecture: Architecture): boolean {
  const header = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.toString("latin1", 0, 4) === "\x7fELF" && header.readUInt16LE(18) === MACHINES[architecture];
}
