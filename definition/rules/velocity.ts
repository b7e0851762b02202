/**
 * Whether a text can be a template of Velocity 1.7, judged by what has to close: blocks by `#end`, directives and calls by `)`, `${` by `}`, quotes.
 * What an expression says is not judged, nor what Velocity itself would take for plain text; a template without a mistake here may still have one.
 */

/** A mistake, and the line that it is on, from 1. */
export interface Mistake {
  readonly line: number;
  readonly message: string;
}

const BLOCKS = ["if", "foreach", "macro", "define"];
/** What has to be between the brackets of a directive, as far as it is judged. */
const ARGUMENTS: Readonly<Record<string, RegExp>> = {
  if: /^\([ \t\r\n]*[^ \t\r\n)]/,
  elseif: /^\([ \t\r\n]*[^ \t\r\n)]/,
  foreach: /^\([ \t\r\n]*\$.+[ \t\r\n]in[ \t\r\n]/s,
  set: /^\([ \t\r\n]*\$.+?=[ \t\r\n]*[^ \t\r\n)=]/s,
};
const BRACKETS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

// In this order: what is no code, directives, references.
const TOKEN =
  /\\\\|\\#(?=[{@A-Za-z])|\\\$(?=!?\{?[A-Za-z_])|##[^\n]*|#\*[\s\S]*?(?:\*#|$)|#\[\[[\s\S]*?\]\]#|(?<raw>#\[\[)|(?<call>#@)(?=\{?[A-Za-z_])|#(?:\{(?<formal>[A-Za-z]+)\}|(?<plain>if|elseif|else|end|foreach|set|macro|define)(?![A-Za-z0-9_]))|\$!?(?<brace>\{)?(?=[A-Za-z_])/g;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const OPEN = /[ \t]*\(/y;
const STEP = /\.(?=[A-Za-z])/y;
const STRING = /"(?:[^"]|"")*"|'(?:[^']|'')*'/y;

/** The first mistake of a template; undefined where there is none to be seen. */
export function findMistake(template: string): Mistake | undefined {
  // Right after a property, Velocity 1.7 takes ## for text, of one kind or the other.
  if (/\.[A-Za-z][A-Za-z0-9_-]*##/.test(template)) return undefined;
  try {
    scan(template);
    return undefined;
  } catch (error) {
    if (!(error instanceof MistakeFound)) throw error;
    return { line: template.slice(0, error.offset).split("\n").length, message: error.message };
  }
}

/** Where the references of a template without directives and mistakes stand. */
export function* references(template: string): Iterable<{ readonly start: number; readonly end: number }> {
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(template); token !== null; token = TOKEN.exec(template)) {
    if (!token[0].startsWith("$")) continue;
    const end = readReference(template, token.index, token.index + token[0].length, token.groups?.["brace"] !== undefined);
    yield { start: token.index, end };
    TOKEN.lastIndex = end;
  }
}

class MistakeFound extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

interface Block {
  readonly name: string;
  readonly offset: number;
  hasElse: boolean;
}

function scan(template: string): void {
  const blocks: Block[] = [];
  for (let offset = 0; ; ) {
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(template);
    if (token === null) break;
    const { raw, call, formal, plain, brace } = token.groups ?? {};
    const end = token.index + token[0].length;
    if (raw !== undefined) throw new MistakeFound(token.index, "#[[ is not closed by ]]#");
    if (call !== undefined) blocks.push({ name: "@", offset: token.index, hasElse: false });
    const name = formal ?? plain;
    if (name !== undefined) offset = readDirective(template, name, token.index, end, blocks);
    else if (token[0].startsWith("$")) offset = readReference(template, token.index, end, brace !== undefined);
    else offset = end;
  }
  const open = blocks.at(-1);
  if (open !== undefined) throw new MistakeFound(open.offset, `#${open.name} has no #end`);
}

/** Reads a directive whose name ends at `end`, and gives where it ends itself. */
function readDirective(template: string, name: string, start: number, end: number, blocks: Block[]): number {
  const block = blocks.at(-1);
  if (name === "end") {
    if (blocks.pop() === undefined) throw new MistakeFound(start, "#end closes nothing");
  } else if (name === "else" || name === "elseif") {
    if (block?.name !== "if" || block.hasElse) throw new MistakeFound(start, `#${name} belongs to no #if`);
    block.hasElse = name === "else";
  } else if (BLOCKS.includes(name)) blocks.push({ name, offset: start, hasElse: false });
  OPEN.lastIndex = end;
  if (name === "else" || name === "end" || !OPEN.test(template)) return end;
  const open = OPEN.lastIndex - 1;
  const closed = close(template, open, start, `#${name}`);
  if (ARGUMENTS[name]?.test(template.slice(open, closed)) === false) throw new MistakeFound(start, `#${name}${template.slice(open, closed)} is incomplete`);
  return closed;
}

/** Reads a reference whose name begins at `offset`, and gives where it ends. */
function readReference(template: string, start: number, offset: number, isFormal: boolean): number {
  const what = isFormal ? "${" : "$";
  NAME.lastIndex = offset;
  NAME.test(template);
  let end = NAME.lastIndex;
  for (;;) {
    STEP.lastIndex = end;
    if (STEP.test(template)) {
      NAME.lastIndex = STEP.lastIndex;
      NAME.test(template);
      end = NAME.lastIndex;
      if (template[end] === "(") end = close(template, end, start, "a call");
    } else if (template[end] === "[") end = close(template, end, start, "an index");
    else break;
  }
  if (!isFormal) return end;
  if (template[end] !== "}") throw new MistakeFound(start, `${what}${template.slice(offset, end)} is not closed by }`);
  return end + 1;
}

/** Where the bracket that opens at `offset` is closed, and what is in it with it. */
function close(template: string, offset: number, start: number, what: string): number {
  const awaited = [BRACKETS[template[offset] ?? ""]];
  let end = offset + 1;
  while (awaited.length > 0) {
    const character = template[end];
    if (character === undefined) throw new MistakeFound(start, `${what} is not closed by ${awaited.at(-1)}`);
    STRING.lastIndex = end;
    const inner = BRACKETS[character];
    if (character === '"' || character === "'") {
      if (!STRING.test(template)) throw new MistakeFound(start, `${what} has a quote ${character} that is not closed`);
      end = STRING.lastIndex;
      continue;
    }
    if (inner !== undefined) awaited.push(inner);
    else if (character === awaited.at(-1)) awaited.pop();
    else if (Object.values(BRACKETS).includes(character)) throw new MistakeFound(start, `${what} has ${character} where ${awaited.at(-1)} is awaited`);
    end++;
  }
  return end;
}
