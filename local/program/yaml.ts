import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { Refusal } from "../refusal";

/** What a YAML file or a property of a resource has by name, whatever each is. */
export type Mapping = Readonly<Record<string, unknown>>;

/** The mapping in a YAML file, or undefined where there is no such file. */
export function readYaml(file: string): Mapping | undefined {
  if (!existsSync(file)) return undefined;
  const document = parseDocument(readFileSync(file, "utf8"));
  const [error] = document.errors;
  if (error) throw new Refusal(`${file}: ${error.message.split(":\n")[0]}`);
  const content: unknown = document.toJS() ?? {};
  if (!isMapping(content)) throw new Refusal(`${file}: a mapping of keys to values is expected, not ${JSON.stringify(content)}`);
  return content;
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
