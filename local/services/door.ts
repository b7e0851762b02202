/**
 * Answers what is asked of services that have no address of their own: Lambda's invocations, S3's objects of the program, and for all
 * others that they are not run.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { pairs } from "../../gateway/index";
import { readBody } from "../server/body";
import { type ServiceAnswer, sendServiceAnswer } from "../service-answer";
import type { Callers, KnownCaller } from "./callers";
import type { InvokeApi } from "./invoke-api";
import { answerJson, authorize, type JsonService, perform, ServiceFault } from "./json-service";
import type { Objects } from "./objects";
import { answerQuery, queryOf } from "./query-protocol";

export interface ServicesDoorOptions {
  readonly callers: Callers;
  readonly invokeApi: InvokeApi;
  readonly services: readonly JsonService[];
  readonly objects: Objects;
  readonly log: (line: string) => void;
}

export function createServicesDoor({ callers, invokeApi, services, objects, log }: ServicesDoorOptions): Server {
  const answer = async (request: IncomingMessage): Promise<ServiceAnswer> => {
    const [, keyId = "", region, service = serviceOfHost(request)] =
      /Credential=([^/,\s]+)\/[^/]*\/([^/]*)\/([^/]+)\//.exec(signatureOf(request)) ?? [];
    const caller = callers.callerOf(keyId);
    const target = invokeApi.target({ method: request.method ?? "", target: request.url ?? "" }, region);
    if (target !== undefined && caller !== undefined) return invoke(request, target, caller);
    const known = services.find(({ name }) => name === service);
    if (known !== undefined) return read(request, known, caller);
    const object = service === "s3" ? objects.answer(request, caller) : undefined;
    if (object !== undefined) return object;
    const message = `${service} is not run locally; --endpoint ${service}=URL points to one that is, --endpoint ${service}=aws to AWS itself`;
    return refuse(service, new ServiceFault("NotRunLocally", message), caller);
  };

  const refuse = (service: string, { type, message }: ServiceFault, caller: KnownCaller | undefined): ServiceAnswer => {
    log(`${caller === undefined ? "" : `[${caller.name}] `}${message}`);
    return fault(service, type, message);
  };

  const read = async (request: IncomingMessage, service: JsonService, caller: KnownCaller | undefined): Promise<ServiceAnswer> => {
    const unknown = "The security token included in the request is invalid.";
    if (caller === undefined) return refuse(service.name, new ServiceFault("UnrecognizedClientException", unknown), caller);
    const { "x-amz-target": target, "content-type": contentType = "" } = request.headers;
    const body = await readBody(request);
    const query = service.takesQueries && target === undefined ? queryOf(request.url ?? "", contentType, body) : undefined;
    if (query !== undefined) {
      const output = perform(service, query.action, () => query.input, caller);
      if (output instanceof ServiceFault) refuse(service.name, output, caller);
      return answerQuery(query.action, output);
    }
    const answered = answerJson(service, String(target ?? ""), body, caller);
    return answered instanceof ServiceFault ? refuse(service.name, answered, caller) : answered;
  };

  const invoke = async (request: IncomingMessage, arn: string, caller: KnownCaller): Promise<ServiceAnswer> => {
    try {
      authorize(caller, "lambda:InvokeFunction", arn);
    } catch (error) {
      if (error instanceof ServiceFault) return { ...refuse("lambda", error, caller), status: 403 };
      throw error;
    }
    const { status, headers, body } = await invokeApi.answer({ headers: pairs(request.rawHeaders), body: await readBody(request) }, arn);
    return { status, headers: Object.fromEntries(headers), body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
  };

  return createServer((request, response) => {
    request.on("error", () => {});
    response.on("error", () => {});
    if (request.headers.origin !== undefined)
      sendServiceAnswer(response, fault("lambda", "AccessDeniedException", "No service answers a web page here"));
    else
      answer(request).then(
        (found) => {
          request.resume();
          sendServiceAnswer(response, found);
        },
        () => response.destroy(),
      );
  });
}

/** In the header, or in the query of a presigned url. */
function signatureOf({ headers, url = "" }: IncomingMessage): string {
  return headers.authorization ?? `Credential=${new URLSearchParams(url.split("?")[1]).get("X-Amz-Credential") ?? ""}`;
}

/** Those whose errors are XML: https://smithy.io/2.0/aws/protocols/ */
const XML = new Set([
  "autoscaling",
  "cloudformation",
  "cloudfront",
  "ec2",
  "elasticache",
  "elasticloadbalancing",
  "email",
  "iam",
  "rds",
  "redshift",
  "route53",
  "s3",
  "ses",
  "sns",
  "sts",
]);

function fault(service: string, type: string, message: string): ServiceAnswer {
  const error = `<Error><Type>Sender</Type><Code>${type}</Code><Message>${message.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</Message></Error>`;
  const body = !XML.has(service)
    ? JSON.stringify({ __type: type, message })
    : service === "s3"
      ? error
      : `<ErrorResponse>${error}</ErrorResponse>`;
  const headers = { "Content-Type": XML.has(service) ? "application/xml" : "application/x-amz-json-1.1", "x-amzn-ErrorType": type };
  return { status: 400, headers, body: Buffer.from(body) };
}

/** Of a request without a signature, `bucket.s3.us-east-1.amazonaws.com` for example. */
function serviceOfHost({ headers }: IncomingMessage): string {
  const labels = (headers["x-local-host"]?.toString() ?? headers.host ?? "").split(".");
  return labels.find((label) => label === "s3") ?? labels[0]?.replace(/:\d+$/, "") ?? "the service";
}
