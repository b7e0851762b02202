import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Archive, Asset } from "../program/index";
import type { LocalFunction } from "../resources/index";

/** A text that is another one where the data is. */
export function revisionOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 16);
}

const revisions = new WeakMap<LocalFunction, string>();

/** A text that is another one where the function's code or configuration is; files are told apart by their sizes and times. */
export function functionRevision(called: LocalFunction): string {
  const known = revisions.get(called);
  if (known !== undefined) return known;
  const { runtime, handler, memorySize, timeout, environment, code, layers } = called;
  const written = [code, ...layers].map((part) => ("missing" in part ? part.missing : writtenOf(part)));
  const revision = revisionOf({ runtime, handler, memorySize, timeout, environment, written });
  revisions.set(called, revision);
  return revision;
}

function writtenOf({ source }: Archive | Asset): unknown {
  if ("path" in source) return [source.path, ...timesOf(source.path)];
  if (!("assets" in source)) return source;
  return [...source.assets].map(([name, part]) => [name, writtenOf(part)]);
}

function timesOf(path: string): readonly unknown[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [found.size, found.mtimeMs];
  return readdirSync(path, { withFileTypes: true }).flatMap(({ name }) => [name, ...timesOf(join(path, name))]);
}
