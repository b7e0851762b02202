import assert from "node:assert/strict";
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import fc from "fast-check";
import { type Files, folderOf, made, removeFolders, textsOf } from "./sources";

after(removeFolders);

/** A project with packages of packages, in both module systems, and names that several have. */
const PROJECT: Files = {
  "package.json": '{"name":"project"}',
  "functions/pets/index.ts": `import a from "a";\nimport { helper } from "@scope/b";\nimport { shared } from "../../lib/shared";\nimport page from "./page.html";\nexport { helper };\nexport const handler = async (name: string) => [a(), helper(), shared, page, await import(\`./plugins/\${name}.ts\`)];`,
  "functions/pets/page.html": "<p>",
  "functions/pets/plugins/z.ts": "export const plugin = 'z';",
  "functions/pets/plugins/b.ts": "export const plugin = 'b';",
  "functions/pets/plugins/m.ts": "export const plugin = 'm';",
  "lib/shared.ts": "export class Shared {}\nexport const shared = new Shared();",
  "node_modules/a/package.json": '{"name":"a","version":"1.0.0","main":"lib/index.js"}',
  "node_modules/a/lib/index.js": "const c = require('c'); const { name } = require('./name'); module.exports = () => [c(), name];",
  "node_modules/a/lib/name.js": "exports.name = 'a';",
  "node_modules/@scope/b/package.json": '{"name":"@scope/b","version":"1.0.0","type":"module","exports":"./index.js"}',
  "node_modules/@scope/b/index.js": "import c from 'c'; export function helper() { return c(); }",
  "node_modules/c/package.json": '{"name":"c","version":"1.0.0"}',
  "node_modules/c/index.js": "module.exports = function helper() { return __filename.length > 0; };",
};
const PACKAGES = ["a", "@scope/b", "c"];

interface Layout {
  /** Folders between the checkout and the machine's. */
  readonly depth: readonly string[];
  /**
   * Where packages are: beside the project, in a folder above it, linked into a store as pnpm does it, or each in the one that needs it.
   */
  readonly packages: "beside" | "above" | "store" | "nested";
  /** The order in which files are written, which is that in which some file systems list them. */
  readonly order: readonly number[];
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  depth: fc.array(fc.constantFrom("a", "work", "node", "a b", "checkout-2"), { maxLength: 3 }),
  packages: fc.constantFrom("beside", "above", "store", "nested"),
  order: fc.shuffledSubarray([...Object.keys(PROJECT).keys()], { minLength: Object.keys(PROJECT).length }),
});

async function bundled({ depth, packages, order }: Layout, sourceMap: boolean): Promise<unknown> {
  const entries = Object.entries(PROJECT);
  const root = folderOf({});
  const project = join(root, ...depth, "project");
  const files = folderOf(Object.fromEntries(order.flatMap((index) => entries.slice(index, index + 1))));
  mkdirSync(dirname(project), { recursive: true });
  renameSync(files, project);
  lay(packages, project);
  return textsOf(made(project, { entry: join(project, "functions/pets/index.ts"), sourceMap }));
}

function lay(packages: Layout["packages"], project: string): void {
  const modules = join(project, "node_modules");
  if (packages === "above") {
    rmSync(join(project, "../node_modules"), { recursive: true, force: true });
    renameSync(modules, join(project, "../node_modules"));
  }
  if (packages === "nested") {
    for (const name of ["a", "@scope/b"]) cpSync(join(modules, "c"), join(modules, name, "node_modules/c"), { recursive: true });
    rmSync(join(modules, "c"), { recursive: true });
  }
  if (packages === "store")
    for (const name of PACKAGES) {
      const own = join(modules, ".pnpm", `${name.replace("/", "+")}@1.0.0`, "node_modules");
      mkdirSync(dirname(join(own, name)), { recursive: true });
      renameSync(join(modules, name), join(own, name));
      symlinkSync(relative(dirname(join(modules, name)), join(own, name)), join(modules, name));
      if (name !== "c") symlinkSync("../../c@1.0.0/node_modules/c", join(own, "c"));
    }
}

describe("The bytes of a bundle", function () {
  this.timeout(60_000);

  it("are the same in every folder, however packages are laid out, and in whatever order files are listed", async () => {
    const plain: Layout = { depth: [], packages: "beside", order: [...Object.keys(PROJECT).keys()] };
    const expected = [await bundled(plain, false), await bundled(plain, true)];
    await fc.assert(
      fc.asyncProperty(layouts, async (layout) => {
        // Two copies of a package are two modules: what is nested is compared with itself elsewhere.
        const to =
          layout.packages === "nested"
            ? [await bundled({ ...plain, packages: "nested" }, false), await bundled({ ...plain, packages: "nested" }, true)]
            : expected;
        assert.deepEqual([await bundled(layout, false), await bundled(layout, true)], to);
      }),
      { numRuns: 25 },
    );
  });

  it("are the same from every working directory", async () => {
    const folder = folderOf(PROJECT);
    const entry = join(folder, "functions/pets/index.ts");
    const first = await textsOf(made(folder, { entry }));
    const here = process.cwd();
    try {
      process.chdir(folder);
      assert.deepEqual(await textsOf(made(folder, { entry: "functions/pets/index.ts" })), first);
    } finally {
      process.chdir(here);
    }
  });

  it("name no folder of the machine", async () => {
    const folder = folderOf(PROJECT);
    for (const text of Object.values(await textsOf(made(folder, { entry: join(folder, "functions/pets/index.ts"), sourceMap: false }))))
      assert.equal(text.includes(folder), false);
  });
});
