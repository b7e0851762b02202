/** A request as text for other places. */
import type { Body, HeaderLines, Step } from "../../gateway/index";
import type { RequestDetail } from "../protocol";
import { belowStage } from "./below-stage";

/** What a client sent, of what API Gateway saw. */
export interface ClientRequest {
  readonly method: string;
  /** `/<api>/<stage>/<path>?<query>`, or what was sent to the host that `headers` have. */
  readonly target: string;
  readonly headers: HeaderLines;
  /** A text, or the base64 of what is none. */
  readonly body: string;
  readonly binary: boolean;
}

// These are API Gateway's own additions, or follow from the connection.
const NOT_THE_CLIENTS = new Set([
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-amzn-trace-id",
  "content-length",
  "connection",
]);

/** The request as its client sent it. */
export function clientRequest(detail: RequestDetail): ClientRequest {
  const request = methodRequest(detail);
  const left = belowStage(detail) !== undefined ? new Set([...NOT_THE_CLIENTS, "host"]) : NOT_THE_CLIENTS;
  const headers = (request?.headers ?? []).filter(([name]) => !left.has(name.toLowerCase()));
  return {
    method: detail.method,
    target: detail.path,
    headers,
    body: request?.body.text ?? "",
    binary: request?.body.binary ?? false,
  };
}

/** What a copy of the request lacks; undefined where it is whole. */
export function lackOf(detail: RequestDetail): string | undefined {
  if (methodRequest(detail)?.body.truncated) return "without the end of its body";
  return detail.hidden ? "with its credentials hidden" : undefined;
}

function methodRequest({ steps }: Pick<RequestDetail, "steps">) {
  return steps.find((step): step is Extract<Step, { readonly kind: "methodRequest" }> => step.kind === "methodRequest");
}

/** A command for a POSIX shell. */
export function asCurl({ method, target, headers, body, binary }: ClientRequest, origin: string): string {
  const verb = method === "GET" ? "" : method === "HEAD" ? " --head" : ` -X ${method}`;
  const parts = [
    `${binary ? `printf %s ${quoted(body)} | base64 -d | ` : ""}curl -i${verb} ${quoted(origin + target)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === "" ? [] : [`--data-binary ${binary ? "@-" : quoted(body)}`]),
  ];
  return parts.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The event that a function was invoked with; undefined where none was. */
export function asEvent({ steps }: RequestDetail): string | undefined {
  const request = steps.findLast((step) => step.kind === "integrationRequest");
  return request?.functionArn === undefined ? undefined : request.body.text;
}

/** What a client of its own sends with every request. */
const USUAL: HeaderLines = [
  ["accept", "*/*"],
  ["accept-language", "*"],
  ["sec-fetch-mode", "cors"],
];

/** A test in the words of `lambda-rest-api/testing`, which expects what was answered. */
export function asTest(detail: RequestDetail): string {
  const { api, stage, status, steps } = detail;
  const { method, target, headers, body, binary } = clientRequest(detail);
  const path = `${methodRequest(detail)?.path ?? "/"}${/\?.*/.exec(target)?.[0] ?? ""}`;
  const sent = headers.filter(([name, value]) => {
    const lower = name.toLowerCase();
    return !["host", "accept-encoding", "user-agent"].includes(lower) && !USUAL.some(([one, usual]) => one === lower && usual === value);
  });
  const members = [
    ...(method === "GET" ? [] : [`method: ${JSON.stringify(method)}`]),
    ...(sent.length === 0 ? [] : [`headers: ${written(headersOf(sent), 4)}`]),
    ...(body === "" ? [] : [`body: ${binary ? `Buffer.from(${JSON.stringify(body)}, "base64")` : JSON.stringify(body)}`]),
  ];
  const init = members.length === 0 ? "" : `, {\n${members.map((member) => `    ${member},\n`).join("")}  }`;
  const answer = steps.at(-1);
  const expected = answer !== undefined && "body" in answer && answer.body !== undefined ? expectation(answer.body) : [];
  return [
    `it(${JSON.stringify(`answers ${method} ${path} with ${status}`)}, async () => {`,
    `  const stage = local.api(${JSON.stringify(api)}).stage(${JSON.stringify(stage)});`,
    `  const response = await stage.fetch(${JSON.stringify(path)}${init});`,
    `  stage.assertStatus(response, ${status});`,
    ...expected,
    "});",
  ].join("\n");
}

function expectation({ text, bytes, binary, truncated }: Body): readonly string[] {
  // Of these there is not all.
  if (bytes === null || truncated) return [];
  if (binary) return [`  assert.equal(Buffer.from(await response.arrayBuffer()).toString("base64"), ${JSON.stringify(text)});`];
  const json = parsed(text);
  return [
    json === undefined
      ? `  assert.equal(await response.text(), ${JSON.stringify(text)});`
      : `  assert.deepEqual(await response.json(), ${written(json, 2)});`,
  ];
}

/** Headers by name, or line by line where one comes twice. */
function headersOf(lines: HeaderLines): unknown {
  const names = lines.map(([name]) => name.toLowerCase());
  return new Set(names).size === names.length ? Object.fromEntries(lines) : lines;
}

/** As source, whose further lines are indented by so many characters. */
function written(value: unknown, indent: number): string {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${" ".repeat(indent)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
