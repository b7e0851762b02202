import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { DefinitionError, readOpenApi } from "../../../definition/index";
import type { Outcome } from "../target";

const DOCUMENT: unknown = parse(readFileSync(join(__dirname, "../../../examples/openapi/pets.yaml"), "utf8"));

/** OpenAPI documents with one part in another's place: each is read or refused with places, never with an error of this program's own. */
export async function mutatedDocuments(count: number): Promise<Outcome> {
  const wrong = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom("", "$ref", { $ref: "#/x" }, { $ref: "#" }, "toString", "__proto__", "{a+}", "x".repeat(10_000)),
  );
  const choice = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
  const samples = fc.sample(fc.tuple(choice, wrong), { numRuns: count, seed: 42 });
  const faults: string[] = [];
  for (const [way, value] of samples) {
    const document = mutate(DOCUMENT, way, value);
    try {
      readOpenApi(Object(document));
    } catch (error) {
      if (!(error instanceof DefinitionError))
        faults.push(
          `${JSON.stringify(value).slice(0, 80)} at ${way}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 2).join(" ") : error}`,
        );
    }
  }
  return { kind: "mutated documents", tried: count, faults };
}

function mutate(value: unknown, [step = 0, ...way]: readonly number[], by: unknown): unknown {
  const entries = Object.entries(Object(value));
  if (typeof value !== "object" || value === null || entries.length === 0 || way.length === 0 || step % 6 === 0) return by;
  const chosen = step % entries.length;
  const changed = entries.map(([key, member], index) => [key, index === chosen ? mutate(member, way, by) : member] as const);
  return Array.isArray(value) ? changed.map(([, member]) => member) : Object.fromEntries(changed);
}
