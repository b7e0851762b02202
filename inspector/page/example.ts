/** A document that a JSON schema allows, to begin with. */

type Schema = Readonly<Record<string, unknown>>;

/** Follows `$ref` into the API's models. */
export function exampleOf(schema: unknown, models: Readonly<Record<string, unknown>>, depth = 0): unknown {
  if (!isObject(schema) || depth > 8) return null;
  const { $ref, example, examples, enum: values, default: preset, type, properties, items, allOf, oneOf, anyOf } = schema;
  if (typeof $ref === "string") return exampleOf(models[$ref.split("/").at(-1) ?? ""], models, depth + 1);
  if (example !== undefined) return example;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (preset !== undefined) return preset;
  if (Array.isArray(values) && values.length > 0) return values[0];
  for (const choices of [oneOf, anyOf]) if (Array.isArray(choices) && choices.length > 0) return exampleOf(choices[0], models, depth + 1);
  if (Array.isArray(allOf)) return Object.assign({}, ...allOf.map((part: unknown) => exampleOf(part, models, depth + 1)));
  switch (Array.isArray(type) ? type[0] : (type ?? (isObject(properties) ? "object" : undefined))) {
    case "object":
      return Object.fromEntries(
        Object.entries(isObject(properties) ? properties : {}).map(([name, one]) => [name, exampleOf(one, models, depth + 1)]),
      );
    case "array":
      return [exampleOf(items, models, depth + 1)];
    case "integer":
    case "number":
      return typeof schema["minimum"] === "number" ? schema["minimum"] : 1;
    case "boolean":
      return true;
    case "string":
      return "text";
    default:
      return null;
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
