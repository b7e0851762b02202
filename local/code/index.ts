import { chmodSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FunctionConfiguration } from "../lambda/index";
import type { Archive } from "../program/index";
import { Refusal } from "../refusal";
import type { LocalFunction } from "../resources/index";
import { makeTemporaryFolder } from "../temporary-folder";
import { checkBootstrap, handlerProblem } from "./handler";
import { unpack } from "./unpack";

export interface UnpackedFunctions {
  readonly configurations: readonly FunctionConfiguration[];
  /** Why a function cannot be run locally, by its ARN: its code is elsewhere. */
  readonly missing: ReadonlyMap<string, string>;
  /** Why a function has no code that can be run, by its ARN. */
  readonly broken: ReadonlyMap<string, string>;
  /** Why a function fails whenever it is called, by its ARN: its code does not compile or has no handler. */
  readonly failing: ReadonlyMap<string, string>;
  /** Removes what was unpacked. */
  remove(): void;
}

/** Puts the code of each function into a folder, its layers into another, and lets nobody write there. */
export function unpackFunctions(functions: readonly LocalFunction[]): UnpackedFunctions {
  const { path: root, remove } = makeTemporaryFolder();
  const unpackLayers = layerUnpacker(root);
  const missing = new Map<string, string>();
  const broken = new Map<string, string>();
  const failing = new Map<string, string>();
  const configurations = functions.flatMap(({ code, resource: _, layers, ...configuration }, index) => {
    if ("missing" in code) {
      missing.set(configuration.arn, code.missing);
      return [];
    }
    try {
      const directory = join(root, String(index));
      unpack(code, directory);
      const unpacked = { ...configuration, directory, ...(layers.length > 0 && { layers: unpackLayers(layers) }) };
      if (unpacked.runtime.startsWith("provided")) checkBootstrap(unpacked);
      const problem = handlerProblem(unpacked);
      if (problem !== undefined) failing.set(unpacked.arn, problem);
      makeReadOnly(directory);
      return [unpacked];
    } catch (error) {
      broken.set(configuration.arn, reasonOf(error));
      return [];
    }
  });
  return { configurations, missing, broken, failing, remove };
}

/** What the program got wrong, or the file system does not let us read. */
function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Error && "syscall" in error) return `its code cannot be read: ${error.message}`;
  throw error;
}

/** Functions that have the same layers share a folder. */
function layerUnpacker(root: string): (layers: readonly Archive[]) => string {
  const known: { readonly layers: readonly Archive[]; readonly folder: string }[] = [];
  return (layers) => {
    const same = known.find((one) => one.layers.length === layers.length && one.layers.every((layer, index) => layer === layers[index]));
    if (same !== undefined) return same.folder;
    const folder = join(root, `layers-${known.length}`);
    mkdirSync(folder);
    for (const layer of layers) unpack(layer, folder);
    known.push({ layers, folder });
    return folder;
  };
}

/** Links are left alone: what they lead to is not ours. */
function makeReadOnly(path: string): void {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  if (status.isDirectory()) for (const name of readdirSync(path)) makeReadOnly(join(path, name));
  chmodSync(path, status.mode & ~0o222);
}
