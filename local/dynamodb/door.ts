import { createServer, type IncomingMessage, type Server } from "node:http";
import { crc32 } from "node:zlib";
import { dynamoDbPermissions } from "../../gateway/index";
import { arnIn, type Cloud } from "../program/index";
import { type ServiceAnswer, sendServiceAnswer } from "../service-answer";
import type { Engine } from "./engine";
import { createNames, type Names } from "./names";

/** Who asks, by the access key id of the request's signature. */
export interface Caller {
  readonly arn: string;
  allows(action: string, resource: string): boolean;
}

export interface DoorOptions {
  readonly cloud: Cloud;
  readonly engine: Engine;
  /** Undefined of an access key that nobody has. */
  readonly callerOf: (accessKeyId: string) => Caller | undefined;
  readonly log: (line: string) => void;
}

/** What a request may hold: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const LARGEST_REQUEST = 16 * 1024 * 1024;

/**
 * The HTTP server in front of the engine. It lets in whole requests of known callers alone, and nothing that a web page sends: its answers
 * allow no other origin to read them.
 * Whatever the engine does, the caller gets an error of DynamoDB's own.
 */
export function createDoor({ cloud, engine, callerOf, log }: DoorOptions): Server {
  const answer = async (request: IncomingMessage, sent: Buffer): Promise<ServiceAnswer> => {
    if (request.headers.origin !== undefined) return fault(403, "AccessDeniedException", "DynamoDB answers no web page here");
    if (request.method !== "POST") return fault(404, "UnknownOperationException");
    if (sent.length > LARGEST_REQUEST) return fault(413, "RequestEntityTooLarge");
    const operation = operationOf(request);
    const [, accessKeyId, region = cloud.region] =
      /Credential=([^/,\s]+)\/(?:[^/]*\/([^/]+))?/.exec(request.headers.authorization ?? "") ?? [];
    // Of the region for which it is signed: tables of all regions are in one engine.
    const asked = { ...cloud, region };
    if (accessKeyId === undefined) return fault(400, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    const caller = callerOf(accessKeyId);
    if (caller === undefined) return fault(400, "UnrecognizedClientException", "The security token included in the request is invalid.");
    const denied = dynamoDbPermissions(operation, sent, arnIn(asked, "dynamodb", "")).find(
      ({ action, resource }) => !caller.allows(action, resource),
    );
    if (denied !== undefined) {
      const message = `User: ${caller.arn} is not authorized to perform: ${denied.action} on resource: ${denied.resource} because no identity-based policy allows the ${denied.action} action`;
      log(`DynamoDB: ${message}`);
      return fault(400, "AccessDeniedException", message);
    }
    return ask(operation, request, sent, createNames(asked));
  };

  const ask = async (operation: string, { headers }: IncomingMessage, sent: Buffer, names: Names): Promise<ServiceAnswer> => {
    const { body: translated, renamed } = names.translate(sent);
    try {
      const {
        status,
        headers: given,
        body: raw,
      } = await engine.ask({ ...forwarded(headers), "content-length": String(translated.length) }, translated);
      if (raw.includes("#UnknownOperationException"))
        log(
          `DynamoDB: ${operation} is not among the operations that are run locally; --endpoint dynamodb=URL points to a DynamoDB that has it`,
        );
      if (status >= 500) log(`DynamoDB: ${operation} was answered ${status}: ${raw.toString("utf8")}`);
      const body = names.answer(raw, renamed);
      const type = given["content-type"] ?? "application/x-amz-json-1.0";
      return {
        status,
        body,
        headers: { "Content-Type": type, "x-amzn-RequestId": String(given["x-amzn-requestid"] ?? ""), "x-amz-crc32": String(crc32(body)) },
      };
    } catch (error) {
      log(`DynamoDB: ${operation} was answered 500: ${error instanceof Error ? error.message : error}`);
      return fault(500, "InternalServerError", "The request processing has failed because of an internal error of the local DynamoDB");
    }
  };

  return createServer((request, response) => {
    void readWhole(request).then(
      async (body) => sendServiceAnswer(response, await answer(request, body)),
      // The client went away before it had sent everything.
      () => response.destroy(),
    );
  });
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function fault(status: number, type: string, message?: string): ServiceAnswer {
  const body = Buffer.from(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, ...(message !== undefined && { message }) }));
  return { status, headers: { "Content-Type": "application/x-amz-json-1.0", "x-amz-crc32": String(crc32(body)) }, body };
}

function operationOf({ headers }: IncomingMessage): string {
  return String(headers["x-amz-target"] ?? "")
    .split(".")
    .at(-1) as string;
}

const FORWARDED = ["content-type", "x-amz-target", "x-amz-date", "authorization"];

function forwarded(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(FORWARDED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

/** The body, or of a larger one as much as shows that it is too large. Rejects if it breaks off. */
function readWhole(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_REQUEST) chunks.push(chunk);
    });
    request.on("end", () => resolve(length <= LARGEST_REQUEST ? Buffer.concat(chunks) : Buffer.alloc(LARGEST_REQUEST + 1)));
    request.on("close", () => reject(new Error("the client went away")));
    request.on("error", reject);
  });
}
