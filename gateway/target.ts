/** A request target without scheme and host, with which proxies' clients send it: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2 */
export function withoutAuthority(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
}
