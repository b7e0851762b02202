import { firstHeaderValue } from "../headers";
import type { HttpRequest } from "../types";
import { type Refusal, refuse } from "./refusal";

/** What a request says of its signature, in its `Authorization` header or in its query string. */
export interface Authorization {
  readonly kind: "signed";
  readonly accessKeyId: string;
  /** `<date>/<region>/<service>/aws4_request`, in its parts. */
  readonly scope: { readonly date: string; readonly region: string; readonly service: string; readonly terminator: string };
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** For example `20150830T123600Z`. */
  readonly date: string;
  /** Seconds for which a presigned url is valid; absent where the signature is in the header. */
  readonly expires?: number;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
export function readAuthorization(
  request: HttpRequest,
  query: readonly (readonly [string, string])[],
): Authorization | Refusal | undefined {
  const header = firstHeaderValue(request.headers, "authorization");
  if (header) return fromHeader(header, request);
  const parameters = new Map(query);
  return parameters.get("X-Amz-Algorithm") === ALGORITHM ? fromQuery(parameters) : undefined;
}

/**
 * The messages are those of API Gateway, as users have published them: a token alone, without a scheme before it, is a scheme without
 * parameters.
 */
function fromHeader(header: string, request: HttpRequest): Authorization | Refusal {
  const parameters = new Map<string, string>();
  const [, pairs] = /^\S+\s+(\S.*)$/s.exec(header) ?? [];
  for (const pair of pairs?.split(",") ?? []) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(pair.trim()) ?? [];
    if (name === undefined || value === undefined) {
      return refuse(
        "IncompleteSignatureException",
        `'${pair.trim()}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`,
      );
    }
    parameters.set(name, value);
  }
  const date = firstHeaderValue(request.headers, "x-amz-date") ?? isoDate(firstHeaderValue(request.headers, "date"));
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (date === undefined) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (missing.length > 0 || date === undefined)
    return refuse("IncompleteSignatureException", `${missing.join(" ")} Authorization=${header}`);
  if (!header.startsWith(`${ALGORITHM} `))
    return refuse("IncompleteSignatureException", `Unsupported AWS 'algorithm': '${header.split(" ", 1)[0]}'.`);
  return authorization(parameters.get("Credential"), parameters.get("SignedHeaders"), parameters.get("Signature"), date);
}

function fromQuery(parameters: ReadonlyMap<string, string>): Authorization | Refusal {
  const missing = ["Credential", "Signature", "SignedHeaders", "Date"].filter((name) => !parameters.get(`X-Amz-${name}`));
  if (missing.length > 0) {
    return refuse(
      "IncompleteSignatureException",
      missing.map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`).join(" "),
    );
  }
  const expires = Number(parameters.get("X-Amz-Expires") ?? 900);
  if (!Number.isInteger(expires) || expires < 0 || expires > 604_800) {
    return refuse("InvalidSignatureException", "X-Amz-Expires must be between 0 and 604800.");
  }
  const signed = authorization(
    parameters.get("X-Amz-Credential"),
    parameters.get("X-Amz-SignedHeaders"),
    parameters.get("X-Amz-Signature"),
    parameters.get("X-Amz-Date"),
  );
  return signed.kind === "signed" ? { ...signed, expires } : signed;
}

function authorization(credential = "", signedHeaders = "", signature = "", date = ""): Authorization | Refusal {
  const parts = credential.split("/");
  const [accessKeyId, scopeDate, region, service, terminator] = parts;
  if (
    accessKeyId === undefined ||
    scopeDate === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined ||
    parts.length > 5
  ) {
    return refuse(
      "IncompleteSignatureException",
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'.`,
    );
  }
  const scope = { date: scopeDate, region, service, terminator };
  return { kind: "signed", accessKeyId, scope, signature, date, signedHeaders: signedHeaders.toLowerCase().split(";") };
}

/** A `Date` header, which is HTTP's or already ISO 8601. */
function isoDate(date: string | undefined): string | undefined {
  if (date === undefined || /^\d{8}T\d{6}Z$/.test(date)) return date;
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : basicDate(time);
}

/** ISO 8601's basic format, for example `20150830T123600Z`. */
export function basicDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
