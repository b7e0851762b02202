import { planned } from "./keep";
import type { Kind, Made } from "./kind";
import { REGION } from "./place";
import { type Change, changesOf, isProperties, type Properties, UNKNOWN } from "./properties";

/**
 * Every resource has the provider's region where it is given none:
 * https://www.pulumi.com/registry/packages/aws/how-to-guides/enhanced-region-support/
 */
export const IN_REGION: Properties = { region: REGION };

/** What a preview knows of a resource that will be made. */
export function plannedCreate(kind: Kind, inputs: Properties): Properties {
  return { ...IN_REGION, ...withoutDefaults(inputs), ...Object.fromEntries(Object.keys(kind.outputs).map((name) => [name, UNKNOWN])) };
}

/** What a preview knows of a resource that will be changed. */
export function plannedUpdate(kind: Kind, before: Pick<Made, "inputs" | "outputs">, inputs: Properties): Properties {
  return { ...plannedCreate(kind, inputs), ...keptOutputs(kind, before, inputs) };
}

/** What AWS added, and what an update leaves as it is. */
export function keptOutputs(kind: Kind, before: Pick<Made, "inputs" | "outputs">, inputs: Properties): Properties {
  const changed = differences(kind, before.inputs, inputs).map(({ path }) => path);
  const renewed = new Set(changed.flatMap((path) => [path, ...(kind.renewed?.[/^\w+/.exec(path)?.[0] ?? path] ?? [])]));
  return Object.fromEntries(Object.entries(before.outputs).filter(([name]) => name in kind.outputs && !renewed.has(name)));
}

export interface Difference {
  readonly path: string;
  readonly change: Change;
  readonly replaces: boolean;
}

/** What a change of the inputs does. */
export function differences(kind: Kind, before: Properties, after: Properties): readonly Difference[] {
  const { replacedBy, announces } = kind;
  const changes = [...changesOf({ ...IN_REGION, ...before }, { ...IN_REGION, ...planned(kind, before, after) })].map(([path, change]) => ({
    path,
    change,
    replaces: replacedBy === "everything" || replacedBy.some((name) => new RegExp(`^${name}\\b`).test(path)),
  }));
  const announced = changes.every(({ path }) => /^tags/.test(path)) ? [] : (announces?.(after) ?? []);
  return [...changes, ...announced.map((path) => ({ path, change: "changed" as const, replaces: false }))];
}

/**
 * Whether a replacement has to free the name first: it has one that Pulumi did not make up, and keeps it.
 * https://github.com/pulumi/pulumi-terraform-bridge: nameRequiresDeleteBeforeReplace
 */
export function isNameInTheWay({ autoNamed }: Kind, before: Properties, after: Properties): boolean {
  return autoNamed === true && !isMadeUp(after) && before["name"] === after["name"];
}

/** The inputs with a name where Pulumi makes one up: the logical name and seven digits; a resource that is there keeps its own. */
export function named(
  kind: Kind,
  urn: string,
  before: Properties | undefined,
  inputs: Properties,
  isTaken: (name: string) => boolean,
): Properties {
  const defaults = { ...inputs, __defaults: [] };
  if (kind.autoNamed === undefined || inputs["name"] !== undefined) return defaults;
  if (before !== undefined && isMadeUp(before)) return { ...inputs, name: before["name"], __defaults: ["name"] };
  const logicalName = urn.split("::").slice(3).join("::");
  for (let count = 1; ; count++) {
    const name = `${logicalName}-${String(count).padStart(7, "0")}`;
    if (!isTaken(name)) return { ...inputs, name, __defaults: ["name"] };
  }
}

/** The properties that are the resource's own. */
export function withoutDefaults({ __defaults, ...own }: Properties): Properties {
  return own;
}

function isMadeUp({ __defaults }: Properties): boolean {
  return Array.isArray(__defaults) && __defaults.includes("name");
}

export function isKnown(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isKnown);
  return isProperties(value) ? Object.values(value).every(isKnown) : value !== UNKNOWN;
}
