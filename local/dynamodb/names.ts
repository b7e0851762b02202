import { arnIn, type Cloud, isMapping } from "../program/index";

/** The place that the engine gives in its ARNs. */
const ENGINE = "arn:aws:dynamodb:dynoxide:000000000000:";

/** What a request that names tables by ARN is for the engine, and what its answer is for the caller. */
export interface Translated {
  readonly body: Buffer;
  /** The ARNs that stood for names of tables in a batch, by name. */
  readonly renamed: ReadonlyMap<string, string>;
}

export interface Names {
  translate(body: Buffer): Translated;
  answer(body: Buffer, renamed: Translated["renamed"]): Buffer;
}

/**
 * Between ARNs of this account and region and the engine's own; a table may be given by ARN wherever it may be by name:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export function createNames(cloud: Cloud): Names {
  const own = arnIn(cloud, "dynamodb", "");
  const tableName = (text: string) => (text.startsWith(`${own}table/`) ? text.slice(`${own}table/`.length) : text);
  const arn = (text: string) => (text.startsWith(own) ? ENGINE + text.slice(own.length) : text);

  /** A text with such a name is a parameter: an attribute's value is never a text itself. */
  const walk = (value: unknown, renamed: Map<string, string>): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, renamed));
    if (!isMapping(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (typeof member === "string") return [name, name === "TableName" ? tableName(member) : /Arn$/.test(name) ? arn(member) : member];
        return [name, walk(name === "RequestItems" && isMapping(member) ? byName(member, renamed) : member, renamed)];
      }),
    );
  };
  const byName = (tables: Readonly<Record<string, unknown>>, renamed: Map<string, string>) =>
    Object.fromEntries(
      Object.entries(tables).map(([given, member]) => {
        const name = tableName(given);
        if (name !== given) renamed.set(name, given);
        return [name, member];
      }),
    );

  return {
    translate(body) {
      const renamed = new Map<string, string>();
      if (!body.includes(own)) return { body, renamed };
      try {
        return { body: Buffer.from(JSON.stringify(walk(JSON.parse(body.toString("utf8")), renamed))), renamed };
      } catch {
        // What is no JSON, or nested without end, the engine refuses.
        return { body, renamed };
      }
    },
    answer(body, renamed) {
      if (renamed.size === 0 && !body.includes(ENGINE)) return body;
      const text = body.toString("utf8").replaceAll(ENGINE, own);
      return Buffer.from(renamed.size === 0 ? text : JSON.stringify(byArn(JSON.parse(text), renamed)));
    },
  };
}

const BY_TABLE = new Set(["Responses", "UnprocessedItems", "UnprocessedKeys"]);

function byArn(answer: Readonly<Record<string, unknown>>, renamed: ReadonlyMap<string, string>): unknown {
  const rename = (tables: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(tables).map(([name, value]) => [renamed.get(name) ?? name, value]));
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, BY_TABLE.has(name) && isMapping(value) ? rename(value) : value]),
  );
}
