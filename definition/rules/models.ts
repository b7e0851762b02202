import type { Problem } from "../problems";
import type { ApiDefinition, Json } from "../types";

const REFERENCE = "#/components/schemas/";

/** What is wrong with the models of an API. */
export function checkModels({ models }: ApiDefinition): readonly Problem[] {
  return Object.entries(models).flatMap(([name, { schema }]) => {
    const where = `models[${JSON.stringify(name)}]`;
    const problems: Problem[] = [];
    // Recorded: CreateModel and import, "Model name must be alphanumeric: a_1".
    if (!/^[A-Za-z0-9]+$/.test(name)) problems.push({ where, message: `Model name must be alphanumeric: ${name}` });
    if (Object.keys(schema).length === 0)
      problems.push({ where, message: 'Model schema must have at least 1 property or array items defined; for any body write {"type": "object"}.' });
    for (const reference of references(schema)) {
      const target = reference.startsWith(REFERENCE) ? reference.slice(REFERENCE.length) : undefined;
      if (target === undefined && !reference.startsWith("#/definitions/"))
        problems.push({ where, message: `has $ref ${JSON.stringify(reference)}. $ref cannot be used to reference other files; name a model of this API.` });
      else if (target !== undefined && !Object.hasOwn(models, target))
        problems.push({ where, message: `has $ref to ${JSON.stringify(target)}; the API's models are ${Object.keys(models).join(", ")}.` });
    }
    return problems;
  });
}

function references(value: Json): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === "$ref" && typeof member === "string" ? [member] : references(member)));
}
