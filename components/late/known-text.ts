import * as pulumi from "@pulumi/pulumi";
import { isMocked } from "../mocked";
import { isRunLocally } from "../run-locally";

/**
 * The text that a value has at deployment: an output of any type, as those of stack references are, may have a number, or none. Undefined
 * where a test's mocks, or what is made locally, lack what a deployment has.
 * @param name what the value is of the subject
 * @throws pulumi.RunError if it is no text
 */
export function knownText(value: unknown, name: string, subject: string): string | undefined {
  if (typeof value === "string") return value;
  if (["number", "boolean", "bigint"].includes(typeof value)) return String(value);
  const isNone = value === undefined || value === null;
  if (isNone && (isMocked() || isRunLocally())) return undefined;
  const given = isNone ? String(value) : Array.isArray(value) ? "a list" : "an object";
  throw new pulumi.RunError(
    `${subject}: an output that is ${given} is given for ${JSON.stringify(name)}. Give one that is text; requireOutput of a stack reference tells of a name that the other stack has not.`,
  );
}
