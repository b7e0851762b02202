import { isObject } from "../../languages/json/index";
import type { Path } from "../places";
import type { Finding } from "./cursor";

/** How deep Jackson, which reads the document for API Gateway, goes: https://github.com/FasterXML/jackson-core (StreamReadConstraints) */
const DEEPEST = 1000;

/** The first place at which a document is no tree: YAML's aliases and objects of a program can stand for what they are in. */
export function nestingProblem(value: unknown, path: Path = [], around: readonly unknown[] = []): Finding | undefined {
  if (!Array.isArray(value) && !isObject(value)) return undefined;
  if (around.includes(value)) return { path, message: "is what it is in, again; a document has no circles" };
  if (around.length === DEEPEST) return { path, message: `is nested more than ${DEEPEST} deep` };
  for (const [name, member] of Object.entries(value)) {
    const problem = nestingProblem(member, [...path, Array.isArray(value) ? Number(name) : name], [...around, value]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
