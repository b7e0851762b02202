/** S3, as far as the program's own objects are read from it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { LocalObject } from "../resources/index";
import type { ServiceAnswer } from "../service-answer";
import type { KnownCaller } from "./callers";

export interface Objects {
  /** What is answered to a request for an object of one of the program's buckets; undefined to any other request. */
  answer(request: Pick<IncomingMessage, "method" | "url" | "headers">, caller: KnownCaller | undefined): ServiceAnswer | undefined;
}

export function createObjects(objects: readonly LocalObject[], partition: string): Objects {
  const byPath = new Map(objects.map((object) => [`${object.bucket}/${object.key}`, object]));
  const buckets = new Set(objects.map(({ bucket }) => bucket));
  return {
    answer({ method = "", url = "", headers: { range } }, caller) {
      const [target = "", query] = url.replace(/^\/+/, "").split("?");
      const path = decoded(target);
      const parameters = new URLSearchParams(query);
      const isRead = (method === "GET" || method === "HEAD") && /^[^/]+\/./.test(path) && !OTHERS.some((name) => parameters.has(name));
      if (!isRead || caller === undefined || !buckets.has(path.split("/")[0] ?? "")) return undefined;
      if (!caller.allows("s3:GetObject", `arn:${partition}:s3:::${path}`)) {
        const why = "because no identity-based policy allows the s3:GetObject action";
        return fault(
          403,
          "AccessDenied",
          `User: ${caller.arn} is not authorized to perform: s3:GetObject on resource: "arn:${partition}:s3:::${path}" ${why}`,
        );
      }
      const object = byPath.get(path);
      const body = object && bytesOf(object.content);
      if (object === undefined || body === undefined) return fault(404, "NoSuchKey", "The specified key does not exist.");
      const overriding = asked(parameters);
      if (overriding.some(([, value]) => !IN_A_HEADER.test(value)))
        return fault(400, "InvalidArgument", "Header value cannot be represented using ISO-8859-1.");
      const headers = {
        "Content-Type": object.contentType,
        ETag: `"${createHash("md5").update(body).digest("hex")}"`,
        "Accept-Ranges": "bytes",
        ...Object.fromEntries(overriding),
      };
      return partOf(body, range, headers);
    },
  };
}

/** What else than its content is asked of an object by GET or HEAD: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html */
const OTHERS = ["acl", "attributes", "legal-hold", "retention", "tagging", "torrent", "uploadId"];

/** Headers that the request asks for, as presigned urls of downloads do. */
function asked(query: URLSearchParams): [name: string, value: string][] {
  return OVERRIDDEN.flatMap((name) => query.getAll(`response-${name.toLowerCase()}`).map((value): [string, string] => [name, value]));
}

const OVERRIDDEN = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires"];

const IN_A_HEADER = /^[ -~\u00a0-\u00ff]*$/;

/** One range of bytes, or all where none is asked for or several are. */
function partOf(body: Buffer, range = "", headers: Readonly<Record<string, string>>): ServiceAnswer {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  // No range, or none that is one: https://www.rfc-editor.org/rfc/rfc9110#section-14.1.1
  if ((from === "" && to === "") || (from !== "" && to !== "" && Number(to) < Number(from))) return { status: 200, headers, body };
  const start = from === "" ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === "" || to === "" ? body.length : Math.min(body.length, Number(to) + 1);
  if (start >= end) return fault(416, "InvalidRange", "The requested range is not satisfiable");
  return {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${start}-${end - 1}/${body.length}` },
    body: body.subarray(start, end),
  };
}

/** As it is now; undefined of a file that is gone, and of what Pulumi would have to pack or fetch. */
function bytesOf(content: LocalObject["content"]): Buffer | undefined {
  if (Buffer.isBuffer(content)) return content;
  const { source } = content;
  if ("text" in source) return Buffer.from(source.text);
  return "path" in source && existsSync(source.path) && statSync(source.path).isFile() ? readFileSync(source.path) : undefined;
}

function fault(status: number, code: string, message: string): ServiceAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "Content-Type": "application/xml" }, body: Buffer.from(body) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
