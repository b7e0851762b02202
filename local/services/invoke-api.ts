/** Lambda's own API, as far as functions are invoked by it: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
import { firstHeaderValue, type HeaderLine, type HttpRequest } from "../../gateway/index";
import type { LambdaService } from "../lambda/index";
import { type Cloud, isMapping } from "../program/index";
import { functionArn } from "../resources/index";
import type { Answer, Reply } from "../server/index";

export interface InvokeApi {
  /** The ARN of the function that a request invokes, with its qualifier; undefined where it is another request. @default region the stack's */
  target(request: Pick<HttpRequest, "method" | "target">, region?: string): string | undefined;
  answer(request: Pick<HttpRequest, "headers" | "body">, functionArn: string): Promise<Reply>;
}

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations\/?(?:\?(.*))?$/;

/** Bytes of its log that the caller gets. */
const TAIL = 4096;

export function createInvokeApi(invoke: LambdaService["invoke"], cloud: Cloud): InvokeApi {
  return {
    target({ method, target }, region = cloud.region) {
      const [, name, query] = PATH.exec(target) ?? [];
      if (method !== "POST" || name === undefined) return undefined;
      const arn = functionArn(decoded(name), { ...cloud, region });
      const qualifier = new URLSearchParams(query).get("Qualifier");
      return qualifier === null ? arn : `${arn}:${qualifier}`;
    },
    async answer({ headers, body }, arn) {
      const type = firstHeaderValue(headers, "x-amz-invocation-type") ?? "RequestResponse";
      if (type !== "RequestResponse" && type !== "Event" && type !== "DryRun")
        return fault(400, "InvalidParameterValueException", `Unknown invocation type: ${type}`);
      const clientContext = clientContextIn(firstHeaderValue(headers, "x-amz-client-context"));
      if (clientContext === false)
        return fault(400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
      const lines: string[] = [];
      const result = await invoke({
        functionArn: arn,
        invocationType: type,
        payload: body,
        traceId: firstHeaderValue(headers, "x-amzn-trace-id") ?? "",
        streaming: false,
        ...(clientContext !== undefined && { clientContext }),
        ...(firstHeaderValue(headers, "x-amz-log-type") === "Tail" && { tail: (line: string) => void lines.push(line) }),
      });
      if (result.kind === "refused") return fault(result.status, result.errorType, result.message);
      if (result.kind !== "payload") return reply(type === "Event" ? 202 : 204, Buffer.alloc(0), []);
      const log = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      return reply(200, result.payload, [
        ...(result.version === undefined ? [] : [["X-Amz-Executed-Version", result.version] as const]),
        ...(result.functionError === undefined ? [] : [["X-Amz-Function-Error", result.functionError] as const]),
        ...(log.length === 0 ? [] : [["X-Amz-Log-Result", log.subarray(-TAIL).toString("base64")] as const]),
      ]);
    },
  };
}

/** Answers invocations of functions too, as `aws lambda invoke --endpoint-url` sends them; no web page may. */
export function withInvokeApi(answer: Answer, api: InvokeApi): Answer {
  return (request) => {
    const arn = api.target(request);
    return arn === undefined || firstHeaderValue(request.headers, "origin") !== undefined ? answer(request) : api.answer(request, arn);
  };
}

/** What the caller tells of itself, as the function's runtime gets it in a header; false where it is nothing that Lambda takes. */
function clientContextIn(header: string | undefined): string | undefined | false {
  if (header === undefined) return undefined;
  try {
    const context: unknown = JSON.parse(Buffer.from(header, "base64").toString());
    return isMapping(context) && asciiJson(context);
  } catch {
    return false;
  }
}

function asciiJson(value: object): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function reply(status: number, body: Buffer, headers: readonly HeaderLine[]): Reply {
  return { status, headers: [["Content-Type", "application/json"], ["Content-Length", String(body.length)], ...headers], body };
}

function fault(status: number, type: string, message: string): Reply {
  return reply(status, Buffer.from(JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message, message })), [
    ["x-amzn-ErrorType", type],
  ]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
