/** What API Gateway's execution log hides: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
import type { AnyStep, Step } from "./types";

/** Headers whose values are credentials. */
const SECRET_HEADERS = ["authorization", "cookie", "proxy-authorization", "set-cookie", "x-amz-security-token", "x-api-key"];

/** Characters from which on a secret is hidden within other texts too: an event or a template's output that holds it. */
const RECOGNISABLE = 8;
/** As many of its last characters are shown (seen: execution logs). */
const SHOWN = 6;

/** Hides the credentials of a request, and those that are named besides, wherever they appear in its steps. */
export function hideSecrets(steps: readonly Step[], more: readonly string[]): readonly Step[] {
  const names = new Set([...SECRET_HEADERS, ...steps.flatMap(identityNames)]);
  const secrets = [...new Set([...more, ...steps.flatMap((step) => secretsOf(step, names))])]
    .filter((secret) => secret !== "")
    .toSorted((a, b) => b.length - a.length);
  if (secrets.length === 0) return steps;
  const whole = new Set(secrets);
  const parts = secrets
    .filter((secret) => secret.length >= RECOGNISABLE)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const hidden = (text: string) => (whole.has(text) ? hide(text) : parts.reduce((left, part) => left.replaceAll(part, hide), text));
  return JSON.parse(JSON.stringify(steps), (_, value) => (typeof value === "string" ? hidden(value) : value));
}

function secretsOf(step: AnyStep, names: ReadonlySet<string>): string[] {
  const headers = "headers" in step ? step.headers : [];
  const ofHeaders = headers
    .filter(([name]) => names.has(name.toLowerCase()))
    .flatMap(([name, value]) => [value, ...withinHeader(name, value)]);
  const query = step.kind === "methodRequest" ? Object.entries(step.query) : [];
  return [...ofHeaders, ...query.filter(([name]) => names.has(`?${name}`)).flatMap(([, values]) => values)];
}

/** Headers in lower case, and query parameters after a question mark, by which an authorizer knows callers. */
function identityNames(step: AnyStep): string[] {
  if (step.kind !== "authorization") return [];
  const named = (step.identitySource ?? []).map((source) => /^method\.request\.(header|querystring)\.(.+)$/.exec(source));
  return named.map((match) => (match?.[1] === "header" ? (match[2] ?? "").toLowerCase() : `?${match?.[2] ?? ""}`));
}

/** The token of a scheme, the values of cookies. */
function withinHeader(name: string, value: string): string[] {
  if (/cookie$/i.test(name))
    return value
      .split(/;\s*/)
      .map((pair) => pair.slice(pair.indexOf("=") + 1))
      .filter((part) => part.length >= RECOGNISABLE);
  const [, token] = /^\S+\s+(\S+)$/.exec(value) ?? [];
  return token === undefined ? [] : [token];
}

function hide(secret: string): string {
  const shown = secret.length >= 3 * SHOWN ? SHOWN : 0;
  return "*".repeat(secret.length - shown) + secret.slice(secret.length - shown);
}
