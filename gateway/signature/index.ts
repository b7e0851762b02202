import { withoutAuthority } from "../target";
import type { Credentials, HttpRequest } from "../types";
import { type Authorization, basicDate, readAuthorization } from "./authorization";
import { canonicalRequest, parseQuery, signatureOf, stringToSign } from "./canonical";
import { type Refusal, refuse } from "./refusal";

export { readAuthorization } from "./authorization";

/** What a request's AWS Signature Version 4 says of its caller. */
export type SignatureResult = { readonly kind: "unsigned" } | { readonly kind: "valid"; readonly credentials: Credentials } | Refusal;

export interface SignatureOptions {
  readonly credentials: readonly Credentials[];
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const SERVICE = "execute-api";

/** Minutes by which the clocks may differ; API Gateway's messages say so. */
const SKEW = 5;

/**
 * Verifies the signature in a request's `Authorization` header or query string.
 * The refusals are worded as API Gateway words them in answers that users have published.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function verifySignature(request: HttpRequest, options: SignatureOptions): SignatureResult {
  const target = withoutAuthority(request.sentTo?.target ?? request.target);
  const [, path = "", rawQuery = ""] = /^([^?#]*)\??([^#]*)/.exec(target) ?? [];
  const query = parseQuery(rawQuery);
  const authorization = readAuthorization(request, query);
  if (authorization === undefined) return { kind: "unsigned" };
  if (authorization.kind === "refused") return authorization;
  const misdirected = scopeRefusal(authorization, options.region) ?? dateRefusal(authorization, options.now);
  if (misdirected) return misdirected;
  const credentials = options.credentials.find(({ accessKeyId }) => accessKeyId === authorization.accessKeyId);
  if (credentials === undefined) return refuse("UnrecognizedClientException", "The security token included in the request is invalid.");
  const canonical = canonicalRequest(request, path, query, authorization);
  const text = stringToSign(canonical, authorization);
  if (signatureOf(text, credentials.secretAccessKey, authorization) === authorization.signature) return { kind: "valid", credentials };
  return refuse(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation " +
      `for details.\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${text}'\n`,
  );
}

function scopeRefusal({ scope, signedHeaders, date }: Authorization, region: string): Refusal | undefined {
  const problems = [
    ...(scope.region === region ? [] : [`Credential should be scoped to a valid region, not '${scope.region}'. `]),
    ...(scope.service === SERVICE ? [] : [`Credential should be scoped to correct service: '${SERVICE}'. `]),
    ...(scope.terminator === "aws4_request"
      ? []
      : [`Credential should be scoped with a valid terminator: 'aws4_request', not '${scope.terminator}'. `]),
    ...(date.startsWith(scope.date)
      ? []
      : [
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${date.slice(0, 8)}', from '${date}'.`,
        ]),
    ...(signedHeaders.includes("host") ? [] : ["'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."]),
  ];
  return problems.length === 0 ? undefined : refuse("InvalidSignatureException", problems.join(""));
}

function dateRefusal({ date, expires }: Authorization, now: number): Refusal | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signed)) {
    return refuse(
      "IncompleteSignatureException",
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const minutes = expires === undefined ? SKEW : expires / 60;
  const earliest = now - minutes * 60_000;
  const latest = now + SKEW * 60_000;
  if (signed < earliest) {
    return refuse(
      "InvalidSignatureException",
      `Signature expired: ${date} is now earlier than ${basicDate(earliest)} (${basicDate(now)} - ${minutes} min.)`,
    );
  }
  if (signed <= latest) return undefined;
  return refuse(
    "InvalidSignatureException",
    `Signature not yet current: ${date} is still later than ${basicDate(latest)} (${basicDate(now)} + ${SKEW} min.)`,
  );
}
