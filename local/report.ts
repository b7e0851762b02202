import { styleText } from "node:util";
import type { Route } from "../definition/index";
import type { Explanation, Step, Trace } from "../gateway/index";
import type { DomainUrl } from "./domains";
import { writeGathered, writeLine } from "./output";
import { printable } from "./printable";
import type { TypeDiagnostic } from "./program/index";
import type { LocalApi } from "./resources/index";

/** One request and what became of it. */
export interface RequestEvent {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly method: string;
  /** The request target as it came. */
  readonly path: string;
  readonly api: string;
  readonly stage: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  /** Of the request and the answer together, as far as it is not streamed. */
  readonly bodyBytes: number;
  /** The key of the route that answered; absent where none did. */
  readonly route?: string;
  /** Milliseconds of the integration's part; absent where it was not reached. */
  readonly integrationLatency?: number;
  /** Milliseconds that the integration's function itself ran, as its REPORT has them; absent where none did, and of a stream. */
  readonly functionDuration?: number;
  /** Absent where no API was reached. */
  readonly trace?: Trace;
  /** Why none was. */
  readonly reason?: string;
}

export interface ReadyEvent {
  readonly port: number;
  readonly account: string;
  readonly region: string;
  readonly apis: readonly { readonly name: string; readonly id: string; readonly stage: string; readonly url: string }[];
  /** Present where the program has custom domain names. */
  readonly domains?: readonly DomainUrl[];
  /** Present where DynamoDB is run: its address, and the access key that may do everything there, with any secret. */
  readonly dynamoDb?: { readonly endpoint: string; readonly accessKeyId: string };
}

/** How the local command tells what happens. */
export interface Report {
  ready(event: ReadyEvent, apis: readonly LocalApi[]): void;
  request(event: RequestEvent): void;
  /** What the compiler refuses of the program that is served. */
  typeErrors(errors: readonly TypeDiagnostic[]): void;
  /** A line of a log, or something that is not as on AWS. */
  line(text: string): void;
  /** What was asked for, to standard output. */
  text(text: string): void;
}

export interface ReportOptions {
  /** Whether standard output is for programs. */
  readonly json: boolean;
  /** Whether people get each request's execution log. @default false */
  readonly verbose?: boolean;
}

/**
 * For people: a table and a line per request on standard output. For programs: a JSON object per line there, and the rest on standard
 * error.
 */
export function createReport({ json, verbose = false }: ReportOptions): Report {
  const paint = process.stdout.hasColors?.() ? styled : plain;
  // Whoever read the output may be gone; the server goes on.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  // What the program prints must not come between the lines.
  if (json) process.stdout.write = process.stderr.write.bind(process.stderr);
  const line = (text: string) => writeLine("stderr", () => text);
  const text = (text: string) => writeLine("stdout", () => text);
  let inspector = "";
  return json
    ? {
        ready: (event, apis) => {
          text(JSON.stringify({ event: "ready", ...event }));
          line(table(event, apis) + databaseLine(event));
          writeGathered();
        },
        request: (event) => writeLine("stdout", () => JSON.stringify(requestObject(event))),
        typeErrors(errors) {
          for (const error of errors) text(JSON.stringify({ event: "type-error", ...error }));
          line(typeErrorLines(errors));
        },
        line,
        text,
      }
    : {
        ready: (event, apis) => {
          text(table(event, apis) + databaseLine(event));
          writeGathered();
          inspector = inspectorOf(event);
        },
        request: (event) => writeLine("stdout", () => summary(event, inspector, paint, verbose)),
        typeErrors: (errors) => line(typeErrorLines(errors)),
        line,
        text,
      };
}

/** What `--json` writes of a request; docs/request-event.schema.json is made of this type. */
export interface RequestObject extends Omit<RequestEvent, "trace" | "reason" | "bodyBytes"> {
  readonly event: "request";
  /** The execution log; where no API was reached, why. */
  readonly trace: readonly string[];
  readonly steps: readonly Step[];
  /** Present where the answer is an error. */
  readonly explanation?: Explanation;
}

/** The gateway is loaded when there is a request to tell of. */
const gateway = (): typeof import("../gateway/index") => require("../gateway/index");

export function requestObject({ trace, reason, bodyBytes: _, ...event }: RequestEvent): RequestObject {
  if (trace === undefined) return { event: "request", ...event, trace: [reason ?? ""], steps: [] };
  const steps = trace.steps();
  const explanation = gateway().explain(steps);
  return { event: "request", ...event, trace: gateway().executionLog(trace, steps), steps, ...(explanation && { explanation }) };
}

/** The APIs, their routes and where they are. */
export function table({ account, region, apis: stages, domains = [] }: ReadyEvent, apis: readonly LocalApi[]): string {
  const lines = apis.flatMap(({ name, id, definition }) => [
    `${name} (${id})`,
    ...(definition.endpoint.disableExecuteApiEndpoint
      ? ["  by custom domain names alone"]
      : stages.filter((stage) => stage.id === id).map(({ url }) => `  ${url}`)),
    ...Object.values(definition.routes).map((route) => `    ${route.method.padEnd(8)}${route.path}${access(route)}`),
  ]);
  const inspector = stages.length === 0 ? [] : [`Inspector, in a browser: ${inspectorOf({ apis: stages })}`];
  return [`Account ${account}, region ${region}`, ...lines, ...domainLines(domains), ...inspector].join("\n");
}

/** Further ones are mostly of the same cause. */
const TYPE_ERRORS = 20;

function typeErrorLines(errors: readonly TypeDiagnostic[]): string {
  const lines = errors
    .slice(0, TYPE_ERRORS)
    .map(({ file, line, column, code, message }) => `${file}:${line}:${column}: ${code}: ${message}`);
  const more = errors.length > TYPE_ERRORS ? [`and ${errors.length - TYPE_ERRORS} more`] : [];
  return ["warning: Pulumi would refuse the program, whose types are wrong:", ...lines, ...more].join("\n");
}

/** For who looks at the terminal, and for nobody who calls. */
function databaseLine({ dynamoDb }: ReadyEvent): string {
  return dynamoDb === undefined ? "" : `\nDynamoDB: ${dynamoDb.endpoint} (AWS_ACCESS_KEY_ID=${dynamoDb.accessKeyId}, any secret)`;
}

/** Where the server answers browsers. */
function inspectorOf({ apis: [first] }: Pick<ReadyEvent, "apis">): string {
  return first === undefined ? "" : `${new URL(first.url).origin}/`;
}

/** Who may call a route, where not everybody may. */
function access({ authorization, apiKeyRequired }: Route): string {
  const who =
    "authorizer" in authorization ? `authorizer ${authorization.authorizer}` : authorization.type === "AWS_IAM" ? "AWS_IAM" : undefined;
  const needed = [who, apiKeyRequired ? "API key" : undefined].filter((part) => part !== undefined);
  return needed.length === 0 ? "" : `  (${needed.join(", ")})`;
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

type Style = "green" | "yellow" | "red" | "dim";
type Paint = (style: Style, text: string) => string;

const plain: Paint = (_, text) => text;
const styled: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** A line; for an error the step that answered it, why and what to do. */
function summary(
  { method, path, status, milliseconds, requestId, trace, reason }: RequestEvent,
  inspector: string,
  paint: Paint,
  verbose: boolean,
): string {
  const style = status < 400 ? "green" : status < 500 ? "yellow" : "red";
  const link = paint("dim", `  ${inspector}#/requests/${requestId}`);
  const details = trace === undefined ? [`  ${printable(reason ?? "")}`] : status < 400 ? [] : [...explained(trace), link];
  const log =
    verbose && trace !== undefined
      ? gateway()
          .executionLog(trace)
          .map((line) => paint("dim", `  ${printable(line)}`))
      : [];
  return [`${method} ${printable(path)} ${paint(style, String(status))} ${milliseconds} ms`, ...details, ...log].join("\n");
}

function explained(trace: Trace): string[] {
  const explanation = gateway().explain(trace.steps());
  if (explanation === undefined) return [];
  const { step, reason, remedy } = explanation;
  return [`  ${step}: ${printable(reason)}`, ...(remedy === undefined ? [] : [`  ${printable(remedy)}`])];
}
