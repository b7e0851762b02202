import type { Enumeration, ObjectType, Property } from "./property";

/** A type as other languages are told of it: without what only a program in TypeScript or JavaScript can give. */
export function told(type: ObjectType): ObjectType;
export function told(type: ObjectType | Enumeration): ObjectType | Enumeration;
export function told(type: ObjectType | Enumeration): ObjectType | Enumeration {
  if (type.type !== "object") return type;
  return {
    ...type,
    properties: Object.fromEntries(
      Object.entries(type.properties).flatMap(([name, property]) => (isTold(property) ? [[name, plain(property)]] : [])),
    ),
  };
}

function isTold({ native, type, $ref }: Property): boolean {
  return native !== "callback" && (native === undefined || type !== undefined || $ref !== undefined);
}

function plain({ native: _, items, additionalProperties, ...property }: Property): Property {
  return {
    ...property,
    ...(items && { items: plain(items) }),
    ...(additionalProperties && { additionalProperties: plain(additionalProperties) }),
  };
}
