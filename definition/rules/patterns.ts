/** Java's regular expressions, of which a definition only has to know whether they are any. */

/** Whether the text is a regular expression; what Java alone has is taken for what it stands for. */
export function isPattern(text: string): boolean {
  try {
    new RegExp(withoutJava(text));
    return true;
  } catch {
    return false;
  }
}

// https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html: quotation, inline flags, atomic groups, possessive quantifiers.
const JAVA = /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\(\?[idmsuxU-]+\)|\(\?[idmsuxU-]*[idmsuxU-]:|\(\?>|([*+?}])\+/g;

function withoutJava(text: string): string {
  return text.replace(JAVA, (match, quantifier: string | undefined) => {
    if (quantifier !== undefined) return quantifier;
    if (match.startsWith("\\")) return match.startsWith("\\Q") ? "q" : match;
    return match.endsWith(")") ? "" : "(?:";
  });
}
