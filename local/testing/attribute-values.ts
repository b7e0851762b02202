/** DynamoDB's values: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html */
import { list, properties } from "../resources/properties";

/** @throws {TypeError} for a value that DynamoDB has not */
export function marshal(value: unknown): object {
  if (value === null) return { NULL: true };
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
    case "bigint":
      return { N: String(value) };
    case "boolean":
      return { BOOL: value };
    case "object":
      if (value instanceof Uint8Array) return { B: Buffer.from(value).toString("base64") };
      if (value instanceof Set) return marshalSet([...value]);
      if (Array.isArray(value)) return { L: value.map(marshal) };
      return {
        M: Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, marshal(member)]]))),
      };
    default:
      throw new TypeError(`DynamoDB has no value for ${String(value)}`);
  }
}

function marshalSet(members: readonly unknown[]): object {
  return members.every((member) => typeof member === "number") ? { NS: members.map(String) } : { SS: members.map(String) };
}

export function unmarshal(attribute: unknown): unknown {
  const [[type, value] = ["", undefined]] = Object.entries(properties(attribute));
  switch (type) {
    case "NULL":
      return null;
    case "N":
      return Number(value);
    case "B":
      return Buffer.from(String(value), "base64");
    case "L":
      return list(value).map(unmarshal);
    case "M":
      return Object.fromEntries(Object.entries(properties(value)).map(([name, member]) => [name, unmarshal(member)]));
    case "SS":
      return new Set(list(value));
    case "NS":
      return new Set(list(value).map(Number));
    default:
      return value;
  }
}
