/** The execution log of one request, in the form of API Gateway's own test-invoke log. */

/** Texts and bodies are cut after so many characters (seen: execution logs). */
const LONGEST_VALUE = 998;

export interface Trace {
  /** Adds a line with the time before it. */
  line(text: string): void;
  lines(): readonly string[];
}

/** Starts the log of the request `requestId`. */
export function startTrace(requestId: string, clock: () => number): Trace {
  const lines = [`Execution log for request ${requestId}`];
  const line = (text: string): void => {
    lines.push(`${timestamp(clock())} : ${text}`);
  };
  line(`Starting execution for request: ${requestId}`);
  return { line, lines: () => lines };
}

/** A map as Java prints it, `{a=1, b=2}`, cut where it is long. */
export function printMap(entries: Iterable<readonly [string, string | readonly string[]]>): string {
  const printed = [...entries].map(([name, value]) => `${name}=${typeof value === "string" ? value : value.join(",")}`);
  return cut(`{${printed.join(", ")}}`);
}

/** A body as the log shows it: its text, or that it is binary. */
export function printBody(body: Buffer | string, binary = false): string {
  if (binary) return "[Binary Data]";
  return cut(typeof body === "string" ? body : body.subarray(0, 4 * LONGEST_VALUE).toString("utf8"));
}

function cut(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)} [TRUNCATED]` : text;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** A time as Java prints a date. */
export function timestamp(milliseconds: number): string {
  const date = new Date(milliseconds);
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(date.toUTCString()) ?? [];
  return `${DAYS[date.getUTCDay()]} ${month} ${day} ${time} UTC ${year}`;
}
