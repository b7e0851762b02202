import { readFileSync } from "node:fs";
import type { JsonObject } from "../../definition/index";
import { isMapping } from "../program/index";
import { Refusal } from "../refusal";

/** A JSON Web Key Set: https://www.rfc-editor.org/rfc/rfc7517#section-5 @throws {Refusal} if the file holds none. */
export function readKeys(file: string | undefined): JsonObject | undefined {
  if (file === undefined) return undefined;
  const keys = parse(file);
  if (!isKeySet(keys)) throw new Refusal(`--cognito-jwks ${file}: a JSON Web Key Set is an object with the list "keys"`);
  return keys;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal(`--cognito-jwks ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

function isKeySet(value: unknown): value is JsonObject {
  return isMapping(value) && Array.isArray(value["keys"]);
}
