import { dirname, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isRunLocally } from "../../run-locally";
import type { SourceArgs } from "../arguments";
import { NEWEST_NODE, nodeVersionOf } from "../runtimes";
import { type Bundle, bundle } from "./bundle";
import { fileAsset } from "./file-asset";
import { includedFiles } from "./include";
import { leftBehind } from "./left-behind";
import { loadProblem } from "./load/index";
import { CodeError } from "./messages";
import { installedModules } from "./node-modules";
import { externals } from "./options";
import { refuseTooLarge, sizeOf } from "./size";
import type { Code } from "./types";

/** The code of a function that is bundled from its source. @throws {CodeError} if that cannot become a function that runs */
export function sourceCode(args: SourceArgs<string>): Code {
  try {
    return bundledFrom(args);
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    throw new CodeError(`entry ${JSON.stringify(args.entry)} cannot be bundled:\n${error.message}`);
  }
}

function bundledFrom(args: SourceArgs<string>): Code {
  const {
    architecture = "arm64",
    entry,
    handler = "handler",
    runtime = NEWEST_NODE,
    include = [],
    nodeModules = [],
    sourceMap = false,
  } = args;
  if (Number.isNaN(nodeVersionOf(runtime)))
    throw new CodeError(`runtime: ${JSON.stringify(runtime)} runs no JavaScript; write one of Node.js, as ${JSON.stringify(NEWEST_NODE)}`);
  const folder = dirname(resolve(entry));
  const made = bundle(args);
  const included = includedFiles(include, folder);
  if (args.loadCheck ?? true) refuseUnloadable(args, made, included, folder);
  const local = isRunLocally();
  const assets: pulumi.asset.AssetMap = {
    [made.file]: new pulumi.asset.StringAsset(sourceMap || local ? withMap(made, local ? folder : undefined) : made.text),
  };
  for (const [name, bytes] of made.files) assets[name] = fileAsset(name, bytes, folder);
  for (const [name, path] of included) assets[name] = new pulumi.asset.FileAsset(path);
  const modules = nodeModules.length > 0 ? installedModules(nodeModules, folder, architecture) : undefined;
  if (modules !== undefined) assets["node_modules"] = new pulumi.asset.FileArchive(modules);
  refuseTooLarge("it", [
    made.text.length,
    ...[...made.files.values()].map(({ length }) => length),
    ...[...included.values(), ...(modules === undefined ? [] : [modules])].map(sizeOf),
  ]);
  return {
    args: { code: new pulumi.asset.AssetArchive(assets), handler: `index.${handler}`, runtime },
    environment: sourceMap ? { NODE_OPTIONS: "--enable-source-maps" } : {},
    warnings: [...made.warnings, ...leftBehind(made.sources, [...included.keys(), ...made.files.keys()], folder)],
    notes: made.reason === undefined ? [] : [made.reason],
  };
}

function refuseUnloadable(args: SourceArgs<string>, made: Bundle, included: ReadonlyMap<string, string>, folder: string): void {
  const problem = loadProblem({
    folder,
    file: made.file,
    text: withMap(made, folder),
    included,
    handler: args.handler ?? "handler",
    external: externals(args),
    nodeVersion: nodeVersionOf(args.runtime),
    environment: new Map(
      Object.entries(args.environment ?? {}).map(([name, value]) => [name, typeof value === "string" ? value : undefined]),
    ),
    incomplete: args.layers !== undefined || args.transform?.function !== undefined,
  });
  if (problem !== undefined) throw new CodeError(problem);
}

function withMap({ text, map }: Bundle, sourceRoot: string | undefined): string {
  return `${text}//# sourceMappingURL=data:application/json;base64,${Buffer.from(map(sourceRoot && `${sourceRoot}/`)).toString("base64")}\n`;
}
