/** The first step: what the client sent, taken apart and not yet routed. */
import { DROPPED_FROM_REQUEST, headerValue } from "../headers";
import { withoutAuthority } from "../target";
import type { HeaderLine, HttpRequest, VpcEndpoint } from "../types";

/** A request to one stage. */
export interface Invocation {
  /** The request's method, or the one that `X-HTTP-Method-Override` puts in its place. */
  readonly httpMethod: string;
  /** First segment of the target, not decoded. */
  readonly stage: string;
  /** The path below the stage with a single slash at its start, not decoded. */
  readonly path: string;
  /** The path below the stage byte for byte. */
  readonly rawPath: string;
  /** The path as it was sent to a custom domain name, not decoded. */
  readonly domainPath?: string;
  /** The client's headers without those that go no further, and those that API Gateway adds. */
  readonly headers: readonly HeaderLine[];
  /** Decoded query parameters, each with all its values in order. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
  /** By what a request to a private API entered. */
  readonly vpcEndpoint?: VpcEndpoint;
  /** Bytes of the request line and the header lines. */
  readonly headBytes: number;
}

const METHODS = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** Takes a request apart; nothing is refused here. */
export function parseRequest(request: HttpRequest, traceHeader: string): Invocation {
  const [beforeFragment] = cutAt(withoutAuthority(request.target), "#");
  const [pathname, search] = cutAt(beforeFragment, "?");
  const [, stage = "", rawPath = ""] = /^\/*([^/]*)(.*)$/s.exec(pathname) ?? [];
  return {
    httpMethod: methodOf(request),
    stage,
    path: rawPath === "" ? "/" : rawPath.replace(/^\/\/+/, "/"),
    rawPath,
    ...(request.domainPath !== undefined && { domainPath: request.domainPath }),
    headers: headersOf(request, traceHeader),
    query: parseQuery(search),
    body: request.body,
    sourceIp: request.sourceIp,
    protocol: request.protocol,
    ...(request.vpcEndpoint !== undefined && { vpcEndpoint: request.vpcEndpoint }),
    headBytes: headBytesOf(request),
  };
}

// Developer guide, known issues: the header replaces the method.
function methodOf({ method, headers }: HttpRequest): string {
  const override = headerValue(headers, "X-HTTP-Method-Override")?.toUpperCase();
  return override !== undefined && METHODS.has(override) ? override : method;
}

function parseQuery(search: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  // Developer guide, important notes: a semicolon splits the data.
  for (const pair of search.split(/[&;]/)) {
    if (pair === "") continue;
    const [name, value] = cutAt(pair, "=");
    const decoded = decode(name);
    const values = query.get(decoded);
    if (values === undefined) query.set(decoded, [decode(value)]);
    else values.push(decode(value));
  }
  return query;
}

/** What is before the first separator, and what after it; all and nothing where there is none. */
function cutAt(text: string, separator: string): readonly [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** Decodes once; what is no percent-encoding stays as it is. */
function decode(text: string): string {
  if (!/[+%]/.test(text)) return text;
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"));
}

// Recorded: these are there whatever the client sent. CloudFront's, which come before an edge-optimised API, are not made up.
function headersOf({ headers, sourceIp, vpcEndpoint }: HttpRequest, traceHeader: string): HeaderLine[] {
  const port = /:(\d+)$/.exec(headerValue(headers, "Host") ?? "")?.[1];
  const client = headerValue(headers, "X-Forwarded-For");
  const added: readonly HeaderLine[] = [
    ["X-Amzn-Trace-Id", traceHeader],
    ["X-Forwarded-For", client === undefined ? sourceIp : `${client}, ${sourceIp}`],
    ["X-Forwarded-Port", port ?? "443"],
    ["X-Forwarded-Proto", port === undefined ? "https" : "http"],
    ...headersOfVpcEndpoint(vpcEndpoint),
  ];
  const replaced = vpcEndpoint === undefined ? REPLACED : REPLACED_IN_VPC;
  const kept: HeaderLine[] = [];
  for (const line of headers) {
    const name = line[0].toLowerCase();
    if (replaced.has(name)) continue;
    const spelling = NORMALISED.get(name);
    kept.push(spelling === undefined ? line : [spelling, line[1]]);
  }
  kept.push(...added);
  return kept;
}

const REPLACED = new Set([...DROPPED_FROM_REQUEST, "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto"]);
const REPLACED_IN_VPC = new Set([...REPLACED, "x-amzn-vpc-id", "x-amzn-vpce-config", "x-amzn-vpce-id"]);

// Seen: events of private APIs.
function headersOfVpcEndpoint(vpcEndpoint: VpcEndpoint | undefined): readonly HeaderLine[] {
  if (vpcEndpoint === undefined) return [];
  const ofVpc: readonly HeaderLine[] = vpcEndpoint.vpcId === undefined ? [] : [["x-amzn-vpc-id", vpcEndpoint.vpcId]];
  return [...ofVpc, ["x-amzn-vpce-config", "1"], ["x-amzn-vpce-id", vpcEndpoint.id]];
}

function headBytesOf({ method, target, protocol, headers }: HttpRequest): number {
  const lines = headers.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value) + 4, 0);
  return method.length + Buffer.byteLength(target) + protocol.length + 4 + lines;
}

// Recorded: names keep the client's spelling but for these two.
const NORMALISED = new Map(["Authorization", "User-Agent"].map((name) => [name.toLowerCase(), name]));
