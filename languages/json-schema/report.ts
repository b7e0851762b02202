import type { ErrorObject } from "ajv";
import { message } from "./messages";

/** Errors by where in the body they are. */
interface InstanceErrors {
  readonly errors: ErrorObject[];
  readonly children: Map<string, InstanceErrors>;
}

/**
 * Words errors in the order of Java's json-schema-validator, which goes into no children once something is wrong (its class
 * InstanceValidator):
 * keywords by name, format last; then members by name, elements by index.
 */
export function report(body: unknown, errors: readonly ErrorObject[]): readonly string[] {
  const messages: string[] = [];
  const visit = (value: unknown, place: InstanceErrors) => {
    messages.push(...new Set(place.errors.sort(byKeyword).map(message)));
    if (messages.length > 0) return;
    const names = [...place.children.keys()];
    for (const name of Array.isArray(value) ? names.sort((one, other) => Number(one) - Number(other)) : names.sort()) {
      const child = place.children.get(name);
      if (child) visit(Object(value)[name], child);
    }
  };
  visit(body, byPlace(errors));
  return messages;
}

function byPlace(errors: readonly ErrorObject[]): InstanceErrors {
  const root: InstanceErrors = { errors: [], children: new Map() };
  for (const error of errors) {
    let place = root;
    for (const name of error.instancePath.split("/").slice(1)) {
      const child = place.children.get(name) ?? { errors: [], children: new Map() };
      place.children.set(name, child);
      place = child;
    }
    place.errors.push(error);
  }
  return root;
}

function byKeyword(one: ErrorObject, other: ErrorObject): number {
  const last = Number(one.keyword === "format") - Number(other.keyword === "format");
  return last !== 0 ? last : one.keyword < other.keyword ? -1 : Number(one.keyword > other.keyword);
}
