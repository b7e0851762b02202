import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { SourceArgs } from "../../../components/lambda/arguments";
import { type Files, folderOf, made, removeFolders } from "./sources";

after(removeFolders);

const loadCheck = true;

function source(text: string, more: Files = {}): string {
  return folderOf({ "index.ts": text, ...more });
}

interface Row {
  readonly name: string;
  readonly text: string;
  readonly more?: Files;
  readonly args?: Partial<SourceArgs>;
}

const HANDLER = "export const handler = async () => 1;";

const refused: readonly (Row & { readonly message: RegExp })[] = [
  {
    name: "throws",
    text: `import { table } from "./lib/settings";\nexport const handler = async () => table;`,
    more: {
      "lib/settings.ts":
        "// the table\nif (process.env.TABLE === undefined) throw new Error('TABLE is missing');\nexport const table = process.env.TABLE;",
    },
    message: /it does not load: Error: TABLE is missing\n {2}at .*lib\/settings\.ts:2:\d+$/,
  },
  {
    name: "takes a callback, which Lambda knows no more",
    text: "export const handler = (event: unknown, context: unknown, callback: (error: null, answer: unknown) => void) => callback(null, [event, context]);",
    message: /its handler handler takes a callback, which Lambda refuses from Node\.js 24 on; export async \(event, context\)/,
  },
  {
    name: "asks a package for a file while it runs, with what to do",
    text: `import plugin from "plugins";\nexport const handler = async () => plugin;`,
    more: {
      "node_modules/plugins/index.js": "const name = './' + ['plugin'].join(); module.exports = (0, require)(name);",
      "node_modules/plugins/plugin.js": "",
    },
    message: /it does not load: Error: Cannot find module '\.\/plugin'[\s\S]*nodeModules/,
  },
  {
    name: "reads a file that is not taken along",
    text: `import { readFileSync } from "node:fs";\nimport { join } from "node:path";\nconst page = readFileSync(join(__dirname, "page.html"), "utf8");\nexport const handler = async () => page;`,
    more: { "page.html": "" },
    message:
      /it does not load: Error: ENOENT[\s\S]*index\.ts:3:\d+\nA bundle has no other files: take it along, include: \["page\.html"\]\.$/,
  },
  {
    name: "is an ES module and reads such a file",
    text: `import { readFileSync } from "node:fs";\nconst page = readFileSync(new URL("./lib/page.html", import.meta.url), "utf8");\nexport const handler = async () => page;`,
    more: { "lib/page.html": "" },
    message: /include: \["lib\/page\.html"\]/,
  },
  {
    name: "has a package that finds its native module by bindings",
    text: `import native from "native";\nexport const handler = async () => native;`,
    more: {
      "node_modules/native/index.js": "module.exports = require('bindings')('native.node');",
      "node_modules/bindings/index.js":
        "module.exports = (name) => { throw new Error('Could not locate the bindings file. Tried:\\n' + name); };",
    },
    message: /it does not load: Error: Could not locate the bindings file[\s\S]*nodeModules: \["native"\] installs the package/,
  },
  {
    name: "has a package that finds its native module by node-gyp-build",
    text: `import native from "native";\nexport const handler = async () => native;`,
    more: {
      "node_modules/native/index.js": "module.exports = require('node-gyp-build')(__dirname);",
      "node_modules/node-gyp-build/index.js":
        "const load = module.require ?? eval('require'); module.exports = (folder) => load(require('path').join(folder, 'prebuilds/native.node'));",
    },
    message: /nodeModules: \["native"\] installs the package/,
  },
  {
    name: "asks at once for a package by a name that is made, which is installed around it alone",
    text: `const load = (name: string) => require(name);\nload("driver");\n${HANDLER}`,
    more: { "node_modules/driver/index.js": "" },
    message: /it does not load: Error: Cannot find module 'driver'[\s\S]*index\.ts:1:[\s\S]*nodeModules installs it beside the bundle/,
  },
  {
    name: "has a package that says in words of its own which one it does not find",
    text: `import { open } from "store";\nopen("driver");\n${HANDLER}`,
    more: {
      "node_modules/store/index.js":
        "exports.open = (name) => { try { require(name); } catch { throw new Error(name + ' has not been found'); } };",
      "node_modules/driver/index.js": "",
    },
    message: /it does not load: Error: driver has not been found[\s\S]*nodeModules installs it beside the bundle/,
  },
  {
    name: "has a package that reads a file of its own at once",
    text: `import sheet from "sheets";\nexport const handler = async () => sheet;`,
    more: {
      "node_modules/sheets/lib/a/index.js":
        "module.exports = require('node:fs').readFileSync(require('node:path').resolve(__dirname, '../../own.css'), 'utf8');",
      "node_modules/sheets/package.json": '{ "main": "lib/a/index.js" }',
      "node_modules/sheets/own.css": "",
    },
    message: /it does not load: Error: ENOENT[\s\S]*own\.css[\s\S]*A file that is found while it runs is not part of a bundle/,
  },
  {
    name: "has classes of two modules that import each other",
    text: `import { Base } from "./base";\nimport "./derived";\nexport const handler = async () => new Base().derived();`,
    more: {
      "base.ts": `import { Derived } from "./derived";\nexport class Base { derived() { return new Derived(); } }`,
      "derived.ts": `import { Base } from "./base";\nexport class Derived extends Base {}`,
    },
    message: /it does not load: (TypeError: Class extends value undefined|ReferenceError: Cannot access)[\s\S]*derived\.ts:2/,
  },
  {
    name: "uses a name that nothing defines",
    text: `const x: unknown = Reflect.get(globalThis, "y") ?? eval("undefinedName");\nexport const handler = async () => x;`,
    message: /ReferenceError: undefinedName is not defined/,
  },
  {
    name: "fails after a top-level await",
    text: `await Promise.resolve();\nthrow new RangeError("late");\n${HANDLER}`,
    message: /RangeError: late\n {2}at .*index\.ts:2:/,
  },
  { name: "rejects a promise that nobody waits for", text: `Promise.reject(new Error("lost"));\n${HANDLER}`, message: /Error: lost/ },
  { name: "ends its process", text: `process.exit(1);\n${HANDLER}`, message: /it ends its process while it is loaded/ },
  { name: "waits for what never comes", text: `await new Promise(() => {});\n${HANDLER}`, message: /or waits for what never comes/ },
  {
    name: "has no function where the handler names one",
    text: "export const pets = { list: 1 };",
    args: { handler: "pets.list" },
    message: /its export pets\.list is number, and Lambda calls a function/,
  },
  { name: "is CommonJS without the export", text: "module.exports = async () => 1;", message: /its export handler is undefined/ },
];

const taken: readonly Row[] = [
  {
    name: "streams its answers",
    text: "declare const awslambda: any;\nexport const handler = awslambda.streamifyResponse(async () => 1);",
  },
  {
    name: "takes a callback, of a Node.js that has them",
    text: "export const handler = (_: unknown, __: unknown, callback: () => void) => callback();",
    args: { runtime: "nodejs22.x" },
  },
  {
    name: "reaches for a network at once",
    text: `const answer = await fetch("http://169.254.169.254/");\nexport const handler = async () => answer.status;`,
  },
  {
    name: "looks up a name at once",
    text: `import { lookup } from "node:dns/promises";\nconst { address } = await lookup("example.com");\nexport const handler = async () => address;`,
  },
  {
    name: "cannot do without a value that is known at deployment alone",
    text: `if (!process.env.TABLE?.startsWith("arn:")) throw new Error("no ARN");\n${HANDLER}`,
    args: { environment: { TABLE: pulumi.output("arn:x") } },
  },
  {
    name: "has the environment that it needs",
    text: `if (process.env.STAGE !== "dev" || !process.env.AWS_REGION) throw new Error("none");\n${HANDLER}`,
    args: { environment: { STAGE: "dev" } },
  },
  {
    name: "finds a file that is taken along",
    text: `import { readFileSync } from "node:fs";\nimport { join } from "node:path";\nreadFileSync(join(__dirname, "pages/a.html"), "utf8");\n${HANDLER}`,
    more: { "pages/a.html": "" },
    args: { include: ["pages/*.html"] },
  },
  {
    name: "may use what a layer has",
    text: `import { readFileSync } from "node:fs";\nreadFileSync("/opt/settings.json");\n${HANDLER}`,
    args: { layers: ["arn:layer"] },
  },
  {
    name: "asks for a package by a name that is made, which is external",
    text: `const load = (name: string) => require(name);\nload("driver");\n${HANDLER}`,
    more: { "node_modules/driver/index.js": "" },
    args: { external: ["driver"] },
  },
  { name: "starts another process", text: `import { execSync } from "node:child_process";\nexecSync("true");\n${HANDLER}` },
  { name: "finds the AWS SDK in the runtime", text: `import { Client } from "@aws-sdk/client-nowhere";\nnew Client();\n${HANDLER}` },
  {
    name: "is an ES module with a handler in an object",
    text: "export const pets = { list: async () => import.meta.url };",
    args: { handler: "pets.list" },
  },
  { name: "is not looked at, by an option", text: "throw new Error('x');\nexport const handler = 1;", args: { loadCheck: false } },
];

describe("A bundle that is loaded once before it is deployed", () => {
  for (const { name, text, more, args, message } of refused)
    it(`refuses one that ${name}`, () => {
      assert.throws(() => made(source(text, more), { loadCheck, ...args }), message);
    });

  for (const { name, text, more, args } of taken)
    it(`takes one that ${name}`, () => {
      assert.doesNotThrow(() => made(source(text, more), { loadCheck, ...args }));
    });

  it("leaves nothing behind, and reaches neither files nor processes of anybody", () => {
    const elsewhere = join(folderOf({}), "written");
    const folder = source(
      `import { writeFileSync } from "node:fs";\ntry { writeFileSync(${JSON.stringify(elsewhere)}, ""); } catch {}\nwriteFileSync("own", "");\n${HANDLER}`,
    );
    made(folder, { loadCheck });
    assert.equal(existsSync(elsewhere), false);
    assert.equal(readdirSync(join(folder, "node_modules/.cache/lambda-rest-api/loads")).length, 1);
  });

  it("is loaded again when it has become another, and not before", () => {
    // A look is told by what it finds, which is no part of the bundle.
    const folder = source(
      `import { readFileSync } from "node:fs";\nimport { join } from "node:path";\nif (readFileSync(process.env.SIGN ?? "", "utf8") === "fail") throw new Error("looked");\n${HANDLER}`,
      { sign: "pass" },
    );
    const look = (VERSION: string) => made(folder, { loadCheck, environment: { SIGN: join(folder, "sign"), VERSION } });
    look("1");
    writeFileSync(join(folder, "sign"), "fail");
    look("1");
    assert.throws(() => look("2"), /looked/);
  });

  it("sees nothing of the environment of who deploys", () => {
    process.env["SECRET_OF_THE_SHELL"] = "x";
    try {
      made(source(`if (process.env.SECRET_OF_THE_SHELL) throw new Error("seen");\n${HANDLER}`), { loadCheck });
    } finally {
      delete process.env["SECRET_OF_THE_SHELL"];
    }
  });
});
