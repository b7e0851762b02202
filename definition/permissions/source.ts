import { createHash } from "node:crypto";
import type { Method } from "../types";

/** The method of a source; `*` is any. */
export type SourceMethod = Exclude<Method, "ANY"> | "*";

/** Where a call may come from within a stage. */
export interface ResourceSource {
  readonly method: SourceMethod;
  readonly path: string;
  /** Whether more may follow the path. */
  readonly open: boolean;
}

/** What follows `<execution ARN>/` in the source ARN. Path variables stand there by name, in braces, as API Gateway sends them: seen in execution logs. */
export function sourceText(stage: string, { method, path, open }: ResourceSource): string {
  return `${stage}/${method}${path}${open ? "*" : ""}`;
}

/** Of an ANY method API Gateway sends ANY, as seen in execution logs; that a literal ANY is always enough is reported both ways. */
export function sourceMethod(method: Method): SourceMethod {
  return method === "ANY" ? "*" : method;
}

/** Whether calls of this route come from that source. What an ANY method sends counts as any method; but where the source is one method's own path, ANY is not called for it. */
export function covers({ method, path, open }: ResourceSource, route: { readonly method: Method; readonly path: string }): boolean {
  if (!open) return route.path === path && (method === "*" || method === route.method);
  return route.path.startsWith(path) && (method === "*" || route.method === "ANY" || method === route.method);
}

/**
 * An id that says what it allows and that no other statement has, short because it counts in the policy's size.
 * AddPermission takes 1 to 100 of a-zA-Z0-9-_.
 */
export function statementId(api: string, source: string): string {
  const readable = source.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const hash = createHash("sha256").update(`${api}\n${source}`).digest("base64url").slice(0, 10);
  return `${readable.slice(0, 24)}-${hash}`.replace(/^-+/, "");
}
