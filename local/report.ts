import type { DomainUrl } from "./domains";
import type { LocalApi } from "./resources/index";

/** One request and what became of it. */
export interface RequestEvent {
  readonly method: string;
  /** The request target as it came. */
  readonly path: string;
  readonly api: string;
  readonly stage: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  /** The execution log. */
  readonly trace: readonly string[];
}

export interface ReadyEvent {
  readonly port: number;
  readonly account: string;
  readonly region: string;
  readonly apis: readonly { readonly name: string; readonly id: string; readonly stage: string; readonly url: string }[];
  /** Present where the program has custom domain names. */
  readonly domains?: readonly DomainUrl[];
}

/** How the local command tells what happens. */
export interface Report {
  ready(event: ReadyEvent, apis: readonly LocalApi[]): void;
  request(event: RequestEvent): void;
  /** A line of a log, or something that is not as on AWS. */
  line(text: string): void;
  /** What was asked for, to standard output. */
  text(text: string): void;
}

/** For people: a table and a line per request on standard output. For programs: a JSON object per line there, and the rest on standard error. */
export function createReport(json: boolean): Report {
  const write = process.stdout.write.bind(process.stdout);
  const error = process.stderr.write.bind(process.stderr);
  // Whoever read the output may be gone; the server goes on.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  // What the program prints must not come between the lines.
  if (json) process.stdout.write = error;
  const line = (text: string) => void error(`${text}\n`);
  const text = (text: string) => void write(`${text}\n`);
  return json
    ? {
        ready: (event, apis) => {
          text(JSON.stringify({ event: "ready", ...event }));
          line(table(event, apis));
        },
        request: (event) => text(JSON.stringify({ event: "request", ...event })),
        line,
        text,
      }
    : {
        ready: (event, apis) => text(table(event, apis)),
        request: (event) => text(summary(event)),
        line,
        text,
      };
}

/** The APIs, their routes and where they are. */
export function table({ account, region, apis: stages, domains = [] }: ReadyEvent, apis: readonly LocalApi[]): string {
  const lines = apis.flatMap(({ name, id, definition }) => [
    `${name} (${id})`,
    ...(definition.endpoint.disableExecuteApiEndpoint
      ? ["  by custom domain names alone"]
      : stages.filter((stage) => stage.id === id).map(({ url }) => `  ${url}`)),
    ...Object.values(definition.routes).map(({ method, path }) => `    ${method.padEnd(8)}${path}`),
  ]);
  return [`Account ${account}, region ${region}`, ...lines, ...domainLines(domains)].join("\n");
}

/** Each custom domain name with a command for each way in, to be copied. */
function domainLines(domains: readonly DomainUrl[]): string[] {
  return [...new Set(domains.map(({ domainName }) => domainName))].flatMap((name) => [
    name,
    ...domains
      .filter(({ domainName }) => domainName === name)
      .map(({ url, headers, api, stage }) => {
        const options = Object.entries(headers).map(([header, value]) => `-H '${header}: ${value.replaceAll("'", "'\\''")}'`);
        return `  curl ${options.join(" ")} '${url}'  # ${api}${stage === "" ? "" : `/${stage}`}`;
      }),
  ]);
}

const FAILED = /Execution failed|No permission|no role|No policy|does not let/;
const UNREACHED = /leads nowhere|default endpoint is disabled/;

/** A line, and for a failure what the execution log says of it. */
function summary({ method, path, status, milliseconds, trace }: RequestEvent): string {
  const reasons = trace.filter((line) => (status < 500 ? UNREACHED : FAILED).test(line));
  return [`${method} ${path} ${status} ${milliseconds} ms`, ...reasons.map((reason) => `  ${reason}`)].join("\n");
}
