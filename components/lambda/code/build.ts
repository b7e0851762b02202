import { execFileSync } from "node:child_process";
import { type BuildOptions, type BuildResult, buildSync, type Message } from "esbuild";
import { withoutTypes } from "./metadata-types";

/** What of esbuild's answer this room reads. */
export interface Build {
  readonly outputs: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly metafile: NonNullable<BuildResult["metafile"]>;
  readonly warnings: readonly Message[];
}

export type Format = "cjs" | "esm";

/** Sources that are built otherwise than as they are in their files, by path. */
export type Contents = ReadonlyMap<string, string>;

/** Thrown with what esbuild says of a source that does not compile. */
export class BuildError extends Error {
  constructor(readonly errors: readonly Message[]) {
    super(errors.map(({ text }) => text).join("\n"));
  }
}

/** Builds in this process, or, where sources have other contents, in one that may wait for a plugin. @throws {BuildError} */
export function build(options: BuildOptions, format: Format, contents: Contents): Build {
  const all = { ...options, format };
  if (contents.size > 0) return buildWithContents(all, contents);
  try {
    const { outputFiles = [], metafile, warnings } = buildSync(all);
    return {
      outputs: outputFiles.map(({ path, contents: bytes }) => ({ path, bytes })),
      metafile: metafile ?? { inputs: {}, outputs: {} },
      warnings,
    };
  } catch (error) {
    throw isBuildFailure(error) ? new BuildError(error.errors) : error;
  }
}

// esbuild has plugins where it is asked asynchronously alone, and a component's constructor cannot wait.
const PROGRAM = `
const { options, contents, esbuild } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const texts = new Map(contents);
const plugin = { name: "contents", setup: (build) => build.onLoad({ filter: /\\.[cm]?tsx?$/ }, ({ path }) => texts.has(path) ? { contents: texts.get(path), loader: "js" } : undefined) };
require(esbuild).build({ ...options, plugins: [plugin] }).then(
  ({ outputFiles, metafile, warnings }) => ({ outputs: outputFiles.map(({ path, contents }) => ({ path, base64: Buffer.from(contents).toString("base64") })), metafile, warnings }),
  ({ errors, message }) => ({ errors: errors ?? [{ text: message, location: null, notes: [] }] }),
).then((answer) => process.stdout.write(JSON.stringify(answer)));
`;

type Answer =
  | { readonly errors: readonly Message[] }
  | (Omit<Build, "outputs"> & { readonly outputs: readonly { readonly path: string; readonly base64: string }[] });

function buildWithContents(options: BuildOptions, contents: Contents): Build {
  const input = JSON.stringify({ options, contents: [...contents], esbuild: require.resolve("esbuild") });
  const answer: Answer = JSON.parse(execFileSync(process.execPath, ["-e", PROGRAM], { input, encoding: "utf8", maxBuffer: 2 ** 30 }));
  if ("errors" in answer) {
    const left = withoutTypes(contents, answer.errors, options.absWorkingDir ?? "");
    if (left === undefined) throw new BuildError(answer.errors);
    return buildWithContents(options, left);
  }
  return { ...answer, outputs: answer.outputs.map(({ path, base64 }) => ({ path, bytes: Buffer.from(base64, "base64") })) };
}

function isBuildFailure(error: unknown): error is { readonly errors: Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}
