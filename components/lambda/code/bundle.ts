import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type BuildOptions, buildSync } from "esbuild";

/** How a function's source becomes the code that Lambda runs. */
export interface BundleOptions {
  /** Node.js major version of the runtime, for example 24. */
  readonly nodeVersion: number;
  /** Packages that are left to the runtime or a layer. */
  readonly external: readonly string[];
  /** Name of the export that Lambda calls. */
  readonly handler: string;
}

/** The AWS SDK for JavaScript v3 is part of Lambda's Node.js runtimes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
export const RUNTIME_PACKAGES: readonly string[] = ["@aws-sdk/*", "@smithy/*"];

/**
 * Bundles a function's source and everything it imports into `index.js`; the same source always gives the same bytes.
 * Throws with esbuild's messages, each with its place, if the source does not compile, and if it has no such export.
 */
export function bundle(entry: string, { nodeVersion, external, handler }: BundleOptions): pulumi.asset.AssetArchive {
  const options: BuildOptions = {
    entryPoints: [path.resolve(entry)],
    // Names of modules in the output are relative to this, so that they are the same on every machine.
    absWorkingDir: path.dirname(path.resolve(entry)),
    bundle: true,
    platform: "node",
    target: `node${nodeVersion}`,
    external: [...external],
    minifySyntax: true,
    legalComments: "none",
    logLevel: "silent",
  };
  const { outputFiles } = buildSync({ ...options, write: false, format: "cjs" });
  const exported = exportsOf(options);
  if (exported.length > 0 && !exported.includes(handler))
    throw new Error(`it exports ${exported.join(", ")}, and no ${handler}; export the function under that name, or give the name as handler`);
  return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(outputFiles[0]?.text ?? "") });
}

/** What the entry exports, as far as it is known before it runs: nothing of a CommonJS module. */
function exportsOf(options: BuildOptions): readonly string[] {
  const { metafile } = buildSync({ ...options, write: false, format: "esm", metafile: true });
  const exported = Object.values(metafile.outputs).flatMap((output) => output.exports);
  return exported.length === 1 && exported[0] === "default" ? [] : exported;
}
