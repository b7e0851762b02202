import type { Method } from "../tables/index";

/** The method of a source; `*` is any. */
export type SourceMethod = Exclude<Method, "ANY"> | "*";

/** Where a call may come from within a stage. */
export interface ResourceSource {
  readonly method: SourceMethod;
  readonly path: string;
  /** Whether more may follow the path. */
  readonly open: boolean;
}

/**
 * What follows `<execution ARN>/` in the source ARN. Path variables stand there by name, in braces, as API Gateway sends them: seen in
 * execution logs.
 */
export function sourceText(stage: string, { method, path, open }: ResourceSource): string {
  return `${stage}/${method}${path}${open ? "*" : ""}`;
}

/** Of an ANY method API Gateway sends ANY, as seen in execution logs; that a literal ANY is always enough is reported both ways. */
export function sourceMethod(method: Method): SourceMethod {
  return method === "ANY" ? "*" : method;
}
