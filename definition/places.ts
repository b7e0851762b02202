/** Where an author wrote the parts of a definition. */
import { escapeToken } from "../languages/json/index";

/** Names that lead into plain data, for example `["routes", "GET /pets", "integration", "uri"]`. */
export type Path = readonly (string | number)[];

/** What an author wrote: the arguments, or the OpenAPI document that they bring along. */
export type Writing = "arguments" | "document";

/** A place in what an author wrote. */
export interface WrittenPlace {
  readonly path: Path;
  readonly writing: Writing;
}

/**
 * The places of a definition's parts: noted by whoever gives a part another name or shape than it was written in. A part of which nothing
 * is noted has its own name in the arguments.
 */
export class Places {
  readonly #noted = new Map<string, WrittenPlace & { readonly isWhole: boolean }>();

  /** Notes that a part is written there, and what is in it under its own names. */
  moved(part: Path, path: Path, writing: Writing = "arguments"): void {
    this.#noted.set(JSON.stringify(part), { path, writing, isWhole: false });
  }

  /** Notes that a part is made of what is written there, with all that is in it. */
  made(part: Path, path: Path, writing: Writing = "arguments"): void {
    this.#noted.set(JSON.stringify(part), { path, writing, isWhole: true });
  }

  /** Where a part is written. */
  of(part: Path): WrittenPlace {
    for (let length = part.length; length > 0; length--) {
      const noted = this.#noted.get(JSON.stringify(part.slice(0, length)));
      if (noted === undefined) continue;
      const { path, writing, isWhole } = noted;
      return { path: isWhole ? path : [...path, ...part.slice(length)], writing };
    }
    return { path: part, writing: "arguments" };
  }
}

/** A place in arguments as a program writes it, for example `routes["GET /a/{b}"].integration.timeoutInMillis`. */
export function argumentPlace(path: Path): string {
  return path.reduce<string>((place, name) => `${place}${member(name, place === "")}`, "") || "api";
}

/** A place in a document as a JSON pointer. */
export function documentPlace(path: Path): string {
  return path.map((name) => `/${escapeToken(String(name))}`).join("") || "/";
}

function member(name: string | number, isFirst: boolean): string {
  if (typeof name === "string" && /^[A-Za-z_]\w*$/.test(name)) return isFirst ? name : `.${name}`;
  return `[${JSON.stringify(name)}]`;
}
