/** Evaluates references and expressions. */
import { calculate, compare } from "../java/arithmetic";
import { callMethod, getIndex, getProperty, setIndex, setProperty } from "../java/invoke";
import { integer, isNumber, toInt } from "../java/number";
import { textOf } from "../java/text";
import { equal, JavaList, JavaMap, type Value } from "../java/value";
import type { Meter } from "../meter";
import type { Scope } from "./scope";
import type { Comparison, Expression, Node, Reference, Step } from "./syntax";

const NONE: readonly Value[] = [];

export class Evaluator {
  /** Where the reference stands that was evaluated last. */
  offset = 0;

  constructor(
    private readonly meter: Meter,
    private readonly rendered: (nodes: readonly Node[], scope: Scope) => string,
  ) {}

  /** Arithmetic that fails gives null, which sets nothing. */
  assign({ root, steps }: Reference, value: Value, scope: Scope): void {
    if (value === null) return;
    const last = steps.at(-1);
    let target = scope.get(root);
    for (const step of steps.slice(0, -1)) target = target === null ? null : this.step(target, step, scope);
    if (last === undefined) scope.set(root, value);
    else if (target === null) return;
    else if (last.type === "index") setIndex(target, this.value(last.index, scope), value, this.meter);
    else setProperty(target, last.name, value, this.meter);
  }

  /** A reference that leads nowhere is the empty text. */
  reference(reference: Reference, scope: Scope): Value {
    this.offset = reference.offset;
    let value = scope.get(reference.root);
    for (const step of reference.steps) value = value === null ? null : this.step(value, step, scope);
    return value ?? "";
  }

  step(target: NonNullable<Value>, step: Step, scope: Scope): Value {
    switch (step.type) {
      case "property":
        return getProperty(target, step.name, this.meter);
      case "index":
        return getIndex(target, this.value(step.index, scope), this.meter);
      case "method": {
        const args = step.args.length === 0 ? NONE : step.args.map((arg) => this.value(arg, scope));
        return callMethod(target, step.name, args, this.meter);
      }
    }
  }

  value(expression: Expression, scope: Scope): Value {
    this.meter.charge(1);
    switch (expression.type) {
      case "constant":
        return expression.value;
      case "interpolated": {
        const text = this.rendered(expression.nodes, scope);
        return expression.isPadded ? text.slice(0, -1) : text;
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
  isTrue(expression: Expression, scope: Scope): boolean {
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

function classOf(value: NonNullable<Value>): string {
  if (typeof value !== "object") return typeof value;
  if (isNumber(value) || value.kind === "view") return value.type;
  return value instanceof JavaList && value.type === "Object[]" ? value.type : value.kind;
}
