/** Origins and patterns of origins, as RFC 6454 writes an origin: scheme, host and, where it is not the scheme's own, port. */

const LABEL = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?";
const ORIGIN = new RegExp(`^[a-z][a-z0-9+.-]*://(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*(?::(?:\\d+|\\*))?$`);

/** Whether a text is an origin, or a pattern of origins. */
export function isOriginPattern(text: string): boolean {
  return ORIGIN.test(text);
}

/** The one origin that is allowed, if it is only one. */
export function fixedOrigin(origins: "*" | readonly string[]): string | undefined {
  const [origin] = origins;
  return origins !== "*" && origins.length === 1 && !origin?.includes("*") ? origin : undefined;
}

/**
 * A regular expression for exactly these origins, the same in Java and in JavaScript.
 * It has neither backslashes nor quotes, which a template's strings could take for their own.
 */
export function originExpression(origins: readonly string[]): string {
  return origins.map((origin) => origin.replace(/\*\.|:\*$|[.+]/g, (part) => WILDCARDS.get(part) ?? `[${part}]`)).join("|");
}

/** Subdomains of any depth, and any port. */
const WILDCARDS: ReadonlyMap<string, string> = new Map([
  ["*.", "([a-z0-9_-]+[.])+"],
  [":*", ":[0-9]+"],
]);
