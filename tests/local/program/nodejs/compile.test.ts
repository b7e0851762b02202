import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { createCompiler } from "../../../../local/program/nodejs/compile";
import { compilerOptions } from "../../../../local/program/nodejs/tsconfig";
import { removeTemporaryFolders, temporaryFolder } from "../../temporary";

after(removeTemporaryFolders);

/** What index.ts exports in a folder with these files. */
function run(files: Readonly<Record<string, string>>): Record<string, unknown> {
  const folder = temporaryFolder(files);
  const file = join(folder, "index.ts");
  const module = new Module(file);
  module.filename = file;
  Object(module)._compile(createCompiler(folder).compile(file), file);
  return module.exports;
}

const old = (options: string) => `{ "compilerOptions": { "module": "commonjs", ${options} } }`;

describe("a program's TypeScript", () => {
  const callable = {
    "f.js": "module.exports = (a) => `called ${a}`;",
    "index.ts": 'import * as f from "./f"; export const result = f("a");',
  };
  const defaulted = { "f.js": "module.exports = () => 'called';", "index.ts": 'import f from "./f"; export const result = f();' };

  it("may call a namespace where modules do not interoperate, or nothing is said of it", () => {
    for (const options of ['"esModuleInterop": false', '"strict": true'])
      assert.equal(run({ ...callable, "tsconfig.json": old(options) })["result"], "called a", options);
  });

  it("is the same compiled in one go and one after the other", () => {
    const files = {
      "package.json": "{}",
      "index.ts":
        'import * as f from "./lib/f"; import defaulted, { g } from "./g"; import fs from "node:fs"; export const all = [f, defaulted, g, fs];',
      "lib/f.ts": "export enum E { a = 1 }\nexport class C { constructor(private readonly x: number) {} y = this.x; }",
      "g.ts": 'export { E as g } from "./lib/f"; export default async () => await import("./late");',
      "late.ts": "export const late = 1;",
    };
    const folder = temporaryFolder(files);
    for (const options of ['"esModuleInterop": false', '"esModuleInterop": true', '"target": "es2022"']) {
      writeFileSync(join(folder, "tsconfig.json"), old(options));
      const { compile, compileAll } = createCompiler(folder);
      const together = compileAll(join(folder, "index.ts"));
      const names = ["g.ts", "index.ts", "late.ts", "lib/f.ts"].map((name) => join(folder, name));
      assert.deepEqual([...together.keys()].sort(), names);
      for (const file of names) assert.equal(together.get(file), compile(file), file);
    }
  });

  it("is compiled one after the other where that makes a difference, or one of them does not compile", () => {
    const imports = { "index.ts": 'import f from "./f"; export const all = f;', "f.js": "" };
    for (const files of [
      { ...imports, "package.json": '{ "type": "module" }' },
      { "index.ts": 'import "./g"', "g.ts": "export const = 1;" },
    ]) {
      const folder = temporaryFolder({ ...files, "tsconfig.json": old('"esModuleInterop": true') });
      assert.equal(createCompiler(folder).compileAll(join(folder, "index.ts")).size, 0, JSON.stringify(files));
    }
  });

  it("has a CommonJS module as default where they do, and by Pulumi's own options", () => {
    assert.equal(run({ ...defaulted, "tsconfig.json": old('"esModuleInterop": true') })["result"], "called");
    assert.equal(run({ ...defaulted, "node_modules/typescript/package.json": '{ "version": "5.9.3" }' })["result"], "called");
    assert.throws(() => run({ ...defaulted, "tsconfig.json": old('"esModuleInterop": false') }), TypeError);
  });

  it("reads ES modules as themselves and namespaces as plain objects, as the SDK expects of what functions are made of", () => {
    const files = {
      "es.js": "exports.__esModule = true; exports.a = 1;",
      "f.js": "module.exports = Object.assign(() => 1, { a: 2 });",
      "index.ts": `import * as es from "./es"; import * as f from "./f";
        export const same = es === require("./es"); export const seen = [f.a, typeof f, Object.getPrototypeOf(f) === Object.prototype];`,
    };
    const { same, seen } = run({ ...files, "tsconfig.json": old('"esModuleInterop": true') });
    assert.deepEqual([same, seen], [true, [2, "object", true]]);
    const unsaid = run({ ...files, "tsconfig.json": old('"strict": true') });
    assert.deepEqual([unsaid["same"], unsaid["seen"]], [true, [2, "function", false]]);
  });

  const fields = {
    "index.ts": `class Base { constructor() { Object(this).made(); } }
      class Sub extends Base { value?: string; made() { this.value = "kept"; } }
      export const { value } = new Sub();`,
  };

  it("has fields that are declared only, up to ES2021, and fields that are defined from ES2022 on", () => {
    assert.equal(run(fields)["value"], "kept");
    assert.equal(run({ ...fields, "tsconfig.json": old('"target": "ES2022"') })["value"], undefined);
    assert.equal(run({ ...fields, "tsconfig.json": old('"target": "ES2022", "useDefineForClassFields": false') })["value"], "kept");
  });

  it("names the place of a syntax error", () => {
    assert.throws(() => run({ "index.ts": "const a = ;" }), /index\.ts:1:10: ERROR: Unexpected ";"/);
  });
});

describe("a program's compiler options", () => {
  it("are its own over Pulumi's over those that it extends, in JSON with comments", () => {
    const folder = temporaryFolder({
      "base.json": '{ "compilerOptions": { "target": "ES2022", "experimentalDecorators": true, "jsx": "react" } }',
      "tsconfig.json": '// by hand\n{ "extends": "./base", "compilerOptions": { "jsx": "preserve", /* "a//b": 1 */ }, }',
      "node_modules/typescript/package.json": '{ "version": "5.9.3" }',
    });
    assert.deepEqual(compilerOptions(folder), { target: "ES2020", module: "nodenext", experimentalDecorators: true, jsx: "preserve" });
  });

  it("are Pulumi's alone where there is no file, as its own compiler knows them", () => {
    assert.deepEqual(compilerOptions(temporaryFolder({})), { target: "ES2020", module: "commonjs" });
  });
});
