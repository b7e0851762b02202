import { documentPlace, type Path } from "../places";
import type { Problem } from "../problems";

/** An OpenAPI document: plain data, or the text of a file in YAML or JSON. */
export type OpenApiSource = { readonly document: unknown } | { readonly text: string /** As problems name it. */; readonly file: string };

/** A document as plain data, and how its places are told: with file and line where it is a text. */
export type ReadSource =
  | { readonly kind: "read"; readonly document: unknown; readonly text: (path: Path) => string }
  | { readonly kind: "unreadable"; readonly problems: readonly Problem[] };

export function readSource(source: OpenApiSource): ReadSource {
  if ("document" in source) return { kind: "read", document: source.document, text: documentPlace };
  const { file } = source;
  // Loaded for those who bring a document: it reads YAML.
  const { readText }: typeof import("./locate") = require("./locate");
  const read = readText(source.text);
  // Recorded: ImportRestApi of broken YAML and JSON.
  if ("reason" in read)
    return {
      kind: "unreadable",
      problems: [
        {
          rule: "openapi",
          where: `${file}:${read.line}`,
          message: `is neither YAML nor JSON: ${read.reason}. API Gateway: Invalid OpenAPI input.`,
        },
      ],
    };
  return { kind: "read", document: read.document, text: (path) => `${file}:${read.lineOf(path)} ${documentPlace(path)}` };
}
