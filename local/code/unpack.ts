import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { Archive, type Asset } from "../program/index";
import { Refusal } from "../refusal";
import { readZip, type ZipEntry } from "./zip";

/**
 * Puts a function's code into a folder of its own, away from what lies above the original: a `package.json` or `node_modules` there
 * would be found by Node.js, and not be there on AWS.
 *
 * @throws {Refusal} if a file is missing, is not a zip file, or must be fetched.
 */
export function unpack(code: Archive, folder: string): void {
  mkdirSync(folder, { recursive: true });
  unpackInto(code, folder);
}

function unpackInto({ source }: Archive, folder: string): void {
  if ("uri" in source) throw new Refusal(`its code ${source.uri} would have to be fetched; give it as a file`);
  if ("path" in source) unpackPath(source.path, folder);
  else {
    for (const [name, member] of ownFirst(source.assets)) {
      const at = inside(folder, name.replace(HOISTED, ""));
      if (HOISTED.test(name) && existsSync(at)) continue;
      if (member instanceof Archive) unpackInto(member, at);
      else unpackFile(member, at);
    }
    makeExecutable(join(folder, "bootstrap"));
  }
}

/**
 * A package that is installed above the program, in a workspace: Pulumi names it from the program's folder, and Node.js looks above the
 * function's, too.
 */
const HOISTED = /^(?:\.\.\/)+(?=node_modules\/)/;

function ownFirst<Member>(assets: ReadonlyMap<string, Member>): readonly (readonly [name: string, member: Member])[] {
  return [...assets].toSorted(([a], [b]) => Number(HOISTED.test(a)) - Number(HOISTED.test(b)));
}

/** What Pulumi packs itself has no modes (pulumi/pulumi issue 3593), and Lambda runs it. */
function makeExecutable(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) chmodSync(file, 0o755);
}

function unpackPath(path: string, folder: string): void {
  if (!existsSync(path)) throw new Refusal(`its code ${path} does not exist; is it built?`);
  if (!statSync(path).isDirectory()) unpackZip(path, folder);
  else if (path.split(sep).includes("node_modules") && !existsSync(folder)) link(path, folder);
  else copyFolder(path, folder);
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === "node_modules") link(join(from, name), join(to, name));
    else cpSync(join(from, name), join(to, name), { recursive: true });
  }
  makeExecutable(join(to, "bootstrap"));
}

/** Installed packages, which may be many files, are not copied: they find each other from where they are. */
function link(path: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(path, at);
}

/** Bytes that Lambda takes of an archive: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_ARCHIVE = 50 * 2 ** 20;

function unpackZip(path: string, folder: string): void {
  const size = statSync(path).size;
  if (size > LARGEST_ARCHIVE) throw new Refusal(`its code ${path} has ${Math.ceil(size / 2 ** 20)} MB; Lambda takes 50 MB`);
  try {
    const entries = readZip(readFileSync(path));
    // Links last, so that no file is written through one.
    for (const entry of entries) if (entry.kind !== "link") writeEntry(entry, folder);
    for (const entry of entries) if (entry.kind === "link") writeEntry(entry, folder);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`its code ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function writeEntry({ path, kind, content, executable }: ZipEntry, folder: string): void {
  const at = inside(folder, path);
  mkdirSync(kind === "folder" ? at : dirname(at), { recursive: true });
  if (kind === "link") symlinkSync(content.toString(), at);
  else if (kind === "file") writeFileSync(at, content, { mode: executable ? 0o755 : 0o644 });
}

function unpackFile({ source }: Asset, file: string): void {
  if ("uri" in source) throw new Refusal(`its file ${source.uri} would have to be fetched; give it as a file`);
  mkdirSync(dirname(file), { recursive: true });
  if ("text" in source) writeFileSync(file, source.text);
  else if (existsSync(source.path)) cpSync(source.path, file);
  else throw new Refusal(`its file ${source.path} does not exist`);
}

function inside(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (path !== folder && !path.startsWith(join(folder, sep)))
    throw new Refusal(`its file ${JSON.stringify(name)} would be outside its folder`);
  return path;
}
