/**
 * Renders a template's nodes as Velocity 1.7 does with a handler that makes "" of every null reference:
 * https://velocity.apache.org/engine/1.7/user-guide.html
 */
import { RegexError } from "../../regexp/index";
import { following } from "../java/methods/collection";
import { integer } from "../java/number";
import { textOf } from "../java/text";
import { JavaIterator, JavaList, JavaMap, MapView, type Value } from "../java/value";
import { type Meter, Output } from "../meter";
import { TemplateError } from "../template-error";
import { Evaluator } from "./evaluate";
import { Block, Loop } from "./objects";
import { parseTemplate } from "./parse";
import { MacroScope, type Scope } from "./scope";
import { placeOf } from "./source";
import type { Branch, Call, Expression, Node } from "./syntax";

/**
 * Iterations of one loop (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html); Velocity ends the loop there without
 * an error.
 */
const ITERATIONS = 1000;
/** Velocity's velocimacro.max.depth and define.provide depth, how deep a macro and a block may be nested in themselves. */
const MACRO_DEPTH = 20;
const DEFINE_DEPTH = 2;

type NodeOf<T extends Node["type"]> = Extract<Node, { readonly type: T }>;

/** The rendered text. @throws TemplateError when the template fails, with the place of the reference where it failed. */
export function render(source: string, nodes: readonly Node[], scope: Scope, meter: Meter): string {
  const renderer = new Renderer(source, meter);
  try {
    return renderer.template(nodes, scope);
  } catch (error) {
    if (error instanceof RegexError || (error instanceof TemplateError && error.line === undefined && !error.ofPayload))
      throw new TemplateError(error.message, placeOf(source, renderer.offset));
    throw error;
  }
}

/**
 * Thrown by #break and #stop, through expressions too: ends the nearest thing that can end, or the loop or template that it is meant for.
 */
class Stop {
  constructor(private readonly target: "nearest" | "template" | Loop) {}

  isFor(thing: "block" | "template" | Loop): boolean {
    return this.target === "nearest" || this.target === thing;
  }
}

export class Renderer {
  private depth = 0;
  /** Most templates have none. */
  private macros: Map<string, NodeOf<"macro">> | undefined;
  private readonly evaluator: Evaluator;

  constructor(
    private readonly source: string,
    private readonly meter: Meter,
  ) {
    this.evaluator = new Evaluator(meter, (nodes, scope) => this.rendered(nodes, scope));
  }

  get offset(): number {
    return this.evaluator.offset;
  }

  template(nodes: readonly Node[], scope: Scope): string {
    const out = new Output(this.meter);
    this.declare(nodes);
    this.stoppable("template", () => this.nodes(nodes, scope, out));
    return out.text;
  }

  /** Macros are known from the start of the template in which they stand; the first of a name stays. */
  private declare(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.type === "macro" && !this.macros?.has(node.name)) {
        this.macros ??= new Map();
        this.macros.set(node.name, node);
      }
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

  protected nodes(nodes: readonly Node[], scope: Scope, out: Output): void {
    for (const node of nodes) this.node(node, scope, out);
  }

  protected isTaken({ condition }: Branch, scope: Scope): boolean {
    return this.evaluator.isTrue(condition, scope);
  }

  protected node(node: Node, scope: Scope, out: Output): void {
    switch (node.type) {
      case "text":
        out.write(node.text);
        break;
      case "reference":
        out.write(this.printed(node, scope));
        break;
      case "set":
        this.evaluator.assign(node.target, this.evaluator.value(node.value, scope), scope);
        break;
      case "if": {
        const branch = node.branches.find((one) => this.isTaken(one, scope));
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
        this.evaluate(textOf(this.evaluator.value(node.value, scope), this.meter), scope, out);
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
    const value = this.evaluator.reference(reference, scope);
    return value instanceof Block ? (value.render(scope) ?? source) : textOf(value, this.meter);
  }

  private foreach(node: NodeOf<"foreach">, scope: Scope, out: Output): void {
    const iterator = iteratorOf(this.evaluator.value(node.list, scope));
    if (iterator === undefined) return;
    const names = [node.variable, "velocityCount", "velocityHasNext", "foreach"];
    const before = names.map((name) => scope.get(name));
    try {
      this.iterate(node, iterator, new Loop(scope.get("foreach")), scope, out);
    } finally {
      for (const [i, name] of names.entries()) restore(scope, name, before[i] ?? null);
    }
  }

  private iterate(node: NodeOf<"foreach">, iterator: JavaIterator, loop: Loop, scope: Scope, out: Output): void {
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
  }

  private block(body: readonly Node[], scope: Scope, limit: number): Block {
    const render = (within: Scope): string => {
      const out = new Output(this.meter);
      this.stoppable("block", () => this.nodes(body, within, out));
      return out.text;
    };
    return new Block(render, scope, limit);
  }

  private rendered(nodes: readonly Node[], scope: Scope): string {
    const out = new Output(this.meter);
    this.nodes(nodes, scope, out);
    return out.text;
  }

  private call(node: Call, scope: Scope, out: Output): void {
    const macro = this.macros?.get(node.name);
    if (macro === undefined) {
      out.write(node.source);
      return;
    }
    if (this.depth === MACRO_DEPTH) throw new TemplateError(`Max calling depth of ${MACRO_DEPTH} was exceeded in macro '${node.name}'`);
    const args = new Map<string, () => Value>();
    for (const [i, parameter] of macro.parameters.entries()) {
      const argument = node.args[i];
      if (argument !== undefined) args.set(parameter, () => this.evaluator.value(argument, scope));
    }
    const { body } = node;
    if (body !== undefined) {
      const content = this.block(body, scope, MACRO_DEPTH);
      args.set("bodyContent", () => content);
    }
    this.depth++;
    try {
      this.stoppable("block", () => this.nodes(macro.body, new MacroScope(scope, args), out));
    } finally {
      this.depth--;
    }
  }

  /** The text's places are those of the reference that gave it. */
  private evaluate(text: string, scope: Scope, out: Output): void {
    this.meter.charge(text.length);
    const { offset } = this.evaluator;
    const nodes = parseTemplate(text, { text: this.source, offset: () => offset });
    this.declare(nodes);
    this.stoppable("template", () => this.nodes(nodes, scope, out));
  }

  private loop(expression: Expression, scope: Scope): Loop {
    const value = this.evaluator.value(expression, scope);
    if (value instanceof Loop) return value;
    throw new TemplateError("#break takes a loop's $foreach");
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
