import { dirname, relative, resolve, sep } from "node:path";
import type { Message } from "esbuild";
import type { SourceArgs } from "../arguments";
import { type Build, BuildError, build, type Format } from "./build";
import { decoratorMetadata } from "./decorators";
import { refuseImports } from "./imports";
import { EXTENSION_ADVICE, withoutExtension } from "./late-imports";
import { BROKEN, CodeError, formatted } from "./messages";
import { buildWithoutOptional } from "./optional";
import { buildOptions } from "./options";
import { mapWithStableNames, withStableNames } from "./stable-names";
import { umdAliases } from "./umd";

/** A source and all that it imports, in one file. */
export interface Bundle {
  /** Lambda loads the one as CommonJS and the other as an ES module. */
  readonly file: "index.js" | "index.mjs";
  readonly text: string;
  /** A source map for it, whose sources are named from this folder on, or from the source's own. */
  map(sourceRoot?: string): string;
  /** Files beside it that its loaders ask for, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** All that it is made of, by their paths from the source's folder. */
  readonly sources: readonly string[];
  /** What esbuild warns of, each with its place. */
  readonly warnings: readonly string[];
  /** Why it is an ES module, where nobody said that it should be one. */
  readonly reason?: string;
}

/**
 * Bundles a function's source and everything it imports; the same source gives the same bytes on every machine.
 *
 * @throws {CodeError} with each message and its place, if the source does not compile, would fail when it runs, or has no such export.
 */
export function bundle(args: SourceArgs<string>): Bundle {
  const folder = dirname(resolve(args.entry));
  try {
    return bundleFrom(args, folder);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw new CodeError(error.errors.map((message) => formatted(withAdvice(message), folder, "ERROR")).join("\n"));
  }
}

function bundleFrom(args: SourceArgs<string>, folder: string): Bundle {
  // What an ES module is made of is known of every source.
  const { draft, options: given } = buildWithoutOptional(buildOptions(args), folder);
  refuseImports(draft, args, folder);
  const aliases = args.mainFields === undefined ? umdAliases(draft.warnings, folder) : {};
  const options = { ...given, alias: { ...aliases, ...given.alias } };
  const contents = decoratorMetadata(
    Object.keys(draft.metafile.inputs).map((file) => resolve(folder, file)),
    args.tsconfig,
  );
  const esModule = Object.keys(aliases).length > 0 || contents.size > 0 ? build(options, "esm", contents) : draft;
  refuseMissingExport(esModule, args.handler ?? "handler");

  const { format, reason, commonJs } = formatOf(args, folder, (as) => build(options, as, contents));
  const made =
    format === "cjs"
      ? (commonJs ?? build(options, "cjs", contents))
      : withGlobals(esModule, (banner) => build({ ...options, banner }, "esm", contents));
  const warnings = made.warnings.filter((message) => !QUIET.has(message.id) && !isAskedFor(message) && !isOfPackage(message));
  refuseBroken(warnings, folder);
  return {
    ...assembled(made, format, folder),
    warnings: [
      ...warnings.map((message) => formatted(withAdvice(message), folder, "WARNING")),
      ...withoutExtension(draft.metafile, folder),
    ],
    ...(reason !== undefined && { reason }),
  };
}

/** What is only asked for to be looked at here. */
const QUIET: ReadonlySet<string> = new Set(["indirect-require", "empty-import-meta"]);

interface Chosen {
  readonly format: Format;
  readonly reason?: string;
  readonly commonJs?: Build;
}

/** CommonJS, unless the source needs what ES modules alone have. */
function formatOf({ format }: SourceArgs<string>, folder: string, make: (format: Format) => Build): Chosen {
  if (format === "esm") return { format };
  try {
    const commonJs = make("cjs");
    const meta = commonJs.warnings.find(({ id }) => id === "empty-import-meta");
    if (meta === undefined) return { format: "cjs", commonJs };
    if (format === "cjs") throw new BuildError([{ ...meta, notes: [{ text: 'Leave format away, or say "esm".', location: null }] }]);
    return { format: "esm", reason: reasonOf("import.meta", meta, folder) };
  } catch (error) {
    const [first] = error instanceof BuildError ? error.errors : [];
    if (first === undefined || format === "cjs" || !/Top-level await/.test(first.text)) throw error;
    return { format: "esm", reason: reasonOf("top-level await", first, folder) };
  }
}

function reasonOf(what: string, message: Message, folder: string): string {
  const [place] = formatted({ ...message, notes: [] }, folder, "WARNING").split(": WARNING");
  return `is an ES module, index.mjs, for its ${what} at ${place}`;
}

/** CommonJS packages in an ES module find what CommonJS gives them. */
function withGlobals(esModule: Build, make: (banner: { readonly js: string }) => Build): Build {
  const [script] = esModule.outputs.filter(({ path }) => path.endsWith(".js"));
  if (!/\b(__require|__dirname|__filename|require)\b/.test(Buffer.from(script?.bytes ?? []).toString())) return esModule;
  const js = [
    'import { createRequire as createRequireOfBundle } from "node:module";',
    "globalThis.require ??= createRequireOfBundle(import.meta.url);",
    "globalThis.__filename ??= import.meta.filename;",
    "globalThis.__dirname ??= import.meta.dirname;",
  ].join(" ");
  return make({ js });
}

function assembled({ outputs, metafile }: Build, format: Format, folder: string): Omit<Bundle, "warnings"> {
  const paths = Object.keys(metafile.inputs);
  const named = new Map(outputs.map(({ path, bytes }) => [relative(folder, path).split(sep).join("/"), bytes]));
  const read = (name: string) => Buffer.from(named.get(name) ?? []).toString();
  const { text, moves } = withStableNames(read("index.js"), paths);
  return {
    file: format === "esm" ? "index.mjs" : "index.js",
    sources: paths,
    text,
    map: (sourceRoot) => mapWithStableNames(read("index.js.map"), moves, sourceRoot),
    files: new Map([...named].filter(([name]) => !/^index\.(js|css)$|\.map$/.test(name))),
  };
}

/** What the entry exports is known before it runs, unless it is a CommonJS module. */
function refuseMissingExport({ metafile }: Build, handler: string): void {
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const entryPoint = output?.entryPoint ?? "";
  const [name = ""] = handler.split(".");
  if (output === undefined || metafile.inputs[entryPoint]?.format !== "esm" || output.exports.includes(name)) return;
  const exported = output.exports.length === 0 ? "nothing" : output.exports.join(", ");
  if (output.exports.length === 1 && output.exports[0] === "default")
    throw new CodeError(`it exports default alone, and Lambda calls an export by its name; write: export const ${name} = …`);
  const after = handler.slice(name.length + 1);
  // As Lambda's own handler is written, with the file's name before the export's.
  if (output.exports.includes(after))
    throw new CodeError(`it exports ${exported}, and no ${name}; give the export alone: handler: "${after}"`);
  throw new CodeError(`it exports ${exported}, and no ${name}; export the function under that name, or give the name as handler`);
}

/** Packages load what they find, or do without: what they load by a name that is only known while they run is theirs to know. */
function isOfPackage({ id, location }: Message): boolean {
  return id.startsWith("unsupported-") && (location?.file ?? "").includes("node_modules");
}

/** Whether the line asks for it as TypeScript does for the types of decorators: `typeof all !== "undefined" && all.Options`. */
function isAskedFor({ id, text, location }: Message): boolean {
  const name = id === "import-is-undefined" ? /^Import "([\w$]+)"/.exec(text)?.[1] : undefined;
  return (
    name !== undefined &&
    (location?.lineText ?? "").search(`typeof [\\w$.]+ !== "undefined" && [\\w$.]+\\.${name.replaceAll("$", "\\$")}\\b`) >= 0
  );
}

function refuseBroken(warnings: readonly Message[], folder: string): void {
  const broken = warnings.filter(({ id }) => BROKEN.has(id));
  if (broken.length === 0) return;
  const lines = broken.map(({ notes, ...message }) =>
    formatted({ ...message, notes: [{ text: BROKEN.get(message.id) ?? "", location: null }] }, folder, "ERROR"),
  );
  throw new CodeError(lines.join("\n"));
}

function withAdvice(message: Message): Message {
  if (message.id === "empty-glob") return { ...message, notes: [{ text: EXTENSION_ADVICE, location: null }] };
  const extension = /^No loader is configured for "(\.[^"]+)" files/.exec(message.text)?.[1];
  if (extension === undefined) return message;
  if (extension !== ".node") {
    const advice = `Say how it becomes a value, loader: { ${JSON.stringify(extension)}: "text" }, or "binary".`;
    return { ...message, notes: [{ text: advice, location: null }] };
  }
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(message.location?.file ?? "")?.[1] ?? "the package";
  const advice = `It is a native module, made for one platform. Say nodeModules: [${JSON.stringify(name)}], which installs the package for Lambda's, beside the bundle.`;
  return { ...message, notes: [{ text: advice, location: null }] };
}
