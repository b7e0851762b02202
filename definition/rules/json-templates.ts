/** What a mapping template can print, as far as it can be told without rendering it. */

// A reference with its properties, calls and indexes; a call's arguments may hold calls of their own.
const REFERENCE = /\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*(?:\((?:[^()]|\([^()]*\))*\))?|\[[^\]]*\])*\}?/g;
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
  if (!/^\s*[{[]/.test(template) || template.includes("#")) return false;
  return ["0", ""].every((value) => !isJson(withValues(template, value)));
}

/** The template with every reference replaced: by a letter in strings, elsewhere by the value, once for all that stand side by side. */
function withValues(template: string, value: string): string {
  const marked = template.replace(REFERENCE, "\0").replace(/\0+/g, "\0");
  const inStrings = marked.replace(STRING, (string) => string.replaceAll("\0", "x"));
  return inStrings.replaceAll("\0", value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
