import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "page.js": "text/javascript; charset=utf-8",
  "page.css": "text/css; charset=utf-8",
  "swagger-ui.js": "text/javascript; charset=utf-8",
  "swagger-ui.css": "text/css; charset=utf-8",
};

let assets: Promise<ReadonlyMap<string, Buffer>> | undefined;

/**
 * A file of the page: of the package as it was built, of a checkout made of the sources when it is first asked for. Undefined where there
 * is none of that name.
 */
export async function asset(name: string): Promise<Asset | undefined> {
  const type = TYPES[name];
  if (type === undefined || !Object.hasOwn(TYPES, name)) return undefined;
  assets ??= existsSync(join(__dirname, "page.js")) ? Promise.resolve(built()) : fromSources();
  const body = (await assets).get(name);
  return body && { type, body };
}

function built(): ReadonlyMap<string, Buffer> {
  return new Map(Object.keys(TYPES).map((name) => [name, readFileSync(join(__dirname, name))]));
}

function fromSources(): Promise<ReadonlyMap<string, Buffer>> {
  const { bundle }: typeof import("./bundle") = require("./bundle");
  return bundle(join(__dirname, "page"));
}
