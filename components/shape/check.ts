import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { argumentPlace, nearest, type Path, type Problem } from "../../definition/index";
import { isLate } from "../late/text";
import { typeOfResource } from "../resource-type";
import type { Enumeration, ObjectType, Property } from "./property";
import { outputsWrittenOut, withoutOutputs } from "./written-out";

/** How deep JSON may be nested. */
const DEEPEST = 100;

/** What the shapes of arguments refer to. */
export interface Known {
  /** The type that a reference names. */
  typeOf(reference: string | undefined): ObjectType | Enumeration | undefined;
  /** Whether a value can stand for a function of Lambda. */
  isFunction(value: unknown): boolean;
}

/** What of arguments has another shape than their type says, as a program in JavaScript may give it: each thing once, at its place. */
export function shapeProblems(args: unknown, type: ObjectType, known: Known = NOTHING): readonly Problem[] {
  // Who gives nothing is told what is needed, where anything is.
  const given = args === undefined && type.required.length > 0 ? {} : args;
  const found = isLate(args) ? [{ path: [], message: TOO_LATE }] : [...inObject(given, type, [], known), ...outputsWrittenOut(args)];
  return found.map(({ path, message }) => ({
    where: path.length === 0 ? "args" : argumentPlace(path.map(withoutOutputs)),
    message,
    rule: "argument-shape",
  }));
}

const TOO_LATE = "is known only at deployment, and has to be known before. Give the value itself.";

const NOTHING: Known = { typeOf: () => undefined, isFunction: () => false };

interface Found {
  readonly path: Path;
  readonly message: string;
}

function* inObject(
  value: unknown,
  { properties, required }: Pick<ObjectType, "properties" | "required">,
  path: Path,
  known: Known,
): Iterable<Found> {
  if (!isPlainObject(value)) {
    yield { path, message: `is ${shown(value)}. Give ${anObject({ properties, required })}.` };
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property !== undefined) {
      if (member !== undefined) yield* inValue(member, property, [...path, name], known);
    } else if (member !== undefined) yield { path: [...path, name], message: unknownMember(name, Object.keys(properties)) };
  }
  for (const name of required)
    if (value[name] === undefined) yield { path: [...path, name], message: `is missing. ${properties[name]?.description ?? "Give it."}` };
}

function unknownMember(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  return `is not known here. ${meant === undefined ? `There are ${names.join(", ")}.` : `Did you mean ${meant}?`}`;
}

function* inValue(value: unknown, property: Property, path: Path, known: Known): Iterable<Found> {
  const alternatives = property.oneOf ?? [property];
  if (isLate(value)) {
    if (!alternatives.some(mayBeLate)) yield { path, message: TOO_LATE };
    return;
  }
  const fitting = alternatives.find((one) => fits(value, one, known));
  if (fitting === undefined)
    yield { path, message: `is ${shown(value)}. Give ${alternatives.map((one) => expected(one, known)).join(" or ")}.` };
  else yield* inside(value, fitting, path, known);
}

function* inside(value: unknown, property: Property, path: Path, known: Known): Iterable<Found> {
  if (isNative(value, property, known)) return;
  const type = property.object ?? known.typeOf(property.$ref);
  if (type?.type === "object") yield* inObject(value, type, path, known);
  else if (property.$ref !== undefined && type === undefined) yield* inJson(value, property, path, []);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* inValue(item, property.items ?? {}, [...path, index], known);
  else if (property.additionalProperties !== undefined && isPlainObject(value))
    for (const [name, member] of Object.entries(value))
      if (member !== undefined || isObjectAlone(property.additionalProperties, known))
        yield* inValue(member, property.additionalProperties, [...path, name], known);
}

/** Whether nothing but an object can stand there: a text or a number that is undefined is none, an object is looked into. */
function isObjectAlone(property: Property, known: Known): boolean {
  const isObject = ({ native, object, $ref }: Property) => native === "object" || (object ?? known.typeOf($ref))?.type === "object";
  return (property.oneOf ?? [property]).every(isObject);
}

/** Whether a value is of the property's kind, whatever is in it. */
function fits(value: unknown, property: Property, known: Known): boolean {
  if (isNative(value, property, known)) return true;
  if (property.native === "function" || property.native === "false" || (property.native === "resource" && isBare(property))) return false;
  const type = property.object ?? known.typeOf(property.$ref);
  if (property.only !== undefined) return property.only.includes(value);
  if (property.native === "document" && typeof value === "string") return true;
  if (property.native === "object" || property.native === "document" || type?.type === "object") return isPlainObject(value);
  if (type?.type === "string") return type.enum.some((word) => word.value === value);
  // JSON, which is told of inside.
  if (property.$ref !== undefined) return true;
  if (property.type === "array") return Array.isArray(value);
  if (property.type === "object") return isPlainObject(value);
  return typeof value === (property.type === "integer" ? "number" : property.type);
}

/** Whether it is what only a program in TypeScript or JavaScript gives here. */
function isNative(value: unknown, { native, resources = [] }: Property, known: Known): boolean {
  if (native === "anything") return true;
  if (native === "callback") return typeof value === "function";
  if (native === "resource") return pulumi.Resource.isInstance(value) && resources.includes(typeOfResource(value));
  if (native === "false") return value === false;
  return native === "function" && known.isFunction(value);
}

/** Whether nothing but what is native can be given. */
function isBare({ type, $ref, object }: Property): boolean {
  return type === undefined && $ref === undefined && object === undefined;
}

function mayBeLate({ plain, native }: Property): boolean {
  return native === "function" || native === "anything" || (native !== "callback" && !plain);
}

function expected(property: Property, known: Known): string {
  if (property.native === "function") return "a LambdaFunction, a function or an alias of Lambda, or the ARN of one";
  if (property.native === "callback" && property.$ref === undefined) return "a function";
  if (property.native === "false") return "false";
  if (property.native === "document") return "an object, or one as text";
  if (property.only !== undefined) return property.only.map((value) => JSON.stringify(value)).join(" or ");
  if (property.native === "resource") return aResource(property, known);
  const type = property.object ?? known.typeOf(property.$ref);
  if (type?.type === "string") return `one of ${type.enum.map(({ value }) => value).join(", ")}`;
  if (type?.type === "object") return anObject(type);
  if (property.type === "array") return "a list";
  if (property.type === "string") return "text";
  if (property.type === "integer" || property.type === "number") return "a number";
  return property.type === "boolean" ? "true or false" : "an object";
}

/** Named as in the packages: `aws:apigateway/stage:Stage` is a resource `Stage`. */
function aResource({ native: _, resources = [], ...other }: Property, known: Known): string {
  const names = [...new Set(resources.map((type) => `a resource ${type.split(":").at(-1)}`))].join(" or ");
  return `${names}${isBare(other) ? "" : ` or ${expected(other, known)}`}`;
}

function anObject({ properties, required }: Pick<ObjectType, "properties" | "required">): string {
  return `an object with ${(required.length > 0 ? required : Object.keys(properties)).join(", ")}`;
}

/** JSON, which may have values that are known only at deployment, and dates, where that is said. */
function* inJson(value: unknown, property: Property, path: Path, around: readonly object[]): Iterable<Found> {
  if (isLate(value)) {
    if (property.plain) yield { path, message: TOO_LATE };
  } else if (property.dates && types.isDate(value)) return;
  else if (typeof value === "number" && !Number.isFinite(value)) yield { path, message: `is ${value}, which is no JSON.` };
  else if (["bigint", "function", "symbol"].includes(typeof value) || isOpaque(value))
    yield { path, message: `is ${shown(value)}, which is no JSON.` };
  else if (typeof value === "object" && value !== null) {
    if (around.includes(value)) yield { path, message: "is what it is in, again: JSON has no circles." };
    else if (around.length === DEEPEST) yield { path, message: `is nested more than ${DEEPEST} deep.` };
    else
      for (const [name, member] of Object.entries(value))
        yield* inJson(member, property, [...path, Array.isArray(value) ? Number(name) : name], [...around, value]);
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isOpaque(value)) return false;
  return !pulumi.Resource.isInstance(value) && !isLate(value);
}

/** Whether it is an object whose content is in no member of it, so that it would count as an empty one. */
function isOpaque(value: unknown): value is Date | RegExp | ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> {
  return types.isDate(value) || types.isRegExp(value) || types.isMap(value) || types.isSet(value);
}

/** What was given, in short. */
function shown(value: unknown): string {
  if (pulumi.Resource.isInstance(value)) return `a resource, ${typeOfResource(value)}`;
  if (typeof value === "function") return "a function of JavaScript";
  if (typeof value === "bigint") return `the bigint ${value}`;
  if (Array.isArray(value)) return "a list";
  if (isOpaque(value)) return `a ${value.constructor.name}`;
  if (typeof value === "object" && value !== null) return "an object";
  return JSON.stringify(value) ?? String(value);
}
