/** How a method's arguments are taken: as Velocity 1.7 converts them, so that a signature which does not fit is no method at all. */
import type { Meter } from "../../meter";
import { TemplateError } from "../../template-error";
import { toInt } from "../number";
import { JavaList, JavaMap, MapView, type Methods, type Signature, type Value } from "../value";

/** The argument as the method's parameter has it; undefined where it does not fit. */
export type Parameter<A> = (argument: Value) => A | undefined;

/** `int`: an Integer, nothing wider. */
export const int: Parameter<number> = (argument) =>
  isKind(argument, "integral") && argument.type === "Integer" ? toInt(argument) : undefined;
export const text: Parameter<string> = (argument) => (typeof argument === "string" ? argument : undefined);
export const flag: Parameter<boolean> = (argument) => (typeof argument === "boolean" ? argument : undefined);
export const character: Parameter<string> = (argument) => (isKind(argument, "character") ? argument.value : undefined);
export const anything: Parameter<Value> = (argument) => argument;
/** `Collection`: lists and a map's views, but no array. */
export const collection: Parameter<JavaList | MapView> = (argument) =>
  argument instanceof MapView || (argument instanceof JavaList && argument.type !== "Object[]") ? argument : undefined;
export const map: Parameter<JavaMap> = (argument) => (argument instanceof JavaMap ? argument : undefined);

/** No parameters. Velocity 1.7 takes it, where no other signature fits, for a call with arguments too, which then fails: it comes last. */
export function none<Self>(body: (self: Self, meter: Meter) => Value): Signature<Self> {
  return (self, args, meter) => {
    if (args.length > 0) throw new TemplateError("java.lang.IllegalArgumentException: wrong number of arguments");
    return body(self, meter);
  };
}

export function one<Self, A>(first: Parameter<A>, body: (self: Self, a: A, meter: Meter) => Value): Signature<Self> {
  return (self, args, meter) => {
    const [a] = args;
    if (args.length !== 1 || a === undefined) return undefined;
    const taken = first(a);
    return taken === undefined ? undefined : body(self, taken, meter);
  };
}

export function two<Self, A, B>(
  first: Parameter<A>,
  second: Parameter<B>,
  body: (self: Self, a: A, b: B, meter: Meter) => Value,
): Signature<Self> {
  return (self, args, meter) => {
    const [a, b] = args;
    if (args.length !== 2 || a === undefined || b === undefined) return undefined;
    const [takenA, takenB] = [first(a), second(b)];
    return takenA === undefined || takenB === undefined ? undefined : body(self, takenA, takenB, meter);
  };
}

/** Calls the first signature that fits; undefined where none does. */
export function select<Self>(methods: Methods<Self>, self: Self, name: string, args: readonly Value[], meter: Meter): Value | undefined {
  for (const signature of methods.get(name) ?? []) {
    const result = signature(self, args, meter);
    if (result !== undefined) return result;
  }
  return undefined;
}

function isKind<K extends string>(value: Value, kind: K): value is Extract<Value, { readonly kind: K }> {
  return typeof value === "object" && value !== null && value.kind === kind;
}
