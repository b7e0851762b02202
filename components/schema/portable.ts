import { present } from "../../definition/index";
import type { Enumeration, ObjectType, Property } from "../shape/property";

/** A type as other languages know it: without what only a program in TypeScript or JavaScript can give. */
export function portable(type: ObjectType): ObjectType;
export function portable(type: ObjectType | Enumeration): ObjectType | Enumeration;
export function portable(type: ObjectType | Enumeration): ObjectType | Enumeration {
  if (type.type !== "object") return type;
  return {
    ...type,
    properties: Object.fromEntries(
      Object.entries(type.properties).flatMap(([name, property]) => (isPortable(property) ? [[name, plain(property)]] : [])),
    ),
  };
}

function isPortable({ native, type, $ref }: Property): boolean {
  return native !== "callback" && (native === undefined || type !== undefined || $ref !== undefined);
}

function plain({
  native: _,
  object: __,
  only: ___,
  resources: ____,
  dates: _____,
  items,
  additionalProperties,
  oneOf,
  ...property
}: Property): Property {
  return present({
    ...property,
    items: items ? plain(items) : undefined,
    oneOf: oneOf?.map(plain),
    additionalProperties: additionalProperties ? plain(additionalProperties) : undefined,
  });
}
