import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { Refusal } from "../refusal";

/** The mapping in a YAML file, or undefined where there is no such file. */
export function readYaml(file: string): Readonly<Record<string, unknown>> | undefined {
  if (!existsSync(file)) return undefined;
  const document = parseDocument(readFileSync(file, "utf8"));
  const [error] = document.errors;
  if (error) throw new Refusal(`${file}: ${error.message.split(":\n")[0]}`);
  const content: unknown = document.toJS() ?? {};
  if (!isMapping(content)) throw new Refusal(`${file}: a mapping of keys to values is expected, not ${JSON.stringify(content)}`);
  return content;
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
