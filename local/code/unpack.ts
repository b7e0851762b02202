import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { Archive, type Asset } from "../program/index";
import { Refusal } from "../refusal";
import { withAbsoluteSources } from "./source-map";
import { readTar, tarIn } from "./tar";
import { type ArchiveEntry, readZip } from "./zip";

/**
 * Puts a function's code into a folder of its own, away from what lies above the original: a `package.json` or `node_modules` there
 * would be found by Node.js, and not be there on AWS.
 *
 * @throws {Refusal} if a file is missing, is no archive, or must be fetched.
 */
export function unpack(code: Archive, folder: string): void {
  mkdirSync(folder, { recursive: true });
  unpackInto(code, folder, folder);
}

/** Puts it into a folder that is the root, or below it: what lies there already, of an earlier layer for example, stays beside it. */
function unpackInto({ source }: Archive, folder: string, root: string): void {
  if ("uri" in source) throw new Refusal(`its code ${source.uri} would have to be fetched; give it as a file`);
  if ("path" in source) unpackPath(source.path, folder, root);
  else {
    for (const [name, member] of ownFirst(source.assets)) {
      const at = inside(folder, name.replace(HOISTED, ""));
      if (HOISTED.test(name) && existsSync(at)) continue;
      if (member instanceof Archive) unpackInto(member, at, root);
      else unpackFile(member, at, root);
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

function unpackPath(path: string, folder: string, root: string): void {
  if (!existsSync(path)) throw new Refusal(`its code ${path} does not exist; is it built?`);
  if (!statSync(path).isDirectory()) unpackArchive(path, folder, root);
  else if (path.split(sep).includes("node_modules")) link(path, folder, root);
  else {
    makeFolder(folder, root);
    for (const name of readdirSync(path))
      if (name === "node_modules") link(join(path, name), join(folder, name), root);
      else copy(join(path, name), join(folder, name), root);
    makeExecutable(join(folder, "bootstrap"));
  }
}

function copy(from: string, to: string, root: string): void {
  const status = lstatSync(from);
  if (status.isDirectory()) {
    makeFolder(to, root);
    for (const name of readdirSync(from)) copy(join(from, name), join(to, name), root);
  } else {
    makeRoom(to, root);
    if (status.isSymbolicLink()) symlinkSync(resolve(dirname(from), readlinkSync(from)), to);
    else if (status.isFile()) copyFile(from, to);
  }
}

function copyFile(from: string, to: string): void {
  if (from.endsWith(".map")) writeFileSync(to, withAbsoluteSources(readFileSync(from, "utf8"), from));
  else copyFileSync(from, to);
}

/** Installed packages, which may be many files, are not copied: they find each other from where they are. */
function link(path: string, at: string, root: string): void {
  if (statSync(path).isDirectory() && lstatSync(at, { throwIfNoEntry: false }) !== undefined) {
    makeFolder(at, root);
    for (const name of readdirSync(path)) link(join(path, name), join(at, name), root);
  } else {
    makeRoom(at, root);
    symlinkSync(path, at);
  }
}

/** A folder of its own, up to the root: a link becomes a folder of links, so that nothing is ever written through one. */
function makeFolder(path: string, root: string): void {
  if (path !== root) makeFolder(dirname(path), root);
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  const linked = there?.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readlinkSync(path) : undefined;
  rmSync(path, { force: true });
  mkdirSync(path);
  if (linked !== undefined) for (const name of readdirSync(linked)) symlinkSync(join(linked, name), join(path, name));
}

/** A place for a file: the later lies over the earlier. */
function makeRoom(file: string, root: string): void {
  makeFolder(dirname(file), root);
  rmSync(file, { force: true, recursive: true });
}

/** Bytes that Lambda takes of an archive: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_ARCHIVE = 50 * 2 ** 20;

function unpackArchive(path: string, folder: string, root: string): void {
  const size = statSync(path).size;
  if (size > LARGEST_ARCHIVE) throw new Refusal(`its code ${path} has ${Math.ceil(size / 2 ** 20)} MB; Lambda takes 50 MB`);
  try {
    const file = readFileSync(path);
    const tar = tarIn(file);
    const entries = tar === undefined ? readZip(file) : readTar(tar);
    refuseFilesAsFolders(entries, folder);
    // Links last, so that no file is written through one.
    for (const entry of entries) if (entry.kind !== "link") writeEntry(entry, folder, root);
    for (const entry of entries) if (entry.kind === "link") writeEntry(entry, folder, root);
    if (tar !== undefined) makeExecutable(join(folder, "bootstrap"));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`its code ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** What is in a file, or in a link, would be written elsewhere. */
function refuseFilesAsFolders(entries: readonly ArchiveEntry[], folder: string): void {
  const files = new Set(entries.filter(({ kind }) => kind !== "folder").map(({ path }) => inside(folder, path)));
  for (const { path } of entries)
    for (let above = dirname(inside(folder, path)); above.length > folder.length; above = dirname(above))
      if (files.has(above)) throw new Error(`${path} is in ${above.slice(folder.length + 1)}, which is no folder`);
}

function writeEntry({ path, kind, content, executable }: ArchiveEntry, folder: string, root: string): void {
  const at = inside(folder, path);
  if (kind === "folder") makeFolder(at, root);
  else makeRoom(at, root);
  if (kind === "link") symlinkSync(content.toString(), at);
  else if (kind === "file") writeFileSync(at, content, { mode: executable ? 0o755 : 0o644 });
}

function unpackFile({ source }: Asset, file: string, root: string): void {
  if ("uri" in source) throw new Refusal(`its file ${source.uri} would have to be fetched; give it as a file`);
  makeRoom(file, root);
  if ("text" in source) writeFileSync(file, source.text);
  else if (!existsSync(source.path)) throw new Refusal(`its file ${source.path} does not exist`);
  else if (statSync(source.path).isDirectory())
    throw new Refusal(`its file ${source.path} is a folder; give it as an archive, pulumi.asset.FileArchive`);
  else copyFile(source.path, file);
}

function inside(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (path !== folder && !path.startsWith(join(folder, sep)))
    throw new Refusal(`its file ${JSON.stringify(name)} would be outside its folder`);
  return path;
}
