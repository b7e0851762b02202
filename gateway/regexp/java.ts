/**
 * Translates a Java regular expression.
 * @throws SyntaxError where Java has no such expression, or JavaScript nothing like it
 */
export function javaRegExp(source: string, flags = ""): RegExp {
  return new RegExp(source, `v${flags}`);
}
