import { isObject, namesOfFragment, valueAt } from "../../languages/json/index";
import { nearest } from "../nearest";
import type { Path } from "../places";
import type { Json, JsonObject } from "../types";
import { cloudFormationFunction, isOfHttpApis } from "./of-other-products";

/** One thing that is found in a document, at its place there. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** What is found in a document besides its meaning. */
export interface Findings {
  /** What API Gateway refuses. */
  readonly problems: Finding[];
  /** What it takes and does nothing with. */
  readonly ignored: Finding[];
  /**
   * What it warns of, and goes on with:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
   */
  readonly warnings: Finding[];
}

/** A place in a document that is still unchecked: reads what is there, and says where and why it cannot. */
export class Cursor {
  readonly #asked = new Set<string>();

  private constructor(
    private readonly document: { readonly root: unknown; readonly found: Findings },
    /** Names that lead here from the document's root. */
    readonly path: Path,
    private readonly value: unknown,
  ) {}

  static of(root: unknown, found: Findings): Cursor {
    return new Cursor({ root, found }, [], root);
  }

  /** Whether something is written here; null, as which YAML reads an empty member, is nothing. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The member of that name, present or not. */
  member(name: string): Cursor {
    this.#asked.add(name);
    // An import takes it for an empty object.
    if (this.present && !this.isObject) this.ignore("must be an object");
    return this.#at(name);
  }

  #at(name: string): Cursor {
    const value = isObject(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return new Cursor(this.document, [...this.path, name], value);
  }

  /** The members of the object that is here, in the order in which they are written. */
  members(): [name: string, at: Cursor][] {
    if (isObject(this.value)) return Object.keys(this.value).map((name) => [name, this.#at(name)]);
    if (this.present) this.refuse("must be an object");
    return [];
  }

  /** Whether an object is here. */
  get isObject(): boolean {
    return isObject(this.value);
  }

  /** Whether a list is here. */
  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** The elements of the list that is here. */
  items(): Cursor[] {
    if (Array.isArray(this.value)) return this.value.map((value, index) => new Cursor(this.document, [...this.path, index], value));
    if (this.present) this.refuse("must be a list");
    return [];
  }

  /** What the local reference here leads to, over further ones, or this place itself where none is. */
  resolved(): Cursor {
    const target = this.#followed([]);
    if (target === undefined) this.refuse("refers to nothing in this document; write here what is meant");
    return target ?? new Cursor(this.document, this.path, undefined);
  }

  #followed(passed: readonly string[]): Cursor | undefined {
    const at = this.member("$ref");
    if (at.value === undefined) return this;
    const reference = at.reference();
    if (reference === undefined) return new Cursor(this.document, this.path, undefined);
    const target = passed.includes(reference) ? undefined : this.#target(reference);
    return target === undefined ? undefined : target.#followed([...passed, reference]);
  }

  /** The text of a reference, which is none where YAML reads a comment. */
  reference(): string | undefined {
    if (typeof this.value === "string") return this.value;
    return this.refuse("must be text; in YAML it needs quotes, since # begins a comment");
  }

  /** What is there in the document at a local reference. */
  #target(reference: string): Cursor | undefined {
    const names = namesOfFragment(reference) ?? [];
    const target = new Cursor(this.document, names, valueAt(this.document.root, names));
    return names.length > 0 && target.present ? target : undefined;
  }

  /** This place, refused if nothing is here. */
  needed(what: string): this {
    if (!this.present) this.refuse(`must be there: it is ${what}`);
    return this;
  }

  /** Whether this is written here. */
  is(text: string): boolean {
    return this.value === text;
  }

  text(): string | undefined {
    if (!this.present) return undefined;
    if (typeof this.value === "string") return this.value;
    const fn = cloudFormationFunction(this.value);
    // The words in brackets are API Gateway's own, reported for a template given as an object.
    return this.refuse(
      fn === undefined
        ? "must be text (Start of structure or map found where not expected.)"
        : `must be text, and is ${fn}, a function of CloudFormation, which API Gateway does not know; write what it stands for`,
    );
  }

  /** Text, or a number whose author left the quotes away. */
  textOrNumber(): string | undefined {
    return typeof this.value === "number" ? String(this.value) : this.text();
  }

  integer(): number | undefined {
    if (!this.present) return undefined;
    const number = typeof this.value === "string" && /^-?\d+$/.test(this.value) ? Number(this.value) : this.value;
    return typeof number === "number" && Number.isSafeInteger(number) ? number : this.refuse("must be an integer");
  }

  flag(): boolean | undefined {
    if (!this.present) return undefined;
    if (this.value === true || this.value === "true") return true;
    return this.value === false || this.value === "false" ? false : this.refuse("must be true or false");
  }

  /** A word in capitals, in whatever case it is written, such as these; whether it is one of them, the rules judge. */
  word<Known extends string>(words: readonly Known[]): Known | (string & {}) | undefined {
    const word = this.text()?.toUpperCase();
    return words.find((known) => known === word) ?? word;
  }

  texts(): string[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  textMap(): Record<string, string> {
    return Object.fromEntries(
      this.members().flatMap(([name, at]) => {
        const text = at.text();
        return text === undefined ? [] : [[name, text]];
      }),
    );
  }

  /** Mapping expressions by their target; a value that is no text is warned of and left out, as an import does. */
  expressions(): Record<string, string> {
    return Object.fromEntries(
      this.members().flatMap(([name, at]) => {
        if (typeof at.value === "string") return [[name, at.value]];
        at.warn("is no text, and is left out: a mapping expression is text");
        return [];
      }),
    );
  }

  jsonObject(): JsonObject | undefined {
    if (!this.present) return undefined;
    return isObject(this.value) && isJsonObject(this.value) ? this.value : this.refuse("must be an object of plain JSON");
  }

  /** The members that are extensions, but for those named. */
  extensions(except: readonly string[]): JsonObject {
    const extensions: [string, Json][] = [];
    for (const [name, at] of this.members()) {
      if (!name.startsWith("x-") || except.includes(name)) continue;
      if (isJson(at.value)) extensions.push([name, at.value]);
      else at.refuse("must be plain JSON");
    }
    return Object.fromEntries(extensions);
  }

  /** Ignores the members that nobody has asked for and that are no extensions. */
  ignoreOthers(): void {
    const known = [...this.#asked];
    for (const [name, at] of this.members()) {
      if (this.#asked.has(name) || name.startsWith("x-")) continue;
      const meant = nearest(name, known);
      const help = meant === undefined ? `it knows ${known.join(", ")}` : `did you mean ${meant}?`;
      at.ignore(
        isOfHttpApis(name)
          ? "is of HTTP APIs, and means nothing to a REST API; leave it out"
          : `is no member that API Gateway knows here; ${help}`,
      );
    }
  }

  /** Notes a problem of this place. */
  refuse(reason: string): undefined {
    this.find("problems", reason);
  }

  /** Notes that API Gateway takes what is here and does nothing with it. */
  ignore(reason: string): undefined {
    this.find("ignored", reason);
  }

  /** Notes that API Gateway warns of what is here, and leaves it out. */
  warn(reason: string): undefined {
    this.find("warnings", reason);
  }

  /** Each thing once, however often it is read. */
  private find(kind: keyof Findings, reason: string): undefined {
    const given = JSON.stringify(this.value) ?? "nothing";
    const shown = given.length > 80 ? `${given.slice(0, 80)}…` : given;
    const message = `${reason}; ${shown} is given`;
    const found = this.document.found[kind];
    const finding = { path: this.path, message };
    if (!found.some((other) => isSame(other, finding))) found.push(finding);
  }
}

/** Whether the same is said of the same place. */
export function isSame(one: Finding, other: Finding): boolean {
  return one.message === other.message && JSON.stringify(one.path) === JSON.stringify(other.path);
}

function isJsonObject(value: Readonly<Record<string, unknown>>): value is JsonObject {
  return Object.values(value).every(isJson);
}

function isJson(value: unknown): value is Json {
  if (typeof value === "number") return Number.isFinite(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  return Array.isArray(value) ? value.every(isJson) : isObject(value) && isJsonObject(value);
}
