import assert from "node:assert/strict";
import { join } from "node:path";
import type { SourceArgs } from "../../../components/lambda/arguments";
import { answerOf, type Files, folderOf, made, removeFolders, textsOf } from "./sources";

after(removeFolders);

function pack(name: string, files: Files, fields: object = {}): Files {
  const all = { "package.json": JSON.stringify({ name, version: "1.0.0", ...fields }), ...files };
  return Object.fromEntries(Object.entries(all).map(([file, text]) => [`node_modules/${name}/${file}`, text]));
}

const UMD = pack(
  "umd",
  {
    "main.js": `(function (factory) { if (typeof module === "object" && typeof module.exports === "object") { var v = factory(require, exports); if (v !== undefined) module.exports = v; } })(function (require, exports) { exports.parse = require("./impl").parse; });`,
    "impl.js": "exports.parse = () => 'umd';",
    "module.js": "export const parse = () => 'module';",
  },
  { main: "main.js", module: "module.js" },
);
const COMMONJS = pack("commonjs", {
  "index.js": "const { join } = require('path'); module.exports = { here: typeof __dirname, name: typeof __filename, join };",
});
const TSCONFIG = { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } };
const METADATA = `const found: unknown[] = [];
Object.assign(Reflect, { metadata: (key: string, value: unknown) => { found.push(key, value); return () => undefined; } });
function decorator(..._: unknown[]): any {}
`;

interface Row {
  readonly name: string;
  readonly files: Files;
  readonly args?: Partial<SourceArgs>;
  readonly answer: unknown;
  /** @default "index.js" */
  readonly file?: "index.mjs";
}

const rows: readonly Row[] = [
  {
    name: "import.meta.url, as an ES module",
    files: {
      "index.ts": `import { fileURLToPath } from "node:url";\nexport const handler = async () => fileURLToPath(import.meta.url).endsWith("index.mjs");`,
    },
    answer: true,
    file: "index.mjs",
  },
  {
    name: "import.meta.dirname and filename, in a module that the source imports",
    files: {
      "index.ts": `export { handler } from "./lib/here";`,
      "lib/here.ts": "export const handler = async () => import.meta.filename.slice(import.meta.dirname.length + 1);",
    },
    answer: "index.mjs",
    file: "index.mjs",
  },
  {
    name: "import.meta of a package",
    files: {
      "index.ts": `import { url } from "meta";\nexport const handler = async () => typeof url;`,
      ...pack("meta", { "index.js": "export const url = import.meta.url;" }, { type: "module" }),
    },
    answer: "string",
    file: "index.mjs",
  },
  {
    name: "top-level await, with packages of CommonJS that require what Node.js has",
    files: {
      "index.ts": `import c from "commonjs";\nconst x = await Promise.resolve("x");\nexport const handler = async () => [x, c.here, c.name, c.join("a", "b")];`,
      ...COMMONJS,
    },
    answer: ["x", "string", "string", join("a", "b")],
    file: "index.mjs",
  },
  {
    name: "an ES module that declares require and __dirname itself",
    files: {
      "index.ts": `import { createRequire } from "node:module";\nimport { dirname } from "node:path";\nimport { fileURLToPath } from "node:url";\nimport c from "commonjs";\nconst require = createRequire(import.meta.url);\nconst __filename = fileURLToPath(import.meta.url);\nconst __dirname = dirname(__filename);\nexport const handler = async () => [typeof require("node:fs").readFileSync, __filename.startsWith(__dirname), c.here];`,
      ...COMMONJS,
    },
    answer: ["function", true, "string"],
    file: "index.mjs",
  },
  {
    name: "a format that is asked for",
    files: { "index.ts": "export const handler = async () => typeof module;" },
    args: { format: "esm" },
    answer: "undefined",
    file: "index.mjs",
  },
  {
    name: "a dynamic import, and one by a part of a name",
    files: {
      "index.ts":
        "export const handler = async () => [(await import(\"./lib/a\")).name, (await import(`./lib/${['b'].join('')}.ts`)).name];",
      "lib/a.ts": "export const name = 'a';",
      "lib/b.ts": "export const name = 'b';",
    },
    answer: ["a", "b"],
  },
  {
    name: "a package whose main hides its require",
    files: { "index.ts": `import { parse } from "umd";\nexport const handler = async () => parse();`, ...UMD },
    answer: "module",
  },
  {
    name: "a package with another main and module by its main, as Node.js does",
    files: {
      "index.ts": `import { name } from "dual";\nexport const handler = async () => name;`,
      ...pack(
        "dual",
        { "main.js": "exports.name = 'main';", "module.js": "export const name = 'module';" },
        { main: "main.js", module: "module.js" },
      ),
    },
    answer: "main",
  },
  {
    name: "the fields of package.json that are asked for",
    files: {
      "index.ts": `import { name } from "dual";\nexport const handler = async () => name;`,
      ...pack(
        "dual",
        { "main.js": "exports.name = 'main';", "module.js": "export const name = 'module';" },
        { main: "main.js", module: "module.js" },
      ),
    },
    args: { mainFields: ["module", "main"] },
    answer: "module",
  },
  {
    name: "the conditions of exports that are asked for",
    files: {
      "index.ts": `import { name } from "workers";\nexport const handler = async () => name;`,
      ...pack(
        "workers",
        { "a.js": "exports.name = 'edge';", "b.js": "exports.name = 'default';" },
        { exports: { edge: "./a.js", default: "./b.js" } },
      ),
    },
    args: { conditions: ["edge"] },
    answer: "edge",
  },
  {
    name: "packages in place of others, and expressions in place of names",
    files: {
      "index.ts": `import { parse } from "real";\ndeclare const VERSION: string;\nexport const handler = async () => [parse(), VERSION];`,
      ...pack("fake", { "index.js": "exports.parse = () => 'fake';" }),
    },
    args: { alias: { real: "fake" }, define: { VERSION: '"7"' } },
    answer: ["fake", "7"],
  },
  {
    name: "the paths of a tsconfig.json that is named",
    files: {
      "index.ts": `import { name } from "@/lib";\nexport const handler = async () => name;`,
      "src/lib.ts": "export const name = 'lib';",
      "tsconfig.functions.json": JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }),
    },
    answer: "lib",
  },
  {
    name: "the names of classes and functions, of which there are several",
    files: {
      "index.ts": `import * as a from "./a";\nimport * as b from "./b";\nconst named = { arrow: () => 0 };\nexport const handler = async () => [a.E.name, b.E.name, new b.E().name, a.f.name, b.f.name, named.arrow.name];`,
      "a.ts": "export class E extends Error { static x = 1; }\nexport function f() {}",
      "b.ts":
        "export class E extends Error { constructor() { super(); this.name = new.target.name; } }\nexport const f = async function f() {};",
    },
    answer: ["E", "E", "E", "f", "f", "arrow"],
  },
  {
    name: "names in a bundle that is minified",
    files: { "index.ts": "class NotFound extends Error {}\nexport const handler = async () => NotFound.name;" },
    args: { minify: true },
    answer: "NotFound",
  },
  {
    name: "types for decorators of classes, properties, methods and parameters",
    files: {
      "index.ts": `${METADATA}import { Database } from "./database";\n@decorator class Service { @decorator id!: number; constructor(@decorator readonly database: Database) {} @decorator find(id: string): Promise<void> { return Promise.resolve(void id); } }\nexport const handler = async () => [Service.name, found.filter((one) => typeof one === "string"), found.flat().includes(Database)];`,
      "database.ts": "export class Database {}",
      "tsconfig.json": JSON.stringify(TSCONFIG),
    },
    answer: ["Service", ["design:type", "design:type", "design:paramtypes", "design:returntype", "design:paramtypes"], true],
  },
  {
    name: "types for decorators, which a tsconfig.json above asks for by another with comments",
    files: {
      "index.ts": `export { handler } from "./service/service";`,
      "service/service.ts": `${METADATA}@decorator class Service { constructor(readonly name: string) {} }\nexport const handler = async () => [Service.name, found[0]];`,
      "service/tsconfig.json": `{ // as everywhere\n  "extends": ["../base"] }`,
      "base.json": `{ "compilerOptions": { "experimentalDecorators": true, /* for the container */ "emitDecoratorMetadata": true } }`,
    },
    answer: ["Service", "design:paramtypes"],
  },
  {
    name: "types for decorators, of which interfaces and names of types are none",
    files: {
      "index.ts":
        `import { Clock, Id as Key, Options } from "./types";\nimport * as all from "./types";\n${METADATA}// Options\n@decorator class Service { constructor(readonly options: Options, readonly clock: Clock, readonly id: Key, readonly other: all.Options) {} }\nexport const handler = async () => [Service.name, found[1].map(({ name }) => name)];`.replace(
          "unknown[] = []",
          "any[] = []",
        ),
      "types.ts": "export interface Options { size: number }\nexport type Id = string;\nexport class Clock {}",
      "tsconfig.json": JSON.stringify(TSCONFIG),
    },
    answer: ["Service", ["Object", "Clock", "Object", "Object"]],
  },
  {
    name: "fields that are declared beside decorators with types, as their target has them",
    files: {
      "index.ts": `export { handler } from "./old/service";\nexport { handler as later } from "./new/service";`,
      ...Object.fromEntries(
        ["ES2020", "ES2022"].flatMap((target) => {
          const folder = target === "ES2020" ? "old" : "new";
          return [
            [`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions: { ...TSCONFIG.compilerOptions, target } })],
            [
              `${folder}/service.ts`,
              `${METADATA}class Base { constructor() { this.start(); } start() {} }\n@decorator class Service extends Base { name?: string; start() { this.name = "x"; } }\nexport const handler = async () => new Service().name ?? "none";`,
            ],
          ];
        }),
      ),
    },
    answer: "x",
  },
  {
    name: "decorators of before the standard, without types",
    files: {
      "index.ts":
        "const seen: string[] = [];\nfunction mark(target: any) { seen.push(target.name); return target; }\n@mark class A {}\nexport const handler = async () => seen;",
      "tsconfig.json": JSON.stringify({ compilerOptions: { experimentalDecorators: true } }),
    },
    answer: ["A"],
  },
  {
    name: "decorators of the standard",
    files: {
      "index.ts":
        "const seen: unknown[] = [];\nfunction mark(_: unknown, { kind, name }: any): any { seen.push(`${kind} ${String(name)}`); }\n@mark class A { @mark accessor x = 1; @mark f() {} @mark y = 2; }\nexport const handler = async () => [seen.sort(), new A().x];",
    },
    answer: [["accessor x", "class A", "field y", "method f"], 1],
  },
  {
    name: "texts as strings",
    files: {
      "index.ts": `import page from "./page.html";\nimport schema from "./schema.graphql";\nimport sql from "./q.sql";\nimport note from "./n.md";\nexport const handler = async () => [page, schema, sql, note];`,
      "page.html": "<p>",
      "schema.graphql": "type Query",
      "q.sql": "select",
      "n.md": "# n",
    },
    answer: ["<p>", "type Query", "select", "# n"],
  },
  {
    name: "bytes as such, and JSON as values",
    files: {
      "index.ts": `import bytes from "./m.wasm";\nimport data from "./data.json" with { type: "json" };\nexport const handler = async () => [bytes instanceof Uint8Array, bytes.length, data.a];`,
      "m.wasm": "asm",
      "data.json": '{"a":1}',
    },
    answer: [true, 3, 1],
  },
  {
    name: "a loader that is asked for",
    files: { "index.ts": `import x from "./x.html";\nexport const handler = async () => x;`, "x.html": "hello" },
    args: { loader: { ".html": "base64" } },
    answer: "aGVsbG8=",
  },
  {
    name: "packages that can do without others, which are not installed",
    files: {
      "index.ts": `import { has } from "flexible";\nexport const handler = async () => has();`,
      ...pack(
        "flexible",
        {
          "index.js":
            "exports.has = async () => { let found = false; const peer = await import('@scope/peer').then(() => true, () => false); try { found = exports.other() !== undefined; } catch {} return found || peer; }; exports.other = () => require('optional');",
        },
        { optionalDependencies: { optional: "1" }, peerDependenciesMeta: { "@scope/peer": { optional: true } } },
      ),
    },
    answer: false,
  },
  {
    name: "packages that ask for drivers when they need them, which are not installed",
    files: {
      "index.ts": `import { driver } from "queries";\nexport const handler = async () => driver("pg");`,
      ...pack("queries", { "index.js": 'exports.driver = (name) => (name === "pg" ? "pg" : require("oracledb"));' }),
    },
    answer: "pg",
  },
  {
    name: "a handler within an exported object",
    files: { "index.ts": "export const pets = { list: async () => 'pets' };" },
    args: { handler: "pets.list" },
    answer: "pets",
  },
  { name: "a source of CommonJS", files: { "index.ts": "module.exports = { handler: async () => 'cjs' };" }, answer: "cjs" },
  {
    name: "a default export that is asked for",
    files: { "index.ts": "export default async () => 'default';" },
    args: { handler: "default" },
    answer: "default",
  },
  {
    name: "what esbuild is told by the transform",
    files: { "index.ts": "declare const X: string;\nexport const handler = async () => X;" },
    args: { transform: { bundle: (options) => ({ ...options, define: { X: '"y"' } }) } },
    answer: "y",
  },
];

describe("A bundle", () => {
  for (const { name, files, args = {}, answer, file = "index.js" } of rows)
    it(`has ${name}`, async () => {
      const folder = folderOf(files);
      const code = made(folder, {
        ...args,
        ...("tsconfig.functions.json" in files && { tsconfig: join(folder, "tsconfig.functions.json") }),
      });
      assert.deepEqual(Object.keys(await textsOf(code)), [file]);
      assert.deepEqual(await answerOf(code), answer);
    });

  it("says why it is an ES module, unless that was asked for", () => {
    const folder = folderOf({ "index.ts": "export const x = 1;\nexport const handler = await Promise.resolve(async () => x);" });
    assert.match(made(folder).notes.join(), /^is an ES module, index\.mjs, for its top-level await at .*index\.ts:2:\d+$/);
    assert.deepEqual(made(folder, { format: "esm" }).notes, []);
  });

  it("has files that its loaders leave as files", async () => {
    const folder = folderOf({ "index.ts": `import logo from "./logo.png";\nexport const handler = async () => logo;`, "logo.png": "png" });
    const code = made(folder, { loader: { ".png": "file" } });
    const [index, logo] = Object.keys(await textsOf(code));
    assert.equal(index, "index.js");
    assert.equal(await answerOf(code), `./${logo}`);
  });

  it("leaves the AWS SDK to the runtime, unless it is to be bundled, or the runtime has none", async () => {
    const files = {
      "index.ts": `import { Client } from "@aws-sdk/client-x";\nexport const handler = async () => typeof Client;`,
      ...pack("@aws-sdk/client-x", { "index.js": "exports.Client = class {};" }),
    };
    const isExternal = async (args: Partial<SourceArgs>) =>
      /require\("@aws-sdk\/client-x"\)/.test((await textsOf(made(folderOf(files), args)))["index.js"] ?? "");
    assert.deepEqual(
      await Promise.all([
        isExternal({}),
        isExternal({ external: ["pg"] }),
        isExternal({ external: [] }),
        isExternal({ bundleAwsSdk: true }),
        isExternal({ runtime: "nodejs18.x" }),
        isExternal({ runtime: "nodejs16.x" }),
      ]),
      [true, true, false, false, true, false],
    );
  });

  it("has a source map where it is asked for, and Node.js is told to read it", async () => {
    const folder = folderOf({ "index.ts": "export const handler = async () => { throw new Error('x'); };" });
    assert.doesNotMatch(String((await textsOf(made(folder)))["index.js"]), /sourceMappingURL/);
    const code = made(folder, { sourceMap: true });
    assert.deepEqual(code.environment, { NODE_OPTIONS: "--enable-source-maps" });
    const [, base64 = ""] = /sourceMappingURL=data:application\/json;base64,(\S+)\n$/.exec(String((await textsOf(code))["index.js"])) ?? [];
    const map = JSON.parse(Buffer.from(base64, "base64").toString());
    assert.deepEqual(map.sources, ["index.ts"]);
  });

  it("tells of files and folders that its sources name beside themselves and that are not taken along", () => {
    const files = {
      "index.ts": [
        'import { readFileSync } from "node:fs";',
        'import { join } from "node:path";',
        'import { other } from "./lib/other";',
        'const page = () => readFileSync(join(__dirname, "pages", "a.html"), "utf8") + readFileSync(__dirname + "/b.txt");',
        "export const handler = async () => [page(), other(), `${__dirname}/views`, join(__dirname, 'nowhere.txt')];",
      ].join("\n"),
      "lib/other.ts": 'import { join } from "node:path";\nexport const other = () => join(__dirname, "c.txt");',
      "pages/a.html": "a",
      "b.txt": "b",
      "views/v.html": "v",
      "lib/c.txt": "c",
    };
    const told = (args: Partial<SourceArgs>) => made(folderOf(files), args).warnings.map((text) => text.replace(/^.*?(?=index|lib)/, ""));
    assert.deepEqual(told({}).toSorted(), [
      'index.ts:4: WARNING: "b.txt" lies beside the source, and a bundle leaves it behind. Take it along, include: ["b.txt"].',
      'index.ts:4: WARNING: "pages/a.html" lies beside the source, and a bundle leaves it behind. Take it along, include: ["pages/a.html"].',
      'index.ts:5: WARNING: "views" lies beside the source, and a bundle leaves it behind. Take it along, include: ["views/**"].',
      'lib/other.ts:2: WARNING: "c.txt" lies beside the source, and a bundle leaves it behind. Import it, or name it from the entry\'s folder and take it along by include.',
    ]);
    assert.deepEqual(told({ include: ["pages/**", "b.txt", "views/**"] }).length, 1);
  });

  it("tells of what its sources name by names of their own for their folder, and for what requires from it", () => {
    const folder = folderOf({
      "index.ts": [
        'import { createRequire } from "node:module";',
        'import path from "node:path";',
        'import { fileURLToPath } from "node:url";',
        "const here = path.dirname(fileURLToPath(import.meta.url));",
        "const load = createRequire(import.meta.url);",
        'export const handler = async () => [path.join(here, "a.txt"), `${here}/b.txt`, load("./c.json"), there.here + "/b.txt"];',
        'const there = { here: createRequire(import.meta.url)("./d.json") };',
      ].join("\n"),
      "a.txt": "a",
      "b.txt": "b",
      "c.json": "{}",
      "d.json": "{}",
    });
    assert.deepEqual(
      made(folder).warnings.map((text) => text.replace(/^.*?(?=index)| lies .*/g, "")),
      ["a.txt", "b.txt", "c.json", "d.json"].map((name) => `index.ts:${name === "d.json" ? 7 : 6}: WARNING: "${name}"`),
    );
  });

  it("tells of a module's files, and of a worker's source", () => {
    const folder = folderOf({
      "index.ts": 'export const handler = async () => new URL("./worker.ts", import.meta.url).href;',
      "worker.ts": "export {};",
    });
    assert.match(made(folder).warnings.join(), /index\.ts:1: WARNING: "worker\.ts" lies beside the source/);
  });

  it("warns of a worker that is written in TypeScript and named in JavaScript, until it is bundled, too", async () => {
    const folder = folderOf({
      "index.ts": `import { Worker } from "node:worker_threads";\nimport { join } from "node:path";\nexport const handler = async () => new Promise((answer) => new Worker(join(__dirname, "jobs/worker.js")).once("message", answer));`,
      "jobs/worker.ts": `import { parentPort } from "node:worker_threads";\nparentPort?.postMessage("done");`,
    });
    const said =
      'index.ts:3: WARNING: "jobs/worker.js" is written in TypeScript beside the source, and a bundle leaves it behind. Bundle it, too: ';
    const remedy =
      'transform: { bundle: (options) => ({ ...options, entryPoints: { ...options.entryPoints, "jobs/worker": "jobs/worker.ts" } }) }.';
    assert.deepEqual(
      made(folder).warnings.map((text) => text.replace(/^.*?(?=index)/, "")),
      [said + remedy],
    );
    const bundle: NonNullable<SourceArgs["transform"]>["bundle"] = (options) => ({
      ...options,
      entryPoints: { ...options.entryPoints, "jobs/worker": "jobs/worker.ts" },
    });
    const bundled = made(folder, { transform: { bundle } });
    assert.deepEqual(bundled.warnings, []);
    assert.deepEqual(Object.keys(await textsOf(bundled)), ["index.js", "jobs/worker.js"]);
  });

  it("warns of what its own source loads by a name that is only known while it runs, and not of what packages do", () => {
    const folder = folderOf({
      "index.ts": `import "pack";\nexport const handler = async ({ name }: { name: string }) => [require(name), import(name)];`,
      ...pack("pack", { "index.js": "exports.load = (name) => require(name);" }),
    });
    const warnings = made(folder).warnings.map((text) => text.replace(/^.*?(?=index|pack)/, "").replace(/ will not be bundled.*/, ""));
    assert.deepEqual(warnings, ['index.ts:2:62: WARNING: This call to "require"', 'index.ts:2:77: WARNING: This "import" expression']);
  });

  it("warns of a module that is named while it runs, and is not found so: without an extension, or with another one", () => {
    const late = (...imports: readonly string[]) =>
      made(
        folderOf({
          "index.ts": `export const handler = async ({ name }) => [\n${imports.join(",\n")}];`,
          "pets/cat.ts": "export const say = 1;",
        }),
      ).warnings.map((text) => text.replace(/^.*?(?=index)/, ""));
    const whole = "\n  A bundle has the files under the names that they have here: write their own extension, .ts for example.";
    const stands = (at: string) =>
      `${at}: WARNING: What "./pets/**/*" stands for while it runs is found in a bundle by its whole name alone.${whole}`;
    assert.deepEqual(late("await import(`./pets/${name}`)"), [stands("index.ts:2")]);
    assert.deepEqual(late("1", 'require("./pets/" + name)'), [stands("index.ts:3")]);
    assert.deepEqual(late("await import(`./pets/${name}.js`)"), [
      `index.ts:2:13: WARNING: The glob pattern import("./pets/**/*.js") did not match any files${whole}`,
    ]);
    assert.deepEqual(late("await import(`./pets/${name}.ts`)"), []);
  });

  it("tells of what esbuild warns of, at the source's line", () => {
    const folder = folderOf({
      "index.ts": "export const handler = async (e: any) => {\n  if (typeof e === 'strnig') return 1;\n  return e === [];\n};",
    });
    assert.match(made(folder).warnings.join("\n"), /index\.ts:2:\d+: WARNING: .*typeof[\s\S]*index\.ts:3:\d+: WARNING: /);
  });
});

const refused: readonly { readonly name: string; readonly files: Files; readonly args?: Partial<SourceArgs>; readonly message: RegExp }[] =
  [
    {
      name: "a default export alone, with the line to write",
      files: { "index.ts": "export default async () => 1;" },
      message: /exports default alone[\s\S]*write: export const handler = …/,
    },
    {
      name: "an export of another name",
      files: { "index.ts": "export const main = 1;" },
      message: /it exports main, and no handler; export the function under that name/,
    },
    {
      name: "Lambda's own way to write a handler, with the one to write",
      files: { "index.ts": "export const main = 1;" },
      args: { handler: "index.main" },
      message: /it exports main, and no index; give the export alone: handler: "main"/,
    },
    { name: "no export at all", files: { "index.ts": "export {};" }, message: /it exports nothing, and no handler/ },
    {
      name: "an object that is not exported, of a nested handler",
      files: { "index.ts": "export const cats = {};" },
      args: { handler: "pets.list" },
      message: /it exports cats, and no pets/,
    },
    {
      name: "import.meta in what is to be CommonJS",
      files: { "index.ts": "export const handler = () => import.meta.url;" },
      args: { format: "cjs" },
      message: /index\.ts:1:\d+: ERROR: "import\.meta" is not available[\s\S]*Leave format away/,
    },
    {
      name: "top-level await in what is to be CommonJS",
      files: { "index.ts": "export const handler = await 1;" },
      args: { format: "cjs" },
      message: /Top-level await is currently not supported/,
    },
    {
      name: "a namespace that is called",
      files: { "index.ts": `import * as express from "commonjs";\nexport const handler = () => express();`, ...COMMONJS },
      message: /index\.ts:2:\d+: ERROR: Calling "express" will crash[\s\S]*import name from/,
    },
    {
      name: "a name that a module does not export",
      files: { "index.ts": `import * as a from "./a";\nexport const handler = () => a.missing();`, "a.ts": "export const b = 1;" },
      message: /index\.ts:2:\d+: ERROR: Import "missing" will always be undefined/,
    },
    {
      name: "a constant that is given another value",
      files: { "index.ts": "const a = 1;\nexport const handler = () => { a = 2; };" },
      message: /index\.ts:2:\d+: ERROR: Cannot assign to "a"/,
    },
    {
      name: "the package of components in a function",
      files: {
        "index.ts": `export * from "./lib";`,
        "lib.ts": `import { corsHeaders } from "lambda-rest-api";\nexport const handler = () => corsHeaders;`,
      },
      message: /lib\.ts:1:0: ERROR: lambda-rest-api is for programs[\s\S]*"lambda-rest-api\/function"/,
    },
    {
      name: "an external package that nothing brings",
      files: { "index.ts": `import pg from "pg";\nexport const handler = () => pg;` },
      args: { external: ["pg"] },
      message: /index\.ts:1:0: ERROR: pg is external, and nothing brings it/,
    },
    {
      name: "a native module, with what to do",
      files: {
        "index.ts": `import n from "native";\nexport const handler = () => n;`,
        ...pack("native", { "index.js": "module.exports = require('./build/native.node');", "build/native.node": "" }),
      },
      message: /native\.node[\s\S]*nodeModules: \["native"\]/,
    },
    {
      name: "several errors, each with its place",
      files: { "index.ts": `import "./a";\nimport "./b";\nexport const handler = 1;`, "a.ts": "(;", "b.ts": "let = ;" },
      message: /a\.ts:1:1: ERROR[\s\S]*b\.ts:1:\d+: ERROR/,
    },
    {
      name: "a pattern that names no file",
      files: { "index.ts": "export const handler = 1;" },
      args: { include: ["templates/**"] },
      message: /include "templates\/\*\*" names no file/,
    },
    {
      name: "a pattern that leads out of the folder",
      files: { "index.ts": "export const handler = 1;" },
      args: { include: ["../*"] },
      message: /include "\.\.\/\*" names no file below/,
    },
    {
      name: "plugins, which need to be waited for",
      files: { "index.ts": "export const handler = 1;" },
      args: { transform: { bundle: (options) => ({ ...options, plugins: [{ name: "p", setup() {} }] }) } },
      message: /transform\.bundle: plugins .* give what comes out as entry/,
    },
  ];

describe("Bundling", () => {
  for (const { name, files, args, message } of refused)
    it(`refuses ${name}`, () => {
      assert.throws(() => made(folderOf(files), args), message);
    });

  it("refuses a package that asks at once for one that is not installed, with its place", () => {
    const folder = folderOf({
      "index.ts": `import "queries";\nexport const handler = async () => 1;`,
      ...pack("queries", { "index.js": 'require("oracledb");' }),
    });
    assert.throws(
      () => made(folder, { loadCheck: true }),
      /it does not load: Error: Cannot find module 'oracledb'[\s\S]*at .*node_modules\/queries\/index\.js:1/,
    );
    const imported = folderOf({
      "index.ts": `import "queries";\nexport const handler = async () => 1;`,
      ...pack("queries", { "index.js": 'import "oracledb";' }, { type: "module" }),
    });
    assert.throws(() => made(imported), /queries\/index\.js:1:7: ERROR: Could not resolve "oracledb"/);
  });

  it("takes an external package that a layer has, one that is asked for while it runs, and types of the components", () => {
    const pg = folderOf({ "index.ts": `import pg from "pg";\nexport const handler = () => pg;` });
    assert.doesNotThrow(() => made(pg, { external: ["pg"], layers: ["arn"] }));
    const optional = folderOf({ "index.ts": `let pg;\ntry { pg = require("pg-native"); } catch {}\nexport const handler = () => pg;` });
    assert.doesNotThrow(() => made(optional, { external: ["pg-native"] }));
    const types = folderOf({
      "index.ts": `import { Handler } from "lambda-rest-api";\nimport type { ModelTypes } from "lambda-rest-api";\nexport const handler: Handler<ModelTypes<{}>, 1> = () => 1;`,
    });
    assert.doesNotThrow(() => made(types));
  });

  it("takes files along at their paths beside the source", async () => {
    const folder = folderOf({ "index.ts": "export const handler = 1;", "templates/b/c.txt": "", "templates/a.html": "", "data.csv": "" });
    assert.deepEqual(Object.keys(await textsOf(made(folder, { include: ["templates/**", "*.csv"] }))), [
      "index.js",
      "data.csv",
      "templates/a.html",
      "templates/b/c.txt",
    ]);
  });
});
