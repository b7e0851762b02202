/** Where a template's variables live. */
import type { Value } from "../java/value";

export interface Scope {
  /** Null where there is no such variable. */
  get(name: string): Value;
  set(name: string, value: Value): void;
  remove(name: string): void;
}

/** The template's own variables. */
export class Globals implements Scope {
  private readonly variables = new Map<string, Value>();

  /** @param given - makes those that are there from the start, null for others, when they are asked for: most templates ask for few */
  constructor(private readonly given: (name: string) => Value) {}

  get(name: string): Value {
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    const value = this.given(name);
    if (value !== null) this.variables.set(name, value);
    return value;
  }

  set(name: string, value: Value): void {
    this.variables.set(name, value);
  }

  remove(name: string): void {
    this.variables.set(name, null);
  }
}

/**
 * A macro's variables: its arguments are evaluated anew at each use, and what it sets is set outside too (Velocity 1.7's ProxyVMContext).
 */
export class MacroScope implements Scope {
  private readonly locals = new Map<string, Value>();

  constructor(
    private readonly outer: Scope,
    private readonly args: Map<string, () => Value>,
  ) {}

  get(name: string): Value {
    const local = this.locals.get(name) ?? null;
    if (local !== null) return local;
    const argument = this.args.get(name);
    return argument ? argument() : this.outer.get(name);
  }

  set(name: string, value: Value): void {
    this.locals.set(name, value);
    this.outer.set(name, value);
  }

  remove(name: string): void {
    this.locals.delete(name);
    this.args.delete(name);
    this.outer.remove(name);
  }
}
