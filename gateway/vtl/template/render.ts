/** Renders a template's nodes as Velocity 1.7 does with a handler that makes "" of every null reference: https://velocity.apache.org/engine/1.7/user-guide.html */
import { calculate, compare } from "../java/arithmetic";
import { callMethod, getIndex, getProperty, setIndex, setProperty } from "../java/invoke";
import { following } from "../java/methods/collection";
import { integer, isNumber, toInt } from "../java/number";
import { textOf } from "../java/text";
import { equal, JavaIterator, JavaList, JavaMap, MapView, type Value } from "../java/value";
import { type Meter, Output } from "../meter";
import { TemplateError } from "../template-error";
import { Block, Loop } from "./objects";
import { parseTemplate } from "./parse";
import { MacroScope, type Scope } from "./scope";
import { placeOf } from "./source";
import type { Call, Comparison, Expression, Node, Reference, Step } from "./syntax";

/** Iterations of one loop (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html); Velocity ends the loop there without an error. */
const ITERATIONS = 1000;
/** Velocity's velocimacro.max.depth and define.provide depth, how deep a macro and a block may be nested in themselves. */
const MACRO_DEPTH = 20;
const DEFINE_DEPTH = 2;

type NodeOf<T extends Node["type"]> = Extract<Node, { readonly type: T }>;

/** The rendered text. @throws TemplateError when the template fails, with the place of the reference where it failed. */
export function render(source: string, nodes: readonly Node[], scope: Scope, meter: Meter): string {
  const renderer = new Renderer(meter);
  try {
    return renderer.template(nodes, scope);
  } catch (error) {
    if (error instanceof TemplateError && error.line === undefined) throw new TemplateError(error.message, placeOf(source, renderer.offset));
    throw error;
  }
}

/** Thrown by #break and #stop, through expressions too: ends the nearest thing that can end, or the loop or template that it is meant for. */
class Stop {
  constructor(private readonly target: "nearest" | "template" | Loop) {}

  isFor(thing: "block" | "template" | Loop): boolean {
    return this.target === "nearest" || this.target === thing;
  }
}

class Renderer {
  /** Where the reference stands that is being evaluated. */
  offset = 0;
  private depth = 0;
  private readonly macros = new Map<string, NodeOf<"macro">>();

  constructor(private readonly meter: Meter) {}

  template(nodes: readonly Node[], scope: Scope): string {
    const out = new Output(this.meter);
    this.declare(nodes);
    this.stoppable("template", () => this.nodes(nodes, scope, out));
    return out.text;
  }

  /** Macros are known from the start of the template in which they stand; the first of a name stays. */
  private declare(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.type === "macro" && !this.macros.has(node.name)) this.macros.set(node.name, node);
      if (node.type === "if") this.declare([...node.branches.flatMap((branch) => branch.body), ...node.otherwise]);
      if ("body" in node && node.body) this.declare(node.body);
    }
  }

  /** Whether it was stopped. */
  private stoppable(thing: "block" | "template" | Loop, body: () => void): boolean {
    try {
      body();
      return false;
    } catch (thrown) {
      if (thrown instanceof Stop && thrown.isFor(thing)) return true;
      throw thrown;
    }
  }

  private nodes(nodes: readonly Node[], scope: Scope, out: Output): void {
    for (const node of nodes) this.node(node, scope, out);
  }

  private node(node: Node, scope: Scope, out: Output): void {
    switch (node.type) {
      case "text":
        out.write(node.text);
        break;
      case "reference":
        out.write(this.printed(node, scope));
        break;
      case "set":
        this.set(node.target, this.value(node.value, scope), scope);
        break;
      case "if": {
        const branch = node.branches.find(({ condition }) => this.isTrue(condition, scope));
        this.nodes(branch ? branch.body : node.otherwise, scope, out);
        break;
      }
      case "foreach":
        this.foreach(node, scope, out);
        break;
      case "define":
        scope.set(node.variable, this.block(node.body, scope, DEFINE_DEPTH));
        break;
      case "macro":
        break;
      case "call":
        this.call(node, scope, out);
        break;
      case "evaluate":
        this.evaluate(textOf(this.value(node.value, scope), this.meter), scope, out);
        break;
      case "unavailable":
        throw new TemplateError(`#${node.directive} finds no other template`);
      case "break":
        throw new Stop(node.scope === undefined ? "nearest" : this.loop(node.scope, scope));
      case "stop":
        throw new Stop("template");
    }
  }

  private printed({ reference, source }: NodeOf<"reference">, scope: Scope): string {
    const value = this.reference(reference, scope);
    return value instanceof Block ? (value.render(scope) ?? source) : textOf(value, this.meter);
  }

  /** Arithmetic that fails gives null, which sets nothing. */
  private set({ root, steps }: Reference, value: Value, scope: Scope): void {
    if (value === null) return;
    const last = steps.at(-1);
    let target = scope.get(root);
    for (const step of steps.slice(0, -1)) target = target === null ? null : this.step(target, step, scope);
    if (last === undefined) scope.set(root, value);
    else if (target === null) return;
    else if (last.type === "index") setIndex(target, this.value(last.index, scope), value, this.meter);
    else setProperty(target, last.name, value, this.meter);
  }

  private foreach(node: NodeOf<"foreach">, scope: Scope, out: Output): void {
    const iterator = iteratorOf(this.value(node.list, scope));
    if (iterator === undefined) return;
    const names = [node.variable, "velocityCount", "velocityHasNext", "foreach"];
    const before = names.map((name) => scope.get(name));
    const loop = new Loop(scope.get("foreach"));
    scope.set("foreach", loop);
    for (let count = 1; count <= ITERATIONS && iterator.hasNext; count++) {
      scope.set("velocityCount", integer(count));
      const item = following(iterator);
      loop.index++;
      loop.hasNext = iterator.hasNext;
      scope.set("velocityHasNext", loop.hasNext);
      scope.set(node.variable, item);
      if (this.stoppable(loop, () => this.nodes(node.body, scope, out))) break;
    }
    for (const [i, name] of names.entries()) restore(scope, name, before[i] ?? null);
  }

  private block(body: readonly Node[], scope: Scope, limit: number): Block {
    const render = (within: Scope): string => {
      const out = new Output(this.meter);
      this.stoppable("block", () => this.nodes(body, within, out));
      return out.text;
    };
    return new Block(render, scope, limit);
  }

  private call(node: Call, scope: Scope, out: Output): void {
    const macro = this.macros.get(node.name);
    if (macro === undefined) {
      out.write(node.source);
      return;
    }
    if (this.depth === MACRO_DEPTH) throw new TemplateError(`Max calling depth of ${MACRO_DEPTH} was exceeded in macro '${node.name}'`);
    const args = new Map<string, () => Value>();
    for (const [i, parameter] of macro.parameters.entries()) {
      const argument = node.args[i];
      if (argument !== undefined) args.set(parameter, () => this.value(argument, scope));
    }
    const { body } = node;
    if (body !== undefined) {
      const content = this.block(body, scope, MACRO_DEPTH);
      args.set("bodyContent", () => content);
    }
    this.depth++;
    this.stoppable("block", () => this.nodes(macro.body, new MacroScope(scope, args), out));
    this.depth--;
  }

  private evaluate(source: string, scope: Scope, out: Output): void {
    this.meter.charge(source.length);
    const nodes = parseTemplate(source);
    this.declare(nodes);
    this.stoppable("template", () => this.nodes(nodes, scope, out));
  }

  private loop(expression: Expression, scope: Scope): Loop {
    const value = this.value(expression, scope);
    if (value instanceof Loop) return value;
    throw new TemplateError("#break takes a loop's $foreach");
  }

  /** A reference that leads nowhere is the empty text. */
  private reference(reference: Reference, scope: Scope): Value {
    this.offset = reference.offset;
    let value = scope.get(reference.root);
    for (const step of reference.steps) value = value === null ? null : this.step(value, step, scope);
    return value ?? "";
  }

  private step(target: NonNullable<Value>, step: Step, scope: Scope): Value {
    switch (step.type) {
      case "property":
        return getProperty(target, step.name, this.meter);
      case "index":
        return getIndex(target, this.value(step.index, scope), this.meter);
      case "method": {
        const args = step.args.map((arg) => this.value(arg, scope));
        return callMethod(target, step.name, args, this.meter);
      }
    }
  }

  private value(expression: Expression, scope: Scope): Value {
    this.meter.charge(1);
    switch (expression.type) {
      case "constant":
        return expression.value;
      case "interpolated": {
        const out = new Output(this.meter);
        this.nodes(expression.nodes, scope, out);
        return expression.isPadded ? out.text.slice(0, -1) : out.text;
      }
      case "reference":
        return this.reference(expression.reference, scope);
      case "list":
        return new JavaList(
          "ArrayList",
          expression.items.map((item) => this.value(item, scope)),
        );
      case "map": {
        const map = new JavaMap();
        for (const [key, value] of expression.members) map.put(this.value(key, scope), this.value(value, scope), this.meter);
        return map;
      }
      case "range":
        return this.range(this.value(expression.from, scope), this.value(expression.to, scope));
      case "arithmetic": {
        const [left, right] = [this.value(expression.left, scope), this.value(expression.right, scope)];
        if (expression.operator === "+" && (typeof left === "string" || typeof right === "string")) return this.concatenated(left, right);
        return isNumber(left) && isNumber(right) ? calculate(expression.operator, left, right) : null;
      }
      default:
        return this.isTrue(expression, scope);
    }
  }

  private concatenated(left: Value, right: Value): string {
    const [before, after] = [left, right].map((side) => (side === null ? "" : textOf(side, this.meter)));
    return this.meter.text(`${before}${after}`);
  }

  private range(from: Value, to: Value): Value {
    if (!isNumber(from) || !isNumber(to)) return null;
    const [first, last] = [toInt(from), toInt(to)];
    const size = Math.abs(last - first) + 1;
    this.meter.charge(size * 8);
    const direction = last > first ? 1 : -1;
    return new JavaList(
      "ArrayList",
      Array.from({ length: size }, (_, i) => integer(first + i * direction)),
    );
  }

  /** Only references, true and what compares or combines them can be true; texts, numbers and other literals are not. */
  private isTrue(expression: Expression, scope: Scope): boolean {
    this.meter.charge(1);
    switch (expression.type) {
      case "constant":
        return expression.value === true;
      case "reference": {
        const value = this.reference(expression.reference, scope);
        return typeof value === "boolean" ? value : value !== null;
      }
      case "and":
        return this.isTrue(expression.left, scope) && this.isTrue(expression.right, scope);
      case "or":
        return this.isTrue(expression.left, scope) || this.isTrue(expression.right, scope);
      case "not":
        return !this.isTrue(expression.operand, scope);
      case "comparison":
        return this.compares(expression.operator, this.value(expression.left, scope), this.value(expression.right, scope));
      default:
        return false;
    }
  }

  private compares(operator: Comparison, left: Value, right: Value): boolean {
    if (operator === "==") return this.areEqual(left, right);
    if (operator === "!=") return !this.areEqual(left, right);
    if (!isNumber(left) || !isNumber(right)) return false;
    const order = compare(left, right);
    switch (operator) {
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
    }
  }

  /** Numbers by their value, objects of one class by equals(), all else by the text that is printed. */
  private areEqual(left: Value, right: Value): boolean {
    if (isNumber(left) && isNumber(right)) return compare(left, right) === 0;
    if (left === null || right === null) return left === right;
    if (classOf(left) === classOf(right)) return equal(left, right, this.meter);
    return textOf(left, this.meter) === textOf(right, this.meter);
  }
}

function iteratorOf(value: Value): JavaIterator | undefined {
  if (value instanceof JavaList || value instanceof MapView) return new JavaIterator(value);
  if (value instanceof JavaMap) return new JavaIterator(new MapView("values", value));
  if (value instanceof Loop) return new JavaIterator(new MapView("values", value.members));
  return value instanceof JavaIterator ? value : undefined;
}

function restore(scope: Scope, name: string, value: Value): void {
  if (value === null) scope.remove(name);
  else scope.set(name, value);
}

function classOf(value: NonNullable<Value>): string {
  if (typeof value !== "object") return typeof value;
  if (isNumber(value) || value.kind === "view") return value.type;
  return value instanceof JavaList && value.type === "Object[]" ? value.type : value.kind;
}
