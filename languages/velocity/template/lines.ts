/** Which lines of a template ran. */
import type { Meter, Output } from "../meter";
import { TemplateError } from "../template-error";
import { parseTemplate } from "./parse";
import { Renderer } from "./render";
import type { Scope } from "./scope";
import type { Branch, Node } from "./syntax";

/**
 * The lines, counted from 1, of which something was printed or evaluated, by rendering the template once more: a rendering that nobody
 * looks at pays nothing for it. Of a template that fails, those up to where it fails.
 */
export function linesThatRan(source: string, scope: Scope, meter: Meter): readonly number[] {
  /** The innermost part that each character belongs to. */
  const owners: object[] = [];
  const nodes = parseTemplate(source, undefined, (part, start, end) => {
    // Whatever is read within a text, as #literal does, is that text.
    const isText = "type" in part && part.type === "text";
    for (let at = start; at < end; at++) owners[at] = isText ? part : (owners[at] ?? part);
  });
  const renderer = new WatchedRenderer(source, meter);
  try {
    renderer.template(nodes, scope);
  } catch (error) {
    if (!(error instanceof TemplateError || error instanceof RangeError)) throw error;
  }
  return linesOf(source, (at) => owners[at] !== undefined && renderer.ran.has(owners[at]));
}

class WatchedRenderer extends Renderer {
  readonly ran = new Set<object>();

  protected override nodes(nodes: readonly Node[], scope: Scope, out: Output): void {
    this.ran.add(nodes);
    super.nodes(nodes, scope, out);
  }

  protected override node(node: Node, scope: Scope, out: Output): void {
    this.ran.add(node);
    super.node(node, scope, out);
  }

  protected override isTaken(branch: Branch, scope: Scope): boolean {
    this.ran.add(branch);
    return super.isTaken(branch, scope);
  }
}

/** The lines with a character, no blank, that fulfils the condition. */
function linesOf(source: string, fulfils: (offset: number) => boolean): readonly number[] {
  const found: number[] = [];
  let line = 1;
  for (const { 0: sign, index } of source.matchAll(/\r\n|\n|\r|\S/g))
    if (!/\S/.test(sign)) line++;
    else if (found.at(-1) !== line && fulfils(index)) found.push(line);
  return found;
}
