/** Properties and types of a Pulumi package's schema: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */

export interface Property {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly oneOf?: readonly Property[];
  /** Whether it has to be known before deployment. */
  readonly plain?: boolean;
  readonly description?: string;
  /** What a program in TypeScript or JavaScript gives here, which other languages say otherwise, or not at all. */
  readonly native?: Native;
  /** The types of the resources that can be given. */
  readonly resources?: readonly string[];
  /** Whether dates, as readers of YAML make them, are taken for their text. */
  readonly dates?: boolean;
  /** An object of this type, which no other language is told of. */
  readonly object?: ObjectType;
  /** The only values, which no other language is told of. */
  readonly only?: readonly unknown[];
}

/**
 * Values that are no plain data: functions of Lambda, calls of services, resources, callbacks, and what is looked at elsewhere; JSON that
 * has to be an object, or an object written as text; and what says that something is left out.
 */
export type Native = "function" | "service" | "resource" | "callback" | "anything" | "object" | "document" | "false";

export interface ObjectType {
  readonly type: "object";
  readonly description: string;
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
}

export interface Enumeration {
  readonly type: "string";
  readonly enum: readonly { readonly value: string }[];
}

const ANY = "pulumi.json#/Any";

export const text: Property = { type: "string", plain: true };
export const integer: Property = { type: "integer", plain: true };
export const number: Property = { type: "number", plain: true };
export const boolean: Property = { type: "boolean", plain: true };
/** JSON. */
export const json: Property = { $ref: ANY, plain: true };

/** The same, which may be known only at deployment. */
export function late({ plain, ...property }: Property): Property {
  return property;
}

/** The same, of which a program in TypeScript or JavaScript gives something else. */
export function native(kind: Native, property: Property = {}): Property {
  return { ...property, native: kind };
}

/** A resource of one of these types, or what the property says. */
export function resource(types: readonly [string, ...string[]], property: Property = {}): Property {
  return { ...property, native: "resource", resources: types };
}

export function list(items: Property): Property {
  return { type: "array", items, plain: true };
}

export function map(values: Property): Property {
  return { type: "object", additionalProperties: values, plain: true };
}

export function either(...oneOf: readonly Property[]): Property {
  return { oneOf, plain: true };
}

type OptionalName<T> = { [Name in keyof T]-?: Record<never, never> extends Pick<T, Name> ? Name : never }[keyof T];
type Properties<Name> = Readonly<Record<Name & string, readonly [Property, description: string]>>;

/** The type of objects `T`: the compiler asks for each of its members, and whether it is required. */
export function objectType<T>(
  description: string,
  required: Properties<Exclude<keyof T, OptionalName<T>>>,
  optional: Properties<OptionalName<T>>,
): ObjectType {
  const properties = Object.entries<readonly [Property, string]>({ ...required, ...optional });
  return {
    type: "object",
    description,
    properties: Object.fromEntries(properties.map(([name, [property, explanation]]) => [name, { ...property, description: explanation }])),
    required: Object.keys(required),
  };
}

/** The compiler asks for every value. */
export function enumeration<Value extends string>(values: Readonly<Record<Value, true>>): Enumeration {
  return { type: "string", enum: Object.keys(values).map((value) => ({ value })) };
}

/** An object of that type. */
export function objectOf(object: ObjectType): Property {
  return { object, plain: true };
}

/** The type of objects `T` that no other language is told of: the compiler asks for each of its members. */
export function shapeOf<T>(
  properties: Readonly<Record<keyof T & string, Property>>,
  required: readonly Exclude<keyof T & string, OptionalName<T>>[] = [],
): ObjectType {
  return { type: "object", description: "", properties, required };
}
