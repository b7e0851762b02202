import { createHash } from "node:crypto";
import type { Resource } from "../../resource";
import type { Mapping } from "../../yaml";

/** What the component needs of the program. */
export interface Surroundings {
  /** The program's folder. */
  readonly directory: string;
  /** A function that was registered, by its id. @throws Error where there is none, naming who needs it. */
  readonly functionOf: (id: unknown, where: string) => Resource;
  /** Makes a resource of `aws:<type>` below the component. */
  readonly make: (type: string, name: string, inputs: Mapping) => Promise<Resource>;
}

/** What the component's names of its parts end with. */
export function hash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
