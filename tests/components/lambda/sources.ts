import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { SourceArgs } from "../../../components/lambda/arguments";
import { type Code, codeOf } from "../../../components/lambda/code/index";

/** Files by their names. */
export type Files = Readonly<Record<string, string>>;

/** A folder with these files, of which `index.ts` is the function's source; removed by `removeFolders`. */
export function folderOf(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "function-")));
  folders.push(folder);
  mkdirSync(join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const folders: string[] = [];

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What becomes of the source in this folder; nothing is loaded, unless it is said. */
export function made(folder: string, args: Partial<SourceArgs> = {}): Code {
  return codeOf({ entry: join(folder, "index.ts"), loadCheck: false, ...args });
}

/** The texts of a function's archive by the names of its files. */
export async function textsOf({ args: { code } }: Code): Promise<Readonly<Record<string, string>>> {
  if (!(code instanceof pulumi.asset.AssetArchive)) return {};
  const texts = Object.entries(await code.assets).map(async ([name, asset]) => [
    name,
    asset instanceof pulumi.asset.StringAsset ? await asset.text : "",
  ]);
  return Object.fromEntries(await Promise.all(texts));
}

/** What the handler of a function answers, loaded as Lambda loads it, from a folder without anything else. */
export async function answerOf(code: Code, event: unknown = {}): Promise<unknown> {
  const files = await textsOf(code);
  const folder = folderOf(files);
  rmSync(join(folder, "node_modules"), { recursive: true });
  const [file = ""] = Object.keys(files).filter((name) => /^index\.m?js$/.test(name));
  // In an ES module's own way: `import()` of this compiled file would be `require`.
  const loaded = file.endsWith(".mjs") ? await dynamicImport(pathToFileURL(join(folder, file)).href) : require(join(folder, file));
  const [, ...names] = String(code.args.handler).split(".");
  const handler = names.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    loaded,
  );
  if (typeof handler !== "function") throw new TypeError(`${code.args.handler} is ${typeof handler}`);
  return handler(event);
}

const dynamicImport: (url: string) => Promise<unknown> = new Function("url", "return import(url)").bind(undefined);
