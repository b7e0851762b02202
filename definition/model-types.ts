/** The TypeScript types of models: what a body that meets a model may be, known at compile time from the model as it is written. */

/**
 * The type of what meets a JSON schema, draft 4, that is written `as const`; `$ref` is looked up by its name in `Models`, as models refer
 * to each other.
 * Members besides the declared ones are allowed by a schema and left out of its type; keywords that TypeScript cannot say, as `minimum`,
 * are left to API Gateway.
 */
export type ModelType<Schema, Models = Record<never, never>> = Schema extends { readonly $ref: infer Reference extends string }
  ? ModelType<Referenced<Reference, Models>, Models>
  : Schema extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { readonly allOf: infer Parts extends readonly unknown[] }
      ? AllOf<Parts, Models>
      : Schema extends { readonly oneOf: readonly (infer Part)[] } | { readonly anyOf: readonly (infer Part)[] }
        ? AnyOf<Part, Models>
        : Schema extends { readonly type: readonly (infer Type)[] }
          ? OneType<Type, Schema, Models>
          : Schema extends { readonly type: infer Type }
            ? OneType<Type, Schema, Models>
            : Schema extends { readonly properties: object }
              ? ObjectType<Schema, Models>
              : unknown;

/** What the models' names stand for, all at once. */
export type ModelTypes<Models> = { readonly [Name in keyof Models]: ModelType<Models[Name], Models> };

type Referenced<Reference extends string, Models> = Reference extends keyof Models
  ? Models[Reference]
  : Reference extends `#/${"components/schemas" | "definitions"}/${infer Name}`
    ? Name extends keyof Models
      ? Models[Name]
      : never
    : never;

type AllOf<Parts extends readonly unknown[], Models> = Parts extends readonly [infer First, ...infer Rest]
  ? ModelType<First, Models> & AllOf<Rest, Models>
  : unknown;

type AnyOf<Part, Models> = Part extends unknown ? ModelType<Part, Models> : never;

type OneType<Type, Schema, Models> = Type extends "string"
  ? string
  : Type extends "number" | "integer"
    ? number
    : Type extends "boolean"
      ? boolean
      : Type extends "null"
        ? null
        : Type extends "array"
          ? readonly ItemType<Schema, Models>[]
          : Type extends "object"
            ? ObjectType<Schema, Models>
            : never;

type ItemType<Schema, Models> = Schema extends { readonly items: infer Items } ? ModelType<Items, Models> : unknown;

type ObjectType<Schema, Models> = Schema extends { readonly properties: infer Properties }
  ? Together<
      { readonly [Name in keyof Properties & RequiredOf<Schema>]: ModelType<Properties[Name], Models> } & {
        readonly [Name in Exclude<keyof Properties, RequiredOf<Schema>>]?: ModelType<Properties[Name], Models>;
      }
    >
  : Schema extends { readonly additionalProperties: infer Values extends object }
    ? { readonly [name: string]: ModelType<Values, Models> }
    : { readonly [name: string]: unknown };

type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never;

/** One object type in the place of several, as it is read in messages. */
type Together<Type> = { [Name in keyof Type]: Type[Name] };
