import { type Making, type Others, Refused } from "../kind";
import { text } from "../properties";

/** The name is another's. */
export function refuseTaken(message: string): (making: Making, others: Others) => void {
  return ({ type, inputs }, others) => {
    if (others.of(type).some((other) => text(other.inputs, "name") === text(inputs, "name"))) throw new Refused(message);
  };
}

/** What a resource refers to is not there. */
export function refuseMissing(others: Others, type: string, output: string, value: string, message: string): void {
  if (!others.of(type).some((other) => (output === "id" ? other.id : text(other.outputs, output)) === value)) throw new Refused(message);
}
