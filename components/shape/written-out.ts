import * as pulumi from "@pulumi/pulumi";
import type { Path } from "../../definition/index";
import { isLate } from "../late/text";

/** What stands in a text into which an output was put as if it were one: node_modules/@pulumi/pulumi/output.js */
const WRITTEN_OUT = /Calling \[to(?:String|JSON)\] on an \[Output<T>\][\s\S]*?future version of @pulumi\/pulumi\./g;

/** Texts, and names of members, that are made of outputs by a template string, by `+` or by JSON.stringify, and so have no value in them. */
export function* outputsWrittenOut(value: unknown, path: Path = [], around: readonly object[] = []): Iterable<WrittenOut> {
  if (typeof value === "string" && withoutOutputs(value) !== value)
    yield { path, message: `is text with an output in it, ${JSON.stringify(withoutOutputs(value))}. ${MAKE_IT}` };
  if (typeof value !== "object" || value === null || isLate(value) || pulumi.Resource.isInstance(value) || around.includes(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const name = Array.isArray(value) ? Number(key) : key;
    if (withoutOutputs(name) === name) yield* outputsWrittenOut(member, [...path, name], [...around, value]);
    else yield { path: [...path, name], message: "has a name with an output in it. Names have to be known before deployment." };
  }
}

interface WrittenOut {
  readonly path: Path;
  readonly message: string;
}

const MAKE_IT = "Make it by pulumi.interpolate, pulumi.jsonStringify or apply.";

/** A text as it was meant, `…` for each output. */
export function withoutOutputs(text: string | number): string | number {
  return typeof text === "string" ? text.replace(WRITTEN_OUT, "…") : text;
}
