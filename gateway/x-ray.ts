/** The `X-Amzn-Trace-Id` header: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
import { headerValue } from "./headers";
import type { GatewayOptions, HttpRequest } from "./types";

/** One request's place in a trace. */
export interface TraceHeader {
  /** What an integration gets in its headers: the client's own, or the root that starts here. */
  readonly forwarded: string;
  /** `Root=…;Parent=…;Sampled=…`, for Lambda and for the client. */
  readonly full: string;
  /** `$context.xrayTraceId`. */
  readonly root: string;
}

// X-Ray's default sampling rule: the first request of each second and five percent of the others.
const FIXED_RATE = 0.05;

/** Starts a trace for each request, or goes on with the client's (recorded: trace ids; a root alone keeps it and gets a parent). */
export function compileTracing(options: GatewayOptions): (request: HttpRequest) => TraceHeader {
  let sampledSecond = -1;
  const sample = (): boolean => {
    if (!options.stage.tracing) return false;
    const second = Math.floor(options.clock() / 1000);
    if (second === sampledSecond) return options.random() < FIXED_RATE;
    sampledSecond = second;
    return true;
  };
  return ({ headers }) => {
    const header = headerValue(headers, "X-Amzn-Trace-Id");
    const sent = header === undefined ? NONE : fieldsOf(header);
    const root = sent.get("root") ?? newRoot(options);
    const parent = sent.get("parent") ?? options.randomBytes(8).toString("hex");
    const sampled = sent.get("sampled") ?? (sent.has("parent") || sample() ? "1" : "0");
    const full = `Root=${root};Parent=${parent};Sampled=${sampled}`;
    return { full, root, forwarded: options.stage.tracing || sent.has("parent") ? full : `Root=${root}` };
  };
}

/** The ID of a trace that begins now. */
export function newRoot({ clock, randomBytes }: Pick<GatewayOptions, "clock" | "randomBytes">): string {
  const time = Math.floor(clock() / 1000)
    .toString(16)
    .padStart(8, "0");
  return `1-${time}-${randomBytes(12).toString("hex")}`;
}

const NONE: ReadonlyMap<string, string> = new Map();

function fieldsOf(header: string): Map<string, string> {
  return new Map(header.split(";").flatMap((field) => (/^\s*(\w+)=([\w-]+)\s*$/.exec(field) ? [pairOf(field)] : [])));
}

function pairOf(field: string): readonly [string, string] {
  const [name = "", value = ""] = field.trim().split("=");
  return [name.toLowerCase(), value];
}
