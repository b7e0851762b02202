import { resolve } from "node:path";
import { isMapping } from "./yaml";

/** A file of a function's code. */
export class Asset {
  constructor(readonly source: { readonly text: string } | { readonly path: string } | { readonly uri: string }) {}
}

/** A function's code: files by their path in it, a folder or an archive file, or something to be fetched. */
export class Archive {
  constructor(readonly source: { readonly assets: ReadonlyMap<string, Asset | Archive> } | { readonly path: string } | { readonly uri: string }) {}
}

// How the engine's protocol marks values that JSON has no form for: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const MARK = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** A registered property as plain data: secrets opened, resources as their ids, and the paths of code made absolute. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isMapping(value)) return value;
  switch (value[MARK]) {
    case SECRET:
      return plainValue(value["value"]);
    case RESOURCE:
      return value["id"] ?? value["urn"];
    case ASSET:
      return new Asset(located(value) ?? { text: String(value["text"] ?? "") });
    case ARCHIVE:
      return new Archive(located(value) ?? { assets: members(value["assets"]) });
    default:
      return plainMapping(value);
  }
}

export function plainMapping(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
}

/** A property as a provider gives it back: where the program named a resource, its id. */
export function providerValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(providerValue);
  if (!isMapping(value)) return value;
  if (value[MARK] === RESOURCE && "id" in value) return value["id"];
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, providerValue(member)]));
}

function located(value: Readonly<Record<string, unknown>>): { path: string } | { uri: string } | undefined {
  const { path, uri } = value;
  if (typeof path === "string" && path !== "") return { path: resolve(path) };
  return typeof uri === "string" && uri !== "" ? { uri } : undefined;
}

function members(assets: unknown): ReadonlyMap<string, Asset | Archive> {
  const entries = Object.entries(isMapping(assets) ? assets : {}).map(([name, member]) => [name, plainValue(member)] as const);
  return new Map(entries.flatMap(([name, member]) => (member instanceof Asset || member instanceof Archive ? [[name, member] as const] : [])));
}
