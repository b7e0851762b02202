import type { Meter } from "../meter";
import { LINE_END, WORD } from "./char-set";
import type { Node, Syntax } from "./syntax";

/** Where a match and its groups lie; a group that took no part is undefined. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
}

/** Goes on with the match at a place; false makes the caller try otherwise. */
type Step = (at: number) => boolean;

/** A backtracking matcher over one text: each part of the expression becomes a step that knows what comes after it. */
export class Matcher {
  private readonly start: Step;
  private readonly prefix: string;
  private groups: ([number, number] | undefined)[] = [];
  private readonly opened: number[] = [];
  private end = 0;
  private whole = false;

  constructor(
    syntax: Syntax,
    private readonly text: string,
    private readonly meter: Meter,
  ) {
    this.prefix = literalPrefix(syntax.node);
    this.start = this.compile(syntax.node, (at) => {
      this.end = at;
      return !this.whole || at === text.length;
    });
  }

  matches(): boolean {
    this.whole = true;
    return this.start(0);
  }

  *all(): Generator<Match> {
    for (let at = 0; at <= this.text.length; ) {
      const match = this.find(at);
      if (match === undefined) return;
      yield match;
      at = match.end === match.start ? match.end + 1 : match.end;
    }
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
        return this.one((code) => code === node.code, next);
      case "set":
        return this.one(node.has, next);
      case "sequence":
        return node.nodes.reduceRight((after, part) => this.compile(part, after), next);
      case "choice": {
        const branches = node.branches.map((branch) => this.compile(branch, next));
        return (at) => branches.some((branch) => branch(at));
      }
      case "group":
        return this.group(node.number, node.node, next);
      case "repeat":
        return this.repeat(node, next);
      case "atomic":
        return this.atomic(node.node, next);
      case "look":
        return this.look(node.node, node.behind, node.negative, next);
      case "same":
        return this.same(node.group, node.ignoreCase, next);
      case "at":
        return (at) => this.isAt(node.place, at) && next(at);
    }
  }

  private one(has: (code: number) => boolean, next: Step): Step {
    return (at) => {
      this.meter.charge(1);
      const code = this.text.codePointAt(at);
      return code !== undefined && has(code) && next(at + (code > 0xffff ? 2 : 1));
    };
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

  private repeat(node: Node & { type: "repeat" }, next: Step): Step {
    if (node.mode === "possessive") return this.atomic({ ...node, mode: "greedy" }, next);
    if (node.mode === "greedy" && (node.node.type === "set" || node.node.type === "char")) return this.run(node.node, node.min, node.max, next);
    let count = 0;
    let entered = -1;
    const body = this.compile(node.node, (at) => (at === entered && count > node.min ? false : around(at)));
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

  /** A greedy run of one set of characters needs no stack: as far as it goes, then back step by step. */
  private run(node: Node & { type: "set" | "char" }, min: number, max: number, next: Step): Step {
    const has = node.type === "set" ? node.has : (code: number) => code === node.code;
    return (start) => {
      const ends = [start];
      for (let at = start; ends.length <= max; ) {
        this.meter.charge(1);
        const code = this.text.codePointAt(at);
        if (code === undefined || !has(code)) break;
        at += code > 0xffff ? 2 : 1;
        ends.push(at);
      }
      for (let count = ends.length - 1; count >= min; count--) {
        const at = ends[count];
        if (at !== undefined && next(at)) return true;
      }
      return false;
    };
  }

  private atomic(node: Node, next: Step): Step {
    let end = 0;
    const inner = this.compile(node, (at) => {
      end = at;
      return true;
    });
    return (at) => {
      const before = [...this.groups];
      if (inner(at) && next(end)) return true;
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
      const expected = this.meter.text(this.text.slice(...group));
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
