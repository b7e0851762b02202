import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync } from "esbuild";

/** How a function's source becomes the code that Lambda runs. */
export interface BundleOptions {
  /** Node.js major version of the runtime, for example 24. */
  readonly nodeVersion: number;
  /** Packages that are left to the runtime or a layer. */
  readonly external: readonly string[];
}

/** The AWS SDK for JavaScript v3 is part of Lambda's Node.js runtimes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
export const RUNTIME_PACKAGES: readonly string[] = ["@aws-sdk/*", "@smithy/*"];

/**
 * Bundles a function's source and everything it imports into `index.js`; the same source always gives the same bytes.
 * Throws with esbuild's messages, each with its place, if the source does not compile.
 */
export function bundle(entry: string, { nodeVersion, external }: BundleOptions): pulumi.asset.AssetArchive {
  const { outputFiles } = buildSync({
    entryPoints: [path.resolve(entry)],
    // Names of modules in the output are relative to this, so that they are the same on every machine.
    absWorkingDir: path.dirname(path.resolve(entry)),
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: `node${nodeVersion}`,
    external: [...external],
    minifySyntax: true,
    legalComments: "none",
    sourcemap: false,
    logLevel: "silent",
  });
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(outputFiles[0]?.text ?? "") });
}
