import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../refusal";
import { filesOf } from "./files";
import { installedFrom } from "./installed-from";
import { manifestOf, type PackageManifest, projectName } from "./manifest";

/**
 * Writes a new program into a folder, which is made if there is none; returns the paths of its files in it.
 *
 * @throws {Refusal} naming the files that are there already; nothing is written then.
 */
export function writeProgram(folder: string): readonly string[] {
  const manifestFile = require.resolve("lambda-rest-api/package.json");
  const packageFolder = dirname(manifestFile);
  const own: PackageManifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const name = projectName(basename(folder), own.name);
  const files = filesOf(packageFolder);
  const made = { "Pulumi.yaml": `name: ${name}\ndescription: A REST API\nruntime: nodejs\nmain: index.ts\n` };
  const archive = `${own.name}-${own.version}.tgz`;
  const there = [...files.keys(), ...Object.keys(made), "package.json", archive].filter((file) => existsSync(join(folder, file))).sort();
  if (there.length > 0)
    throw new Refusal(
      `${folder} has files that init would write, and it overwrites none: ${there.join(", ")}; give another folder: lambda-rest-api init DIR`,
    );

  mkdirSync(folder, { recursive: true });
  const origin = installedFrom(packageFolder, own.name, own.version);
  const specifier = typeof origin === "object" && "specifier" in origin ? origin.specifier : `file:${archive}`;
  if (origin === "unknown") pack(packageFolder, folder);
  else if ("archive" in origin) copyFileSync(origin.archive, join(folder, archive));
  for (const [file, source] of files) cpSync(source, join(folder, file));
  const texts = { ...made, "package.json": `${JSON.stringify(manifestOf(name, specifier, own), null, 2)}\n` };
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
  return [...files.keys(), ...Object.keys(texts), ...(specifier === `file:${archive}` ? [archive] : [])].sort();
}

/** A checkout is compiled first, as npm does; the installed package has been. */
function pack(packageFolder: string, folder: string): void {
  const compiled = !existsSync(join(packageFolder, "components"));
  execFileSync("npm", ["pack", packageFolder, "--silent", ...(compiled ? ["--ignore-scripts"] : []), "--pack-destination", folder], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}
