import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { LambdaFunctionArgs } from "../../../components/lambda/arguments";
import { compilerOf } from "../../../components/lambda/code/decorators";
import { codeOf } from "../../../components/lambda/code/index";
import { type Files, folderOf, made, removeFolders } from "./sources";

after(removeFolders);

const HANDLER = "export const handler = async () => 1;";
const NATIVE: Files = {
  "index.ts": `import "native";\n${HANDLER}`,
  "node_modules/native/package.json": '{ "name": "native", "version": "1.0.0" }',
  "node_modules/native/index.js": "",
};

/** Runs something where a command is this script, before any other of its name. */
function withCommand(name: string, script: string, run: () => unknown): void {
  const folder = folderOf({});
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  withPath(`${folder}${delimiter}${process.env["PATH"]}`, run);
}

function withPath(path: string, run: () => unknown): void {
  const before = process.env["PATH"];
  process.env["PATH"] = path;
  try {
    run();
  } finally {
    process.env["PATH"] = before;
  }
}

describe("Packages that are installed for Lambda's platform", () => {
  const install = () => made(folderOf(NATIVE), { nodeModules: ["native"], architecture: "arm64" });
  const package_ = `mkdir -p node_modules/native && echo '{ "name": "native" }' > node_modules/native/package.json`;
  /** The beginning of a program for Linux on x86_64: class, order of bytes, and machine. */
  const elf = String.raw`printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\003\000\076\000' > node_modules/native/x.node`;

  it("refuses one that is not installed", () => {
    assert.throws(
      () => made(folderOf({ "index.ts": HANDLER }), { nodeModules: ["native"] }),
      /nodeModules: native is not installed; npm install native/,
    );
  });

  it("refuses them where npm is not, and with what npm says where it fails", () => {
    withPath(folderOf({}), () => assert.throws(install, /nodeModules: they are installed by npm, which is not on the PATH/));
    withCommand("npm", "echo 'no such version' >&2; exit 1", () =>
      assert.throws(install, /nodeModules: native cannot be installed:\nno such version/),
    );
  });

  for (const [name, script] of [
    ["has to be compiled", "touch node_modules/native/binding.gyp"],
    ["brings a binary for another processor", elf],
    ["brings a binary for another system", "echo MZ > node_modules/native/x.node"],
  ] as const)
    it(`refuses one that ${name}`, () => {
      withCommand("npm", `${package_}\n${script}`, () =>
        assert.throws(install, /nodeModules: native has native code and brings none that is built for linux on arm64; build it there/),
      );
    });

  it("takes one that brings a binary for that processor", () => {
    withCommand("npm", `${package_}\n${elf}`, () =>
      assert.doesNotThrow(() => made(folderOf(NATIVE), { nodeModules: ["native"], architecture: "x86_64" })),
    );
  });

  it("takes one that is not built for this machine, whatever it says when it is loaded here", () => {
    const unbuilt = {
      ...NATIVE,
      "node_modules/native/index.js": "throw new Error('Could not locate the bindings file. Tried:\\n x.node');",
    };
    withCommand("npm", `${package_}\n${elf}`, () =>
      assert.doesNotThrow(() => made(folderOf(unbuilt), { nodeModules: ["native"], architecture: "x86_64", loadCheck: true })),
    );
  });
});

it("A function of code that is given twice is refused", () => {
  const args: LambdaFunctionArgs = JSON.parse('{ "entry": "index.ts", "code": "index.zip" }');
  assert.throws(() => codeOf(args), /^Error: entry and code are given, each of which is the code\. Give one of them\.$/);
});

it("A bundle tells what a file without a loader needs", () => {
  const folder = folderOf({ "index.ts": `import text from "./a.proto";\nvoid text;\n${HANDLER}`, "a.proto": "" });
  assert.throws(
    () => made(folder),
    /No loader is configured for "\.proto" files: a\.proto\n {2}Say how .*, loader: { "\.proto": "text" }, or "binary"\./,
  );
  assert.doesNotThrow(() => made(folder, { loader: { ".proto": "text" } }));
});

describe("Decorators' types", () => {
  const source = (config: string, more: Files = {}) =>
    folderOf({
      "tsconfig.json": config,
      "index.ts": `const d: ClassDecorator = () => {};\n@d class A {}\nvoid A;\n${HANDLER}`,
      ...more,
    });

  it("refuses a tsconfig.json that is none", () => {
    const folder = source('{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true }, "files": }');
    assert.throws(() => made(folder), /tsconfig\.json/);
  });

  it("refuses an import of what there is not, where it is more than a type", () => {
    const folder = source('{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }', {
      "index.ts": `import { Clock, Options } from "./types";\nconst d: ClassDecorator = () => {};\n@d class A { constructor(readonly options: Options) {} }\nvoid [A, Clock];\n${HANDLER}`,
      "types.ts": "export interface Options { size: number }",
    });
    assert.throws(() => made(folder), /No matching export in "types\.ts" for import "Clock"/);
  });

  it("refuses them where TypeScript is not, or of a version that cannot be called", () => {
    const folder = source('{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }', {
      "node_modules/typescript/package.json": '{ "name": "typescript", "version": "7.0.0", "main": "index.js" }',
      "node_modules/typescript/index.js": 'exports.version = "7.0.0";',
    });
    assert.throws(
      () => made(folder),
      /tsconfig\.json says emitDecoratorMetadata, .* and that of version 7\.0\.0 cannot be called; install typescript@6/,
    );
    const config = join(folderOf({}), "tsconfig.json");
    assert.throws(
      () => compilerOf(config, [config]),
      /there is none; npm install --save-dev typescript, or take emitDecoratorMetadata away/,
    );
  });
});

describe("A source for a runtime", () => {
  it("refuses one that runs no JavaScript, by its name", () => {
    const entry = join(folderOf({ "index.ts": HANDLER }), "index.ts");
    for (const runtime of ["node22", "dotnet8", "ruby3.4", "java21"])
      assert.throws(
        () => Reflect.apply(codeOf, undefined, [{ entry, runtime }]),
        new RegExp(`runtime: "${runtime}" runs no JavaScript; write one of Node.js`),
      );
  });
});

describe("A lock file of uv's", () => {
  it("refuses one that uv cannot read, with what uv says", () => {
    const folder = folderOf({ "app.py": "def handler(event, context): pass\n", "uv.lock": "" });
    withCommand("uv", "echo 'no project' >&2; exit 2", () =>
      assert.throws(() => codeOf({ entry: join(folder, "app.py") }), /uv\.lock cannot be read:\nno project/),
    );
  });
});
