import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const CHECKOUT = resolve(__dirname, "../..");
const LINKED = ["components", "definition", "node_modules", "entry.js", "package.json", "tsconfig.json"];
const COPIED = ["index.ts", "apis", "functions", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"];

export interface Folder {
  readonly path: string;
  write(file: string, content: string): void;
  /** Puts a text in the place of another in a file of it, which must have that. */
  edit(file: string, from: string, to: string): void;
  remove(): void;
}

/** A copy of this repository's own project, so that the CLI can write to its settings, and tests to its APIs and functions. */
export function exampleProject(): Folder {
  const folder = temporary();
  for (const name of LINKED) symlinkSync(join(CHECKOUT, name), join(folder.path, name));
  for (const name of COPIED) cpSync(join(CHECKOUT, name), join(folder.path, name), { recursive: true });
  return folder;
}

/** A copy of one of the examples, in a checkout of its own. */
export function exampleFolder(example: string): Folder {
  const { path: root, remove } = exampleProject();
  cpSync(join(CHECKOUT, "examples", example), join(root, "examples", example), { recursive: true });
  return { ...folderAt(join(root, "examples", example)), remove };
}

function temporary(): Folder {
  return folderAt(mkdtempSync(join(tmpdir(), "project-")));
}

function folderAt(path: string): Folder {
  return {
    path,
    write: (file, content) => writeFileSync(join(path, file), content),
    edit: (file, from, to) => {
      const content = readFileSync(join(path, file), "utf8");
      if (!content.includes(from)) throw new Error(`${file} does not have ${from}`);
      writeFileSync(join(path, file), content.replace(from, to));
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
