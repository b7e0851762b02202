import { copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const CHECKOUT = resolve(__dirname, "../..");
/** Beside these the stacks' settings, which the CLI writes to. */
const LINKED = ["apis", "components", "definition", "functions", "node_modules", "entry.js", "index.ts", "package.json", "tsconfig.json"];

export interface Folder {
  readonly path: string;
  write(file: string, content: string): void;
  remove(): void;
}

/** A copy of this repository's own project, so that the CLI can write to its settings. */
export function exampleProject(): Folder {
  const folder = temporary();
  for (const name of LINKED) symlinkSync(join(CHECKOUT, name), join(folder.path, name));
  for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"]) copyFileSync(join(CHECKOUT, name), join(folder.path, name));
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
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
