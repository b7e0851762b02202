import { resolve } from "node:path";
import { isMapping, type Mapping } from "./yaml";

/** A file of a function's code. */
export class Asset {
  constructor(readonly source: { readonly text: string } | { readonly path: string } | { readonly uri: string }) {}
}

/** A function's code: files by their path in it, a folder or an archive file, or something to be fetched. */
export class Archive {
  constructor(
    readonly source: { readonly assets: ReadonlyMap<string, Asset | Archive> } | { readonly path: string } | { readonly uri: string },
  ) {}
}

// How the engine's protocol marks values that JSON has no form for:
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
const MARK = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Stands for what only a deployment will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Registered properties as plain data: secrets opened, resources as their ids, the paths of code made absolute from the program's folder,
 * and what is unknown left out.
 */
export function plainMapping(value: Mapping, directory: string): Record<string, unknown> {
  const known = Object.entries(value).filter(([, member]) => member !== UNKNOWN);
  return Object.fromEntries(known.map(([name, member]) => [name, plainValue(member, directory)]));
}

function plainValue(value: unknown, directory: string): unknown {
  if (Array.isArray(value)) return value.filter((member) => member !== UNKNOWN).map((member) => plainValue(member, directory));
  if (!isMapping(value)) return value === UNKNOWN ? undefined : value;
  switch (value[MARK]) {
    case SECRET:
      return plainValue(value["value"], directory);
    case RESOURCE:
      return value["id"] ?? value["urn"];
    case ASSET:
      return new Asset(located(value, directory) ?? { text: String(value["text"] ?? "") });
    case ARCHIVE:
      return new Archive(located(value, directory) ?? { assets: members(value["assets"], directory) });
    default:
      return plainMapping(value, directory);
  }
}

/** Where in a property something is unknown, for example `environment.variables.HOST`. */
export function unknownPaths(value: unknown, path: string): string[] {
  if (value === UNKNOWN) return [path];
  if (Array.isArray(value)) return value.flatMap((member, index) => unknownPaths(member, `${path}[${index}]`));
  if (!isMapping(value)) return [];
  if (value[MARK] === SECRET) return unknownPaths(value["value"], path);
  return Object.entries(value).flatMap(([name, member]) => unknownPaths(member, path === "" ? name : `${path}.${name}`));
}

/** A resource as the value of a property. */
export function resourceReference({ urn, id }: { readonly urn: string; readonly id: string }): Mapping {
  return { [MARK]: RESOURCE, urn, id, packageVersion: "" };
}

/** A file as the value of a property. */
export function fileAsset(path: string): Mapping {
  return { [MARK]: ASSET, path };
}

/** A property as a provider gives it back: where the program named a resource, its id. */
export function providerValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(providerValue);
  if (!isMapping(value)) return value;
  if (value[MARK] === RESOURCE && "id" in value) return value["id"];
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, providerValue(member)]));
}

function located(value: Mapping, directory: string): { path: string } | { uri: string } | undefined {
  const { path, uri } = value;
  if (typeof path === "string" && path !== "") return { path: resolve(directory, path) };
  return typeof uri === "string" && uri !== "" ? { uri } : undefined;
}

function members(assets: unknown, directory: string): ReadonlyMap<string, Asset | Archive> {
  const entries = Object.entries(isMapping(assets) ? assets : {}).map(([name, member]) => [name, plainValue(member, directory)] as const);
  return new Map(
    entries.flatMap(([name, member]) => (member instanceof Asset || member instanceof Archive ? [[name, member] as const] : [])),
  );
}
