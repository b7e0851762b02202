import { dirname, join, resolve } from "node:path";
import type { BuildOptions } from "esbuild";
import { given } from "../../../definition/index";
import type { SourceArgs } from "../arguments";
import { nodeVersionOf } from "../runtimes";
import { CodeError } from "./messages";

/** The AWS SDK for JavaScript v3 is part of Lambda's Node.js runtimes: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html */
export const RUNTIME_PACKAGES: readonly string[] = ["@aws-sdk/*", "@smithy/*"];

/** Those before have version 2 alone: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const OLDEST_WITH_SDK = 18;

/**
 * This package, in whose place a function's source has `lambda-rest-api/function`; left out of the bundle, so that it can be found and
 * refused at once.
 */
export const OWN_PACKAGE = "lambda-rest-api";

const FUNCTION_ENTRY = join(__dirname, "../../function");

/** What a function's source imports from beside it: texts as strings, everything else as bytes. */
export const LOADERS: NonNullable<BuildOptions["loader"]> = {
  ...loadersOf("text", [
    "css",
    "csv",
    "ejs",
    "gql",
    "graphql",
    "hbs",
    "html",
    "md",
    "mustache",
    "pem",
    "sql",
    "svg",
    "txt",
    "vtl",
    "xml",
    "yaml",
    "yml",
  ]),
  ...loadersOf("binary", ["gif", "ico", "jpeg", "jpg", "otf", "pdf", "png", "ttf", "wasm", "webp", "woff", "woff2", "zip"]),
};

/** What is left to the runtime or a layer: the AWS SDK, unless it is to be bundled, and what the function says. */
export function externals({
  external,
  runtime,
  bundleAwsSdk = external?.length === 0 || nodeVersionOf(runtime) < OLDEST_WITH_SDK,
  nodeModules = [],
}: SourceArgs<string>): readonly string[] {
  return [...(bundleAwsSdk ? [] : RUNTIME_PACKAGES), ...(external ?? []), ...nodeModules.flatMap((name) => [name, `${name}/*`])];
}

/** esbuild's options for a function's source, without a format. */
export function buildOptions(args: SourceArgs<string>): BuildOptions {
  const { entry, alias, conditions, define, loader, mainFields, minify = false, tsconfig } = args;
  const folder = dirname(resolve(entry));
  const options = given<BuildOptions>({
    entryPoints: { index: resolve(entry) },
    // Names of modules in the output are relative to this, so that they are the same on every machine.
    absWorkingDir: folder,
    outdir: folder,
    bundle: true,
    platform: "node",
    target: `node${nodeVersionOf(args.runtime)}`,
    external: [...externals(args)],
    loader: { ...LOADERS, ...loader },
    keepNames: true,
    minifySyntax: true,
    ...(minify && { minify }),
    legalComments: "none",
    sourcesContent: false,
    // By its path, as a checkout has nothing built to be found by name.
    alias: { [`${OWN_PACKAGE}/function`]: FUNCTION_ENTRY, ...alias },
    conditions: conditions && [...conditions],
    define: define && { ...define },
    mainFields: mainFields && [...mainFields],
    tsconfig: tsconfig && resolve(tsconfig),
    logOverride: {
      "empty-import-meta": "warning",
      "indirect-require": "warning",
      "unsupported-dynamic-import": "warning",
      "unsupported-require-call": "warning",
    },
  });
  const own = args.transform?.bundle?.(options) ?? options;
  if ((own.plugins ?? []).length > 0)
    throw new CodeError(
      "transform.bundle: plugins need a build that is waited for, which a component cannot; build the source before, and give what comes out as entry",
    );
  // What the rest of this room reads from esbuild's answer.
  return {
    ...own,
    external: [...(own.external ?? []), OWN_PACKAGE],
    write: false,
    metafile: true,
    sourcemap: "external",
    logLevel: "silent",
  };
}

function loadersOf<Loader extends "text" | "binary">(loader: Loader, extensions: readonly string[]): Readonly<Record<string, Loader>> {
  return Object.fromEntries(extensions.map((extension) => [`.${extension}`, loader]));
}
