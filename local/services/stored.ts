import type { StoredValues } from "../program/index";
import type { KnownCaller } from "./callers";
import { authorize } from "./json-service";

/** What the services of stored values are made with. */
export interface StoredValuesOptions {
  readonly values: StoredValues;
  /** Says that there is no such value, and how it is given. */
  readonly missing: (kind: "parameter" | "secret", id: string, output: string) => string;
}

/** What AWS's own key encrypts, everybody in the account may decrypt by its service; a key of one's own asks for its permission, too. */
export function authorizeKey(caller: KnownCaller, key: string | undefined): void {
  if (key !== undefined) authorize(caller, "kms:Decrypt", key);
}
