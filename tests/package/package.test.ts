import { strict as assert } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { publint } from "publint";
import ts from "typescript";
import * as components from "../../components/index";
import { type Block, links, PAGES, writeBlocks } from "./documents";
import { type Installed, install } from "./install";

const ROOT = join(__dirname, "../..");
const CLI_OF_ATTW = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");

/** What browsers get. */
const PAGE = ["index.html", "page.css", "page.js", "swagger-ui.css", "swagger-ui.js"];

describe("the package", function () {
  this.timeout(240_000);
  let installed: Installed;
  let folder: string;
  /** The TypeScript of the pages, by its path in the program. */
  let shown: ReadonlyMap<string, Block>;

  before(() => {
    installed = install();
    shown = writeBlocks(join(installed.program, "docs"));
    folder = join(installed.program, "node_modules/lambda-rest-api");
  });

  after(() => installed.remove());

  it("holds compiled code, the types of what may be imported, and nothing else", () => {
    assert.deepEqual(readdirSync(folder).sort(), [
      ".github",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "bin",
      "dist",
      "docs",
      "entry.js",
      "examples",
      "package.json",
      "plugin",
      "template",
      "testing.js",
      "tests",
    ]);
    assert.deepEqual(readdirSync(join(folder, "bin")), ["lambda-rest-api.js"]);
    const files = readdirSync(join(folder, "dist"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const all = files.map(({ parentPath, name }) => join(parentPath, name));
    const ofPage = all.filter((path) => PAGE.includes(path.slice(join(folder, "dist/inspector/").length)));
    assert.equal(ofPage.length, PAGE.length);
    const paths = all.filter((path) => !ofPage.includes(path));
    const rooms = (suffix: string) =>
      new Set(paths.filter((path) => path.endsWith(suffix)).map((path) => path.slice(join(folder, "dist/").length).split(/[\\/]/)[0]));
    assert.deepEqual(rooms(".js"), new Set(["components", "definition", "gateway", "inspector", "languages", "local", "provider"]));
    assert.deepEqual(rooms(".d.ts"), new Set(["components", "definition", "gateway", "languages", "local", "provider"]));
    assert.deepEqual(
      paths.filter((path) => !/\.(?:js|d\.ts)$/.test(path)),
      [],
    );
  });

  it("holds whatever its pages lead to", () => {
    const pages = PAGES.filter((page) => page === "README.md" || page.startsWith("docs/"));
    assert.deepEqual(
      links(folder, pages).filter(({ isThere }) => !isThere),
      [],
    );
  });

  it("is found right by publint", async () => {
    const { messages } = await publint({ pkgDir: folder, pack: false, strict: true });
    assert.deepEqual(messages, []);
  });

  it("is found right by attw", () => {
    const output = execFileSync(process.execPath, [CLI_OF_ATTW, installed.tarball, "--format", "json"], { encoding: "utf8" });
    const { analysis, problems } = JSON.parse(output);
    assert.deepEqual([analysis.packageName, problems], ["lambda-rest-api", {}]);
  });

  it("type-checks in a program of another folder, without leaving out any declaration of its own", () => {
    const program = compile(installed.program);
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(installed.program));
    assert.ok(ours.some(({ fileName }) => fileName.endsWith("node_modules/lambda-rest-api/dist/components/rest-api.d.ts")));
    const found = ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
    assert.deepEqual(
      found.map(({ file, start = 0, messageText }) => {
        const path = file?.fileName.slice(installed.program.length + 1) ?? "";
        const { page, line = 0 } = shown.get(path.replace(/^docs\//, "")) ?? {};
        const at = file?.getLineAndCharacterOfPosition(start).line ?? 0;
        return [page === undefined ? `${path}:${at + 1}` : `${page}:${line + at + 1}`, ts.flattenDiagnosticMessageText(messageText, "\n")];
      }),
      [],
    );
    assert.deepEqual(withoutName(program, join(folder, "dist/components/index.d.ts")), []);
    for (const file of ours) program.emit(file);
  });

  it("runs under mocks", () => {
    // Before it are the lines that the component writes for the reader of a preview.
    const registered = run("out/mocks.js").split("\n").at(-1) ?? "";
    assert.deepEqual(JSON.parse(registered), [
      "aws:apigateway/deployment:Deployment",
      "aws:apigateway/restApi:RestApi",
      "aws:apigateway/stage:Stage",
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:lambda/function:Function",
      "aws:lambda/permission:Permission",
      "lambda-rest-api:index:LambdaFunction",
      "lambda-rest-api:index:RestApi",
      "lambda-rest-api:index:Route",
      "lambda-rest-api:index:Stage",
      "pulumi:pulumi:Stack",
    ]);
  });

  it("runs every program of the pages under mocks, in the form in which it is shown", () => {
    const programs = [...shown].filter(
      ([, { code }]) => /^(?:export )?(?:const \w+ = )?new RestApi\(/m.test(code) || code.includes("=> new RestApi("),
    );
    assert.ok(programs.length > 12, `${programs.length} programs`);
    const printed = run("out/run-all.js", ...programs.map(([path]) => join("docs", path)));
    assert.deepEqual(JSON.parse(printed.split("\n").at(-1) ?? ""), []);
  });

  it("gives an ES module what it gives a CommonJS module", () => {
    const names = JSON.parse(run("out/module.mjs")).filter((name: string) => !["default", "module.exports", "__esModule"].includes(name));
    assert.deepEqual(names, Object.keys(components).sort());
  });

  it("gives a function what it may use in a few kilobytes, and refuses the rest of it there", () => {
    const entry = join(installed.program, "functions/cors.ts");
    writeFileSync(
      entry,
      'import { corsHeaders, type Handler } from "lambda-rest-api/function";\nexport const handler: Handler<object, object> = () => corsHeaders({ origins: ["https://a.example"] }, {});\n',
    );
    const script = (source: string) =>
      execFileSync(
        process.execPath,
        [
          "-e",
          `const { bundle } = require("lambda-rest-api/dist/components/lambda/code/bundle.js"); console.log(bundle({ entry: ${JSON.stringify(source)} }).text.length)`.replace(
            '"lambda-rest-api/dist',
            `"${folder}/dist`,
          ),
        ],
        { encoding: "utf8", stdio: "pipe" },
      );
    const bytes = Number(script(entry));
    assert.ok(bytes > 500 && bytes < 10_000, `${bytes} bytes`);
    writeFileSync(entry, 'import { corsHeaders } from "lambda-rest-api";\nexport const handler = corsHeaders;\n');
    assert.throws(() => script(entry), /lambda-rest-api is for programs/);
  });

  it("serves the program by npx lambda-rest-api local", async () => {
    const server = spawn("npx", ["--no-install", "lambda-rest-api", "local", "--port", "0", "--json"], {
      cwd: installed.program,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const closed = once(server, "close");
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const ready = JSON.parse((await lines.next()).value ?? "");
    const answer = await fetch(`${ready.apis[0].url}/Jane`);
    assert.deepEqual([answer.status, await answer.json()], [200, { greeting: "Hello, Jane" }]);
    // npx runs it in a shell, which does not pass signals on; a terminal's Ctrl-C reaches all of them, as this does.
    process.kill(-(server.pid ?? 0), "SIGINT");
    await closed;
  });

  it("tests a program by node:test and by mocha, as the examples and the docs show it", () => {
    const source = join(ROOT, "examples/testing");
    const testing = join(installed.program, "testing");
    mkdirSync(testing);
    for (const name of ["Pulumi.yaml", "index.ts", "hello.ts"]) copyFileSync(join(source, name), join(testing, name));
    for (const name of ["node-test.test", "mocha.test"]) {
      const { outputText } = ts.transpileModule(readFileSync(join(source, `${name}.ts`), "utf8"), {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(join(testing, `${name}.js`), outputText);
    }
    const shown = /```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, "docs/testing.md"), "utf8"))?.[1];
    assert.equal(shown, readFileSync(join(source, "node-test.test.ts"), "utf8"));
    const test = (...args: readonly string[]) =>
      execFileSync(process.execPath, args, { cwd: testing, encoding: "utf8", env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
    assert.match(test("--test", "node-test.test.js"), /pass 1/);
    assert.match(test(join(ROOT, "node_modules/mocha/bin/mocha.js"), "mocha.test.js"), /1 passing/);
  });

  it("makes a new program, whose test passes", () => {
    const created = installed.newProgram("Orders");
    const { name, dependencies, scripts } = JSON.parse(readFileSync(join(created, "package.json"), "utf8"));
    assert.equal(name, "orders");
    // The program in which the package is installed names it by its version.
    assert.equal(dependencies["lambda-rest-api"], "^0.1.0");
    assert.equal(dependencies["@pulumi/aws"], "^7.48.0");
    assert.match(readFileSync(join(created, "Pulumi.yaml"), "utf8"), /^name: orders$/m);
    assert.deepEqual(readdirSync(join(created, ".github"), { recursive: true }).sort(), [
      "contract.sh",
      "workflows",
      ...["contract", "deploy", "drift", "preview", "tests"].map((workflow) => join("workflows", `${workflow}.yml`)),
    ]);
    assert.deepEqual(readdirSync(join(created, "deploy-access")).sort(), [
      "Pulumi.yaml",
      "index.ts",
      "resources.ts",
      "state.ts",
      "tsconfig.json",
    ]);
    const shell = (script: string) =>
      execFileSync(script, { shell: true, cwd: created, encoding: "utf8", env: { ...process.env, NODE_TEST_CONTEXT: undefined } });
    assert.match(shell(scripts.test), /pass 1/);
  });

  function run(file: string, ...args: readonly string[]): string {
    return execFileSync(process.execPath, [file, ...args], { cwd: installed.program, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }
});

/** As tsc would; of the declarations, those of Pulumi's packages are not asked for, which alone take longer than all else. */
function compile(folder: string): ts.Program {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  assert.deepEqual(errors, []);
  return ts.createProgram(fileNames, options);
}

/** Types that authors never write, as others are made of them. */
const PARTS_OF_TYPES = [
  "ApiArguments",
  "DomainArguments",
  "Json",
  "Late",
  "ModelReference",
  "Named",
  "References",
  "RoutesArguments",
  "SingleFunctionReference",
];

/** Types of the package that the arguments of what a file exports name, and that it does not export. */
function withoutName(program: ts.Program, file: string): readonly string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const entry = source && checker.getSymbolAtLocation(source);
  assert.ok(entry);
  const declared = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const exports = checker.getExportsOfModule(entry);
  const names = new Set(exports.map(({ name }) => name));
  const found = new Set<string>();
  const look = (node: ts.Node): void => {
    const symbol = ts.isTypeReferenceNode(node) ? checker.getSymbolAtLocation(node.typeName) : undefined;
    const type = symbol && declared(symbol);
    const ours = type?.declarations?.some((one) => one.getSourceFile().fileName.includes("node_modules/lambda-rest-api/"));
    if (type && ours && !(type.flags & ts.SymbolFlags.TypeParameter) && !names.has(type.name)) found.add(type.name);
    ts.forEachChild(node, look);
  };
  for (const { name, declarations = [] } of exports.map(declared))
    if (/(?:Args|Arguments|Options|Transform)$/.test(name)) declarations.forEach(look);
  return [...found].filter((name) => !PARTS_OF_TYPES.includes(name)).sort();
}
