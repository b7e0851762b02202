import * as aws from "@pulumi/aws";
import type { ImageArgs, LambdaFunctionArgs, SourceArgs } from "../arguments";
import { bundle, RUNTIME_PACKAGES } from "./bundle";

/** What a function runs, as its resource asks for it. */
type Code = Pick<aws.lambda.FunctionArgs, "code" | "handler" | "runtime" | "layers" | "packageType" | "imageUri" | "imageConfig">;

/** Bundles the source, or names the image; throws if the source cannot be bundled. */
export function codeOf(args: LambdaFunctionArgs<string>): Code {
  return args.image === undefined ? bundled(args) : imageOf(args);
}

function bundled({ entry, handler = "handler", runtime = aws.lambda.Runtime.NodeJS24dX, external = [], layers }: SourceArgs<string>): Code {
  const nodeVersion = Number.parseInt(runtime.slice("nodejs".length), 10);
  return {
    code: bundleOrExplain(entry, { nodeVersion, external: [...RUNTIME_PACKAGES, ...external], handler }),
    handler: `index.${handler}`,
    runtime,
    ...(layers !== undefined && { layers: [...layers] }),
  };
}

function bundleOrExplain(...[entry, options]: Parameters<typeof bundle>): ReturnType<typeof bundle> {
  try {
    return bundle(entry, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`entry ${JSON.stringify(entry)} cannot be bundled:\n${reason}`);
  }
}

function imageOf({ image, imageConfig }: ImageArgs<string>): Code {
  return { packageType: "Image", imageUri: image, ...(imageConfig !== undefined && { imageConfig }) };
}
