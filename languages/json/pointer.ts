/** The reference tokens of a JSON pointer, which name members: https://www.rfc-editor.org/rfc/rfc6901 */

export function escapeToken(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
