import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { isMapping, type Mapping } from "../yaml";
import { writeZip } from "./zip";

type Entry = readonly [path: string, content: Buffer];

/**
 * Makes the archive that `archive.getFile`, or the resource, describes: https://www.pulumi.com/registry/packages/archive/api-docs/getfile/
 */
export function makeArchive(inputs: Mapping, directory: string): Mapping {
  const zip = writeZip(entriesOf(inputs, directory).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const path = resolve(directory, String(inputs["outputPath"]));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, zip);
  const hash = (algorithm: string, encoding: "hex" | "base64") => createHash(algorithm).update(zip).digest(encoding);
  return {
    ...inputs,
    id: hash("sha1", "hex"),
    outputSize: zip.length,
    outputMd5: hash("md5", "hex"),
    outputSha: hash("sha1", "hex"),
    outputSha256: hash("sha256", "hex"),
    outputSha512: hash("sha512", "hex"),
    outputBase64sha256: hash("sha256", "base64"),
    outputBase64sha512: hash("sha512", "base64"),
  };
}

function entriesOf(
  { sourceDir, sourceFile, sourceContent, sourceContentFilename, sources, excludes }: Mapping,
  directory: string,
): Entry[] {
  if (typeof sourceDir === "string") return filesBelow(resolve(directory, sourceDir), Array.isArray(excludes) ? excludes.map(String) : []);
  if (typeof sourceFile === "string") return [[basename(sourceFile), readFileSync(resolve(directory, sourceFile))]];
  if (typeof sourceContent === "string") return [[String(sourceContentFilename), Buffer.from(sourceContent)]];
  return (Array.isArray(sources) ? sources : [])
    .filter(isMapping)
    .map(({ filename, content }) => [String(filename), Buffer.from(String(content))]);
}

function filesBelow(root: string, excludes: readonly string[]): Entry[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): Entry => [relative(root, file).replaceAll(sep, "/"), readFileSync(file)])
    .filter(([path]) => !excludes.some((pattern) => path === pattern || path.startsWith(`${pattern}/`) || glob(pattern).test(path)));
}

/** `*` within a folder, `**` across them. */
function glob(pattern: string): RegExp {
  const parts = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) =>
      part.startsWith("**") ? ".*" : part === "*" ? "[^/]*" : part === "?" ? "[^/]" : part.replace(/[.+^${}()|[\]\\]/g, "\\$&"),
    );
  return new RegExp(`^${parts.join("")}$`);
}
