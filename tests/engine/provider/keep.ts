import type { Kind } from "./kind";
import { isProperties, type Properties } from "./properties";

/**
 * The arguments as the provider plans them: what it is not told, or told as an empty text, stays what its state says, where that is
 * `Optional` and `Computed`.
 */
export function planned({ keeps = [] }: Pick<Kind, "keeps">, state: Properties, inputs: Properties): Properties {
  return keeps.reduce((properties, path) => withKept(properties, state, path), inputs);
}

function withKept(properties: Properties, state: Properties, path: string): Properties {
  const [first = "", ...rest] = path.split(".");
  const [given, kept] = [properties[first], state[first]];
  if (rest.length > 0) {
    if (!isProperties(given) || !isProperties(kept)) return properties;
    return { ...properties, [first]: withKept(given, kept, rest.join(".")) };
  }
  return isUnsaid(given) && kept !== undefined ? { ...properties, [first]: kept } : properties;
}

function isUnsaid(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
