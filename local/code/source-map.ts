import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isMapping } from "../program/index";

/**
 * A source map's text with its sources found from anywhere: it names them from where it lies, and what is run, or debugged, is a copy. What is
 * no map stays as it is. https://tc39.es/ecma426/
 */
export function withAbsoluteSources(text: string, file: string): string {
  const map = parsed(text);
  if (!isMapping(map) || !Array.isArray(map["sources"])) return text;
  const root = typeof map["sourceRoot"] === "string" ? map["sourceRoot"].replace(/(?<=[^/])$/, "/") : "";
  const sources = map["sources"].map((source: unknown) => (typeof source === "string" ? absolute(root + source, dirname(file)) : source));
  return JSON.stringify({ ...map, sourceRoot: undefined, sources });
}

function absolute(source: string, folder: string): string {
  return /^[a-z][a-z\d+.-]+:/i.test(source) ? source : pathToFileURL(resolve(folder, source)).href;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
