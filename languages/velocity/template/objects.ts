/** The objects that directives make. */
import { anything, none, one, select, two } from "../java/methods/signature";
import { integer } from "../java/number";
import { textOf } from "../java/text";
import { JavaMap, JavaObject, type Methods, type Signature, type Value } from "../java/value";
import { Meter } from "../meter";
import type { Scope } from "./scope";

/** `$foreach` inside a loop; it keeps what the template puts into it, for the loops within too. */
export class Loop extends JavaObject {
  index = -1;
  hasNext = false;
  readonly members = new JavaMap();

  constructor(readonly outer: Value) {
    super();
  }

  get parent(): Loop | null {
    return this.outer instanceof Loop ? this.outer : null;
  }

  get topmost(): Loop {
    return this.parent?.topmost ?? this;
  }

  member(name: Value, meter: Meter): Value {
    return this.members.has(name, meter) ? this.members.get(name, meter) : (this.parent?.member(name, meter) ?? null);
  }

  invoke(name: string, args: readonly Value[], meter: Meter): Value | undefined {
    return select(LOOP_METHODS, this, name, args, meter);
  }

  text(): string {
    return textOf(this.members, new Meter());
  }
}

const LOOP_METHODS: Methods<Loop> = new Map<string, readonly Signature<Loop>[]>([
  ["get", [one(anything, (self, name, meter) => self.member(name, meter))]],
  ["getCount", [none((self) => integer(self.index + 1))]],
  ["getFirst", [none((self) => self.index < 1)]],
  ["getHasNext", [none((self) => self.hasNext)]],
  ["getIndex", [none((self) => integer(self.index))]],
  ["getLast", [none((self) => !self.hasNext)]],
  ["getParent", [none((self) => self.parent)]],
  ["getTopmost", [none((self) => self.topmost)]],
  ["hasNext", [none((self) => self.hasNext)]],
  ["isFirst", [none((self) => self.index < 1)]],
  ["isLast", [none((self) => !self.hasNext)]],
  ["put", [two(anything, anything, (self, name, value, meter) => self.members.put(name, value, meter))]],
]);

/** What #define keeps, or a macro's `$bodyContent`: rendered anew wherever it is printed. */
export class Block extends JavaObject {
  private depth = 0;

  constructor(
    private readonly body: (scope: Scope) => string,
    private readonly scope: Scope,
    /** How often it may be printed within itself. */
    private readonly limit: number,
  ) {
    super();
  }

  /** Undefined where it is nested too deeply in itself. */
  render(scope: Scope): string | undefined {
    if (this.depth === this.limit) return undefined;
    this.depth++;
    try {
      return this.body(scope);
    } finally {
      this.depth--;
    }
  }

  invoke(): undefined {
    return undefined;
  }

  text(): string {
    return this.render(this.scope) ?? "";
  }
}
