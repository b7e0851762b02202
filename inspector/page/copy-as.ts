/** A request as text for other places. */
import type { HeaderLines } from "../../gateway/index";
import type { RequestDetail } from "../protocol";

/** What a client sent, of what API Gateway saw. */
export interface ClientRequest {
  readonly method: string;
  /** `/<api>/<stage>/<path>?<query>` */
  readonly target: string;
  readonly headers: HeaderLines;
  readonly body: string;
}

// These are API Gateway's own additions, or follow from the connection.
const NOT_THE_CLIENTS = new Set([
  "host",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-amzn-trace-id",
  "content-length",
  "connection",
]);

/** The request as its client sent it. */
export function clientRequest({ method, path, steps }: RequestDetail): ClientRequest {
  const request = steps.find((step) => step.kind === "methodRequest");
  const headers = (request?.headers ?? []).filter(([name]) => !NOT_THE_CLIENTS.has(name.toLowerCase()));
  return { method, target: path, headers, body: request?.body.text ?? "" };
}

/** A command for a POSIX shell. */
export function asCurl({ method, target, headers, body }: ClientRequest, origin: string): string {
  const parts = [
    `curl -i${method === "GET" ? "" : ` -X ${method}`} ${quoted(origin + target)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === "" ? [] : [`--data-binary ${quoted(body)}`]),
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

/** A test in the words of `lambda-rest-api/testing`, which expects what was answered. */
export function asTest(detail: RequestDetail): string {
  const { api, stage, status, steps } = detail;
  const { method, target, headers, body } = clientRequest(detail);
  const path = target.slice(`/${encodeURIComponent(api)}/${stage}`.length) || "/";
  const answer = steps.at(-1);
  const answered = answer !== undefined && "body" in answer ? (answer.body?.text ?? "") : "";
  const named = headers.filter(([name]) => !["accept", "accept-encoding", "user-agent"].includes(name.toLowerCase()));
  const init = {
    ...(method !== "GET" && { method }),
    ...(named.length > 0 && { headers: Object.fromEntries(named) }),
    ...(body !== "" && { body }),
  };
  const given = Object.keys(init).length === 0 ? "" : `, ${JSON.stringify(init, null, 2).replaceAll("\n", "\n  ")}`;
  return [
    `it(${JSON.stringify(`answers ${method} ${path} with ${status}`)}, async () => {`,
    `  const response = await local.api(${JSON.stringify(api)}).stage(${JSON.stringify(stage)}).fetch(${JSON.stringify(path)}${given});`,
    `  assert.equal(response.status, ${status});`,
    isJson(answered)
      ? `  assert.deepEqual(await response.json(), ${JSON.stringify(JSON.parse(answered), null, 2).replaceAll("\n", "\n  ")});`
      : `  assert.equal(await response.text(), ${JSON.stringify(answered)});`,
    "});",
  ].join("\n");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
