/** What a mapping template can print, as far as it can be told without rendering it. */
import { findMistake, references } from "./velocity";

const STRING = /"(?:[^"\\]|\\.)*"/gs;

/** Whether a template prints the same for every request. */
export function isConstant(template: string): boolean {
  return !/[$#]/.test(template);
}

/**
 * Whether a template that begins as a JSON object or list cannot print one, its references standing for text in strings, and elsewhere for a value or nothing.
 * A template with directives is not judged.
 */
export function cannotBeJson(template: string): boolean {
  if (!/^\s*[{[]/.test(template) || template.includes("#") || findMistake(template) !== undefined) return false;
  return ["0", ""].every((value) => !isJson(withValues(template, value)));
}

/** The template with every reference replaced: by a letter in strings, elsewhere by the value, once for all that stand side by side. */
function withValues(template: string, value: string): string {
  let marked = "";
  let end = 0;
  for (const reference of references(template)) {
    marked += `${template.slice(end, reference.start)}\0`;
    end = reference.end;
  }
  marked += template.slice(end);
  return marked.replace(STRING, (string) => string.replaceAll("\0", "x")).replace(/\0+/g, value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
