/** Whether a template can print JSON, as far as that can be told without rendering it. */
import type { Expression, Node } from "../template/syntax";
import { isComplete, isQuoted, type Reading, readCharacter, readUnknown, START } from "./json-acceptor";

/** Ways of reading that are followed at once; where there are more, nothing is said. */
const READINGS = 200;
/** Thrown where a template may print anything. */
const ANYTHING = Symbol("anything");

/**
 * Whether some request may make the template print JSON: a reference stands for a value, a part of a text or nothing, a variable that holds
 * text of the template's own for anything; every branch may be taken, and every loop run as often as may be.
 */
export function canPrintJson(nodes: readonly Node[]): boolean {
  try {
    const all = flat(nodes);
    return new Printer(writtenVariables(all), macroNames(all)).print(nodes, [START]).some(isComplete);
  } catch (error) {
    if (error === ANYTHING) return true;
    throw error;
  }
}

/** Whether what a template prints first is how an object or a list begins. */
export function beginsAsJson(nodes: readonly Node[]): boolean {
  const first = nodes.find(
    (node) => node.type !== "set" && node.type !== "macro" && node.type !== "define" && !(node.type === "text" && node.text.trim() === ""),
  );
  return first?.type === "text" && /^\s*[{[]/.test(first.text);
}

class Printer {
  constructor(
    private readonly written: ReadonlySet<string>,
    private readonly macros: ReadonlySet<string>,
  ) {}

  print(nodes: readonly Node[], readings: readonly Reading[]): readonly Reading[] {
    return nodes.reduce((before, node) => distinct(this.node(node, before)), readings);
  }

  private node(node: Node, readings: readonly Reading[]): readonly Reading[] {
    switch (node.type) {
      case "text":
        return read(node.text, readings);
      case "reference":
        if (this.written.has(node.reference.root) && !readings.every(isQuoted)) throw ANYTHING;
        return readings.flatMap(readUnknown);
      case "set":
      case "macro":
      case "define":
        return readings;
      case "if":
        return [...node.branches.map(({ body }) => body), node.otherwise].flatMap((body) => this.print(body, readings));
      case "foreach":
        return this.loop(node.body, readings);
      case "call":
        if (this.macros.has(node.name) || node.body !== undefined) throw ANYTHING;
        return read(node.source, readings);
      default:
        throw ANYTHING;
    }
  }

  private loop(body: readonly Node[], before: readonly Reading[]): readonly Reading[] {
    let all = before;
    for (;;) {
      const next = distinct([...all, ...this.print(body, all)]);
      if (next.length === all.length) return all;
      all = next;
    }
  }
}

function read(text: string, readings: readonly Reading[]): readonly Reading[] {
  let at = readings;
  for (const c of text) at = at.flatMap((reading) => readCharacter(reading, c) ?? []);
  return at;
}

function distinct(readings: readonly Reading[]): readonly Reading[] {
  const all = new Map(readings.map((reading) => [`${reading.open} ${reading.expects} ${reading.word}`, reading]));
  if (all.size > READINGS) throw ANYTHING;
  return [...all.values()];
}

/** Every node, those within others too. */
function flat(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => {
    const inner =
      node.type === "if" ? [...node.branches.flatMap(({ body }) => body), ...node.otherwise] : "body" in node ? (node.body ?? []) : [];
    return [node, ...flat(inner)];
  });
}

function macroNames(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => (node.type === "macro" ? [node.name] : [])));
}

/** Variables that hold text of the template's own, such as a comma for all elements but the first. */
function writtenVariables(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set(
    nodes.flatMap((node) => {
      if (node.type === "define") return [node.variable];
      return node.type === "set" && isWritten(node.value) ? [node.target.root.replace(/^!?\{?|\}$/g, "")] : [];
    }),
  );
}

function isWritten(value: Expression): boolean {
  if (value.type === "arithmetic") return isWritten(value.left) || isWritten(value.right);
  return value.type === "interpolated" || (value.type === "constant" && typeof value.value === "string");
}
