import { isProperties } from "../engine/provider/properties";
import { pulumiPath } from "./names";
import type { Block, Values } from "./terraform";

export interface Translated {
  readonly values: Values;
  /** Paths of what upstream's resource does not have. */
  readonly unknown: readonly string[];
}

/** The inputs of a resource as upstream takes them: its names, lists where Pulumi has one thing, and the file that an archive becomes. */
export function translate(type: string, block: Block, inputs: Values, name: string): Translated {
  const { values, unknown } = translateBlock(type, block, inputs);
  const named = Object.entries(block.attributes ?? {}).filter(
    ([attribute, { required }]) => required && /(^|_)name$/.test(attribute) && values[attribute] === undefined,
  );
  // Pulumi makes up a name where none is given.
  return { values: { ...values, ...Object.fromEntries(named.map(([attribute]) => [attribute, name.replace(/\W+/g, "-")])) }, unknown };
}

function translateBlock(type: string, { attributes = {}, block_types: blocks = {} }: Block, inputs: Values): Translated {
  const values: Record<string, unknown> = {};
  const unknown: string[] = [];
  const attributeNames = new Map(
    [...Object.keys(attributes), ...Object.keys(blocks)].map((upstream) => [pulumiPath(type, upstream), upstream]),
  );
  for (const [name, given] of Object.entries(inputs)) {
    const value = opened(given);
    const upstream = attributeNames.get(name) ?? attributeNames.get(singular(name));
    if (value === undefined) continue;
    if (name === "code") values["filename"] = "code.zip";
    else if (upstream === undefined) unknown.push(name);
    else if (attributes[upstream] !== undefined) values[upstream] = asType(attributes[upstream].type, value);
    else {
      const nested = (Array.isArray(value) ? value : [value]).map((one) =>
        translateBlock("", blocks[upstream]?.block ?? {}, isProperties(one) ? one : {}),
      );
      values[upstream] = nested.map((one) => one.values);
      unknown.push(...nested.flatMap((one) => one.unknown.map((path) => `${name}.${path}`)));
    }
  }
  return { values, unknown };
}

/** As upstream's type has it: https://developer.hashicorp.com/terraform/cli/commands/providers/schema#type-representation */
function asType(type: unknown, value: unknown): unknown {
  if (!Array.isArray(type)) return value;
  const [kind, inner] = type;
  if (value === null) return null;
  if (kind === "list" || kind === "set") return (Array.isArray(value) ? value : [value]).map((item) => asType(inner, item));
  if (kind !== "object" || !isProperties(value) || !isProperties(inner)) return value;
  return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, asType(member, value[pulumiPath("", name)] ?? null)]));
}

function singular(name: string): string {
  return name.replace(/ies$/, "y").replace(/s$/, "");
}

/** What is inside a secret; of what is no plain data, its kind. */
function opened(value: unknown): unknown {
  return isProperties(value) && "4dabf18193072939515e22adb298388d" in value ? value["value"] : value;
}
