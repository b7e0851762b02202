/** The pages' blocks of code, as files of whoever copies them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const ROOT = join(__dirname, "../..");

export const PAGES: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "template/README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => join("docs", path)),
];

/** What a page leads to beside it. */
export interface Link {
  readonly page: string;
  /** From the root, as the page's own path is. */
  readonly file: string;
  readonly heading: string | undefined;
  readonly isThere: boolean;
}

/** Every link of these pages that leads to a file, the page itself or a picture. */
export function links(root: string, pages: readonly string[]): readonly Link[] {
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8").replace(/```.*?```/gs, "");
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [path = "", heading] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      return [{ page, file, heading, isThere: existsSync(join(root, file)) }];
    });
  });
}

export interface Block {
  readonly page: string;
  /** Of the page, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** What the line before it names, as in "`orders.ts`:"; of the one block without, index.ts. */
  readonly file: string;
  readonly code: string;
}

/** Every block of the pages. @throws where two of a page would be one file. */
export function blocks(): readonly Block[] {
  return PAGES.flatMap((page) => {
    const found = blocksOf(page, readFileSync(join(ROOT, page), "utf8"));
    const files = found.filter(({ language }) => language === "ts").map(({ file }) => file);
    const twice = files.find((file, index) => files.indexOf(file) < index);
    if (twice !== undefined) throw new Error(`${page} has two blocks ${twice}: name them, by a line "\`name.ts\`:" before each`);
    return found;
  });
}

function blocksOf(page: string, text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(\S*)\n([\s\S]*?)^ *```$/gm)].map(({ 1: indent = "", 2: language = "", 3: code = "", index }) => {
    const before = text.slice(0, index).trimEnd();
    const [, file = "index.ts"] = /`([\w./-]+\.\w+)`[^`\n]*:$/.exec(before) ?? [];
    return {
      page,
      line: text.slice(0, index).split("\n").length,
      language,
      file,
      code: code.replace(new RegExp(`^${indent}`, "gm"), ""),
    };
  });
}

/** Writes the TypeScript, and the YAML and JSON that has a name, into a folder of its page; returns their paths below the folder. */
export function writeBlocks(folder: string): ReadonlyMap<string, Block> {
  const written = new Map<string, Block>();
  for (const block of blocks()) {
    const { page, language, file, code } = block;
    if (language !== "ts" && file === "index.ts") continue;
    const path = join(basename(page, ".md").toLowerCase(), file);
    write(join(folder, path), code);
    if (language === "ts") written.set(path, block);
  }
  for (const [path, { code }] of written)
    for (const entry of sourcesOf(code)) {
      const source = join(dirname(path), entry);
      if (!written.has(source)) write(join(folder, source), 'export const handler = async () => ({ statusCode: 200, body: "" });\n');
    }
  return written;
}

/** The sources of functions that a program names, which its page need not show. */
function sourcesOf(code: string): string[] {
  return [...code.matchAll(/entry: "([^"$]+\.ts)"/g)].map(([, entry = ""]) => entry);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
