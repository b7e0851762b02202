import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { Refusal } from "../refusal";
import { type EnginePackage, type InstallOptions, installEngine } from "./install";

/** What npm's registry says of the packages that have been looked at; npm itself holds each to what its registry says. */
const INTEGRITY: ReadonlyMap<string, string> = new Map([
  ["@dynoxide/linux-x64", "sha512-sBHqlxJ9ANkLluFkYRfd5r8Y0ApFew4FhOrlhgRAgD4XzEoFOukEo1nuBTQ1+jTtofqwn4NWQ2k0Tn5mNTjgUg=="],
]);

/**
 * The engine's program: of a package beside the program in that folder, or as it is kept for this user.
 * Each package holds the program for one kind of machine: https://github.com/nubo-db/dynoxide
 *
 * @throws {Refusal} if there is none for this machine, or it cannot be installed.
 */
export async function engineProgram(directory: string, log: (line: string) => void, signal: AbortSignal): Promise<string> {
  const { peerDependencies }: { readonly peerDependencies: Readonly<Record<string, string>> } = require("lambda-rest-api/package.json");
  const name = `@dynoxide/${MACHINE}`;
  const version = peerDependencies[name];
  if (version === undefined)
    throw new Refusal(`DynamoDB cannot be run: there is no engine for ${MACHINE}; give --endpoint dynamodb=URL of one that runs already`);
  const integrity = INTEGRITY.get(name);
  const engine: EnginePackage = { name, version, file: FILE, ...(integrity !== undefined && { integrity }) };
  return besideProgram(name, directory) ?? keptProgram(engine, { directory, log, signal });
}

/** The program as it is kept for this user; where it is not, it is installed. @throws {Refusal} if it cannot be. */
export async function keptProgram(engine: EnginePackage, options: Omit<InstallOptions, "target">): Promise<string> {
  const { name, version, file } = engine;
  try {
    const target = join(cacheFolder(), `dynoxide-${version}-${MACHINE}`, file);
    if (!existsSync(target)) await installEngine(engine, { ...options, target });
    return target;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `DynamoDB cannot be run: its engine ${name} ${version} cannot be installed: ${reason}; install it beside the program where there is a network: npm install --save-optional ${name}@${version}; or give --endpoint dynamodb=URL of one that runs already`,
    );
  }
}

const MACHINE = `${process.platform}-${process.arch}`;
const FILE = process.platform === "win32" ? "dynoxide.exe" : "dynoxide";
/** Of a package that is installed beside the program, or beside this one, which may be somewhere else. */
function besideProgram(name: string, directory: string): string | undefined {
  try {
    return join(dirname(require.resolve(`${name}/package.json`, { paths: [directory, __dirname] })), FILE);
  } catch {
    return undefined;
  }
}

/** What is kept for this user from one program to the next: https://specifications.freedesktop.org/basedir-spec/latest/ */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const above = process.platform === "win32" ? local : xdg;
  return join(above || join(homedir(), ".cache"), "lambda-rest-api");
}
