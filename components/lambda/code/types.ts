import type * as aws from "@pulumi/aws";

/** What a function runs, as its resource asks for it, and what there is to say about it. */
export interface Code {
  readonly args: Pick<aws.lambda.FunctionArgs, "code" | "handler" | "runtime" | "packageType" | "imageUri" | "imageConfig">;
  /** Environment variables that it needs. */
  readonly environment: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** Code of which there is nothing to say. */
export function codeAlone(args: Code["args"]): Code {
  return { args, environment: {}, warnings: [], notes: [] };
}
