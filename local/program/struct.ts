import { isMapping } from "./yaml";

/** A message of the protocol's form for plain data: https://protobuf.dev/reference/protobuf/google.protobuf/#struct */
export interface Struct {
  readonly fields: Readonly<Record<string, Value>>;
}

type Value =
  | { readonly nullValue: 0 }
  | { readonly numberValue: number }
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly structValue: Struct }
  | { readonly listValue: { readonly values: readonly Value[] } };

/** Plain data as a struct; what is undefined is left out. */
export function toStruct(mapping: unknown): Struct {
  const members = Object.entries(isMapping(mapping) ? mapping : {}).filter(([, member]) => member !== undefined);
  return { fields: Object.fromEntries(members.map(([name, member]) => [name, toValue(member)])) };
}

/** A struct as plain data; none where there is none. */
export function fromStruct(struct: unknown): Record<string, unknown> {
  const fields = isMapping(struct) && isMapping(struct["fields"]) ? struct["fields"] : {};
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fromValue(value)]));
}

function toValue(value: unknown): Value {
  if (Array.isArray(value)) return { listValue: { values: value.map(toValue) } };
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { numberValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return isMapping(value) ? { structValue: toStruct(value) } : { nullValue: 0 };
}

function fromValue(value: unknown): unknown {
  if (!isMapping(value)) return null;
  const { stringValue, numberValue, boolValue, structValue, listValue } = value;
  if (structValue !== undefined) return fromStruct(structValue);
  if (isMapping(listValue)) return Array.isArray(listValue["values"]) ? listValue["values"].map(fromValue) : [];
  return stringValue ?? numberValue ?? boolValue ?? null;
}
