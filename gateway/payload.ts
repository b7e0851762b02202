/** A body as text or as bytes: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html */
import type { ContentHandling } from "../definition/index";
import { Fault } from "./fault";
import { decodeBase64 } from "./media-types";

/** What a template can read, or what can only be passed on. */
export type Payload = { readonly kind: "text"; readonly text: string } | { readonly kind: "binary"; readonly bytes: Buffer };

/** A request's body as its integration gets it (recorded: S3 binary support, request). */
export function requestPayload(body: Buffer, binary: boolean, contentHandling: ContentHandling | undefined): Payload {
  if (binary) return contentHandling === "CONVERT_TO_TEXT" ? text(body.toString("base64")) : bytes(body);
  return contentHandling === "CONVERT_TO_BINARY" ? bytes(fromBase64(body)) : text(body.toString("utf8"));
}

/** An integration's body as the client gets it (recorded: S3 binary support, response). */
export function responsePayload(
  body: Buffer,
  binary: boolean,
  acceptsBinary: boolean,
  contentHandling: ContentHandling | undefined,
): Payload {
  if (body.length === 0) return text(""); // What a MOCK answers can go through a template whatever the binary media types are (serverless: CORS with all types binary).
  const wanted = contentHandling ?? (acceptsBinary ? "CONVERT_TO_BINARY" : "CONVERT_TO_TEXT");
  if (binary) return wanted === "CONVERT_TO_TEXT" ? text(body.toString("base64")) : bytes(body);
  return wanted === "CONVERT_TO_BINARY" ? bytes(fromBase64(body)) : text(body.toString("utf8"));
}

/** The bytes of a payload. */
export function bytesOf(payload: Payload): Buffer {
  return payload.kind === "text" ? Buffer.from(payload.text) : payload.bytes;
}

function fromBase64(body: Buffer): Buffer {
  const decoded = decodeBase64(unquoted(body.toString("latin1")));
  if (decoded === undefined)
    throw new Fault("API_CONFIGURATION_ERROR", { log: "Execution failed due to configuration error: Unable to base64 decode the body." });
  return decoded;
}

/** A function's result is JSON, so that its base64 text comes in quotes (developer guide: binary media through a Lambda function). */
function unquoted(body: string): string {
  return /^"[A-Za-z0-9+/=]*"$/.test(body) ? body.slice(1, -1) : body;
}

function text(value: string): Payload {
  return { kind: "text", text: value };
}

function bytes(value: Buffer): Payload {
  return { kind: "binary", bytes: value };
}
