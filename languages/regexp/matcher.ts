import { type CharSet, LINE_END, WORD } from "./char-set";
import type { Meter } from "./meter";
import { isOne, type Node, setOf } from "./node";

/** Where a match and its groups lie; a group that took no part is undefined. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
}

type Repeat = Node & { readonly type: "repeat" };

/** Goes on with the match at a place; false makes the caller try otherwise. */
type Step = (at: number) => boolean;

/**
 * A backtracking matcher, compiled once: each part of the expression becomes a step that knows what comes after it. What a match remembers
 * on its way lies in fields, and in the steps themselves, which clear it as they are entered: a match that was broken off leaves nothing
 * behind.
 */
export class Matcher {
  private readonly start: Step;
  private readonly prefix: string;
  private text = "";
  private meter: Meter = { charge: () => {} };
  private whole = false;
  private last = 0;
  private end = 0;
  private groups: ([number, number] | undefined)[] = [];
  private readonly opened: number[] = [];

  constructor(node: Node) {
    this.prefix = literalPrefix(node);
    this.start = this.compile(node, (at) => {
      this.end = at;
      return !this.whole || at === this.text.length;
    });
  }

  /** Whether the whole text matches. */
  matches(text: string, meter: Meter): boolean {
    this.begin(text, meter, true);
    return this.start(0);
  }

  /** The matches within the text, one after the other; no other match may be sought with this matcher meanwhile. */
  *all(text: string, meter: Meter): Generator<Match> {
    this.begin(text, meter, false);
    for (let at = 0; at <= text.length; ) {
      const match = this.find(at);
      if (match === undefined) return;
      yield match;
      this.last = match.end;
      at = match.end === match.start ? match.end + 1 : match.end;
    }
  }

  private begin(text: string, meter: Meter, whole: boolean): void {
    this.text = text;
    this.meter = meter;
    this.whole = whole;
    this.last = 0;
    this.groups = [];
  }

  private find(from: number): Match | undefined {
    for (let at = from; at <= this.text.length; at++) {
      if (this.prefix !== "") at = this.text.indexOf(this.prefix, at);
      if (at < 0) return undefined;
      this.groups = [];
      if (this.start(at)) return { start: at, end: this.end, groups: [...this.groups] };
    }
    return undefined;
  }

  private compile(node: Node, next: Step): Step {
    switch (node.type) {
      case "char":
      case "set":
        return this.one(setOf(node), next);
      case "sequence":
        return node.nodes.reduceRight((after, part) => this.compile(part, after), next);
      case "choice": {
        const branches = node.branches.map((branch) => this.compile(branch, next));
        return (at) => {
          this.meter.charge(1);
          for (const branch of branches) if (branch(at)) return true;
          return false;
        };
      }
      case "group":
        return this.group(node.number, node.node, next);
      case "repeat":
        return this.repeat(node, next);
      case "look":
        return this.look(node.node, node.behind, node.negative, next);
      case "same":
        return this.same(node.group, node.ignoreCase, next);
      case "at":
        return (at) => this.isAt(node.place, at) && next(at);
    }
  }

  private one(has: CharSet, next: Step): Step {
    return (at) => {
      const end = this.after(at, has);
      return end > at && next(end);
    };
  }

  /** Where the character ends that stands at a place; the place itself if it is none of the set. */
  private after(at: number, has: CharSet): number {
    this.meter.charge(1);
    const code = this.text.codePointAt(at);
    return code === undefined || !has(code) ? at : at + (code > 0xffff ? 2 : 1);
  }

  private group(number: number, node: Node, next: Step): Step {
    const inner = this.compile(node, (at) => {
      const before = this.groups[number];
      this.groups[number] = [this.opened[number] ?? 0, at];
      if (next(at)) return true;
      this.groups[number] = before;
      return false;
    });
    return (at) => {
      const before = this.opened[number] ?? 0;
      this.opened[number] = at;
      if (inner(at)) return true;
      this.opened[number] = before;
      return false;
    };
  }

  private repeat(node: Repeat, next: Step): Step {
    if (node.mode === "possessive") return this.possessive(node, next);
    const [group, inner] = node.node.type === "group" ? [node.node.number, node.node.node] : [undefined, node.node];
    if (isOne(inner)) return this.run(setOf(inner), node, group === undefined ? next : this.captureLast(group, next));
    let count = 0;
    let entered = -1;
    const body = this.compile(node.node, (at) => (at === entered && count > node.min ? leave(at) : around(at)));
    const again = (at: number): boolean => {
      if (count >= node.max) return false;
      const [counted, before] = [count, entered];
      count++;
      entered = at;
      if (body(at)) return true;
      count = counted;
      entered = before;
      return false;
    };
    const leave = (at: number): boolean => {
      if (count < node.min) return false;
      const [counted, before] = [count, entered];
      if (next(at)) return true;
      count = counted;
      entered = before;
      return false;
    };
    const around = (at: number): boolean => {
      this.meter.charge(1);
      return node.mode === "lazy" ? leave(at) || again(at) : again(at) || leave(at);
    };
    return (at) => {
      const [counted, before] = [count, entered];
      count = 0;
      entered = -1;
      if (around(at)) return true;
      count = counted;
      entered = before;
      return false;
    };
  }

  /**
   * A run of one set of characters needs no stack: as far as it goes, then back character by character; a lazy one the other way around.
   */
  private run(has: CharSet, { min, max, mode }: Repeat, next: (at: number, start: number) => boolean): Step {
    if (mode === "lazy") {
      return (start) => {
        for (let [at, count] = [start, 0]; ; count++) {
          if (count >= min && next(at, start)) return true;
          const end = count < max ? this.after(at, has) : at;
          if (end === at) return false;
          at = end;
        }
      };
    }
    return (start) => {
      let [at, count] = [start, 0];
      for (; count < max; count++) {
        const end = this.after(at, has);
        if (end === at) break;
        at = end;
      }
      for (; count >= min; count--) {
        if (next(at, start)) return true;
        at = this.previous(at, start);
      }
      return false;
    };
  }

  /** Goes on behind a run whose last character is a group. */
  private captureLast(group: number, next: Step): (at: number, start: number) => boolean {
    return (at, start) => {
      if (at === start) return next(at);
      const before = this.groups[group];
      this.groups[group] = [this.previous(at, start), at];
      if (next(at)) return true;
      this.groups[group] = before;
      return false;
    };
  }

  /** Where the character begins that ends at a place behind the start. */
  private previous(at: number, start: number): number {
    const isPair = at - 2 >= start && (this.text.codePointAt(at - 2) ?? 0) > 0xffff;
    return isPair ? at - 2 : at - 1;
  }

  /** What it has taken it never gives back; where it has taken nothing, it ends. */
  private possessive(node: Repeat, next: Step): Step {
    let end = 0;
    const inner = this.compile(node.node, (at) => {
      end = at;
      return true;
    });
    const run = (start: number): number | undefined => {
      let at = start;
      for (let count = 0; count < node.max; count++) {
        if (!inner(at)) return count < node.min ? undefined : at;
        if (end === at) return at;
        at = end;
      }
      return at;
    };
    return (start) => {
      const before = [...this.groups];
      const at = run(start);
      if (at !== undefined && next(at)) return true;
      this.groups = before;
      return false;
    };
  }

  private look(node: Node, behind: boolean, negative: boolean, next: Step): Step {
    let end = -1;
    const inner = this.compile(node, (at) => !behind || at === end);
    const found = (at: number): boolean => {
      if (!behind) return inner(at);
      for (let from = at; from >= 0; from--) {
        this.meter.charge(1);
        end = at;
        if (inner(from)) return true;
      }
      return false;
    };
    return (at) => {
      const before = [...this.groups];
      if (found(at) !== negative && next(at)) return true;
      this.groups = before;
      return false;
    };
  }

  private same(number: number, ignoreCase: boolean, next: Step): Step {
    return (at) => {
      const group = this.groups[number];
      if (!group) return false;
      const expected = this.text.slice(...group);
      this.meter.charge(1 + (expected.length >> 4));
      const actual = this.text.slice(at, at + expected.length);
      const isSame = ignoreCase ? actual.toLowerCase() === expected.toLowerCase() : actual === expected;
      return isSame && next(at + expected.length);
    };
  }

  private isAt(place: (Node & { type: "at" })["place"], at: number): boolean {
    const { text } = this;
    const ends = (index: number) => LINE_END(text.charCodeAt(index));
    switch (place) {
      case "start":
        return at === 0;
      case "last":
        return at === this.last;
      case "end":
        return at === text.length;
      case "lastLine":
        return at === text.length || (ends(at) && (at === text.length - 1 || (at === text.length - 2 && text.endsWith("\r\n"))))
          ? !this.isWithinCrLf(at)
          : false;
      case "lineStart":
        return at < text.length && (at === 0 || (ends(at - 1) && !this.isWithinCrLf(at)));
      case "lineEnd":
        return at === text.length || (ends(at) && !this.isWithinCrLf(at));
      default:
        return (this.isWord(at - 1) !== this.isWord(at)) === (place === "word");
    }
  }

  private isWithinCrLf(at: number): boolean {
    return at > 0 && this.text.startsWith("\r\n", at - 1);
  }

  private isWord(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return !Number.isNaN(code) && WORD(code);
  }
}

/** The text that every match begins with, so that a search can jump to it. */
function literalPrefix(node: Node): string {
  if (node.type === "char") return String.fromCodePoint(node.code);
  if (node.type !== "sequence") return "";
  const codes: number[] = [];
  for (const part of node.nodes) {
    if (part.type !== "char") break;
    codes.push(part.code);
  }
  return String.fromCodePoint(...codes);
}
