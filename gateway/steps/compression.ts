/** Content encoding: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { PAYLOAD_BYTES } from "../../definition/index";
import type { Call, Reply } from "../call";
import { Fault } from "../fault";
import { headerValue, withoutHeaders } from "../headers";

export interface Compression {
  /** The call with its body decoded, where it came encoded. */
  decode(call: Call): Call;
  /** The reply, encoded where it is large enough and the client takes it. */
  encode(reply: Reply, call: Call): Reply;
}

const ENCODERS = new Map([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
]);

const DECODERS = new Map([
  ["gzip", gunzipSync],
  ["deflate", inflateSync],
]);

const IDENTITY = "identity";

/** Compiles what an API does from so many bytes on; undefined does nothing. */
export function compileCompression(minimumCompressionSize: number | undefined): Compression {
  if (minimumCompressionSize === undefined) return { decode: (call) => call, encode: (reply) => reply };
  return {
    decode(call) {
      const { headers, body } = call.invocation;
      const encoding = (headerValue(headers, "Content-Encoding") ?? IDENTITY).toLowerCase();
      if (encoding === IDENTITY || body.length === 0) return call;
      const decoder = DECODERS.get(encoding);
      if (decoder === undefined) throw undecodable();
      // Developer guide, enabling compression: what is smaller is neither encoded nor decoded.
      if (body.length < minimumCompressionSize) return call;
      return {
        ...call,
        invocation: { ...call.invocation, headers: withoutHeaders(headers, new Set(["content-encoding"])), body: decoded(decoder, body) },
      };
    },
    encode(reply, { invocation }) {
      const { body, headers } = reply;
      const encoding = encodingFor(headerValue(invocation.headers, "Accept-Encoding") ?? "");
      const encoder = encoding === undefined ? undefined : ENCODERS.get(encoding);
      if (!Buffer.isBuffer(body) || body.length < minimumCompressionSize || encoding === undefined || encoder === undefined) return reply;
      if (headerValue(headers, "Content-Encoding") !== undefined) return reply;
      return { ...reply, headers: [...headers, ["Content-Encoding", encoding]], body: encoder(body) };
    },
  };
}

function decoded(decoder: typeof gunzipSync, body: Buffer): Buffer {
  try {
    return decoder(body, { maxOutputLength: PAYLOAD_BYTES });
  } catch (error) {
    throw error instanceof RangeError ? new Fault("REQUEST_TOO_LARGE") : undecodable();
  }
}

/** Developer guide, calling a method with a compressed payload: 415 for another coding, and for a body that is not of its coding. */
function undecodable(): Fault {
  return new Fault("UNSUPPORTED_MEDIA_TYPE", {
    step: "methodRequest",
    log: "The body has another Content-Encoding than gzip or deflate, or is none",
  });
}

/** Developer guide, enabling compression: where the coding of the highest priority is not supported, none is used. */
function encodingFor(acceptEncoding: string): string | undefined {
  const accepted = acceptEncoding.split(",").map((one) => {
    const [name = "", weight = ""] = one
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { name, weight: weight === "" ? 1 : Number(weight) };
  });
  const highest = Math.max(...accepted.map(({ weight }) => weight));
  const names = accepted.filter(({ weight }) => weight > 0 && weight === highest).map(({ name }) => name);
  return [...ENCODERS.keys()].find((name) => names.includes(name)) ?? (names.includes("*") ? "gzip" : undefined);
}
