/** S3, as far as the program's own objects are read from it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { LocalObject } from "../resources/index";
import type { ServiceAnswer } from "../service-answer";
import type { KnownCaller } from "./callers";

export interface Objects {
  /** What is answered to a request for an object of one of the program's buckets; undefined to any other request. */
  answer(request: Pick<IncomingMessage, "method" | "url">, caller: KnownCaller | undefined): ServiceAnswer | undefined;
}

export function createObjects(objects: readonly LocalObject[], partition: string): Objects {
  const byPath = new Map(objects.map((object) => [`${object.bucket}/${object.key}`, object]));
  const buckets = new Set(objects.map(({ bucket }) => bucket));
  return {
    answer({ method = "", url = "" }, caller) {
      const path = decoded(url.replace(/^\/+/, "").replace(/\?.*$/s, ""));
      const isRead = (method === "GET" || method === "HEAD") && /^[^/]+\/./.test(path);
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
      const headers = {
        "Content-Type": object.contentType,
        ETag: `"${createHash("md5").update(body).digest("hex")}"`,
        "Accept-Ranges": "bytes",
      };
      return { status: 200, headers, body };
    },
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
