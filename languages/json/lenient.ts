/**
 * Reads what a MOCK integration takes for JSON: names without quotes, single quotes and extra commas too
 * (recorded: `{statusCode: 200}`; the rest as LocalStack's tests have it). Undefined where even that fails, or brackets are nested too
 * deeply.
 */
export function parseLenientJson(text: string): unknown {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join("") !== text.replace(SPACE_OUTSIDE_TEXT, (match, quoted?: string) => quoted ?? (match === "" ? match : "")))
    return undefined;
  const reader = { tokens, at: 0, depth: 0 };
  try {
    const value = readValue(reader);
    return reader.at === tokens.length ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
}

/** Open brackets within each other: as many as Jackson, the JSON reader of Java, takes, and far fewer than the stack. */
const DEEPEST = 1000;

const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`;
const TOKEN = new RegExp(`${QUOTED}|[{}[\\],:]|[^\\s{}[\\],:"']+`, "gs");
const SPACE_OUTSIDE_TEXT = new RegExp(`(${QUOTED})|\\s+`, "gs");

function readValue(reader: Reader): unknown {
  const token = take(reader);
  if (token === "{") return nested(reader, () => Object.fromEntries(readMembers(reader)));
  if (token === "[") return nested(reader, () => readItems(reader));
  if (token.startsWith("'") || token.startsWith('"')) return unquote(token);
  return JSON.parse(token);
}

function nested<T>(reader: Reader, read: () => T): T {
  reader.depth++;
  if (reader.depth > DEEPEST) throw new SyntaxError("nested too deeply");
  const value = read();
  reader.depth--;
  return value;
}

function readMembers(reader: Reader): [string, unknown][] {
  const members: [string, unknown][] = [];
  for (;;) {
    const token = take(reader);
    if (token === "}") return members;
    if (token === ",") continue;
    const name = /^['"]/.test(token) ? unquote(token) : token;
    if (!/^[^{}[\],:]/.test(token) || take(reader) !== ":") throw new SyntaxError(token);
    members.push([name, readValue(reader)]);
  }
}

function readItems(reader: Reader): unknown[] {
  const items: unknown[] = [];
  for (;;) {
    if (reader.tokens[reader.at] === "]") {
      reader.at++;
      return items;
    }
    if (reader.tokens[reader.at] === ",") reader.at++;
    else items.push(readValue(reader));
  }
}

function take(reader: Reader): string {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new SyntaxError("unexpected end");
  return token;
}

function unquote(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/gs, "$1");
}
