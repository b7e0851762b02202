import { isDeepStrictEqual } from "node:util";

export type Properties = Readonly<Record<string, unknown>>;

// How the engine's protocol marks values that JSON has no form for:
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const MARK = "4dabf18193072939515e22adb298388d";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

export type Change = "added" | "removed" | "changed";

/** What differs between the inputs, by property path: https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/ */
export function changesOf(before: Properties, after: Properties): ReadonlyMap<string, Change> {
  return new Map(members(before, after).flatMap((name) => changesAt(name, before[name], after[name])));
}

export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(properties: Properties, name: string): string {
  const value = properties[name];
  return value === undefined || value === null ? "" : String(value);
}

function changesAt(path: string, before: unknown, after: unknown): readonly [string, Change][] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [[path, "added"]];
  if (after === undefined) return [[path, "removed"]];
  if (isArchive(before) && isArchive(after)) return before["hash"] === after["hash"] ? [] : [[path, "changed"]];
  if (isProperties(before) && isProperties(after))
    return members(before, after).flatMap((name) =>
      changesAt(/^\w+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`, before[name], after[name]),
    );
  if (Array.isArray(before) && Array.isArray(after))
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
      changesAt(`${path}[${index}]`, before[index], after[index]),
    ).flat();
  return [[path, "changed"]];
}

function isArchive(value: unknown): value is Properties {
  return isProperties(value) && value[MARK] === ARCHIVE;
}

function members(before: Properties, after: Properties): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== "__defaults").sort();
}
