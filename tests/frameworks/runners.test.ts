import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Installed, install } from "../package/install";

const ROOT = join(__dirname, "../..");
const RUNNERS = join(__dirname, "runners/node_modules");
const PAGE = readFileSync(join(ROOT, "docs/testing.md"), "utf8");

/** What a stranger's own program has beside its sources; Pulumi's Node.js host and tsx read it, too. */
const TSCONFIG = {
  compilerOptions: { target: "es2022", module: "node16", strict: true, types: ["node", "mocha"], skipLibCheck: true, noEmit: true },
};

describe("a stranger's tests, with the packed package", function () {
  this.timeout(300_000);
  let installed: Installed;
  before(() => {
    installed = install();
  });
  after(() => installed.remove());

  /** A copy of an example as a program of its own, beside the program in which the package is installed. */
  function example(name: string, folder = name): string {
    const program = join(installed.program, folder);
    cpSync(join(ROOT, "examples", name), program, { recursive: true });
    rmSync(join(program, "tsconfig.json"));
    writeFileSync(join(program, "tsconfig.json"), JSON.stringify(TSCONFIG));
    writeFileSync(join(program, "package.json"), '{ "private": true }\n');
    symlinkSync(RUNNERS, join(program, "node_modules"));
    return program;
  }

  /** Runs one of the page's own lines; returns what it has written. */
  function run(program: string, command: string): { readonly status: number | null; readonly output: string } {
    const env = {
      ...process.env,
      NODE_TEST_CONTEXT: undefined,
      NODE_OPTIONS: undefined,
      CI: "true",
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
    };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: program, encoding: "utf8", env });
    return { status, output: stdout + stderr };
  }

  const passes = (program: string, command: string, said: RegExp) => {
    const { status, output } = run(program, command);
    assert.equal(status, 0, output);
    assert.match(output, said);
    assert.doesNotMatch(output, /did not exit|failed to exit|open handle|MaxListeners/i);
  };

  it("compile in strict mode", () => {
    passes(example("testing", "compiled"), "npx --no-install tsc", /^$/);
  });

  for (const [runner, file, said] of [
    ["node:test", "node-test.test.ts", /pass 2\n/],
    ["mocha", "mocha.test.ts", /2 passing/],
    ["vitest", "vitest.test.ts", /Tests +2 passed/],
    ["jest", "jest.test.js", /Tests: +2 passed/],
  ] as const)
    it(`pass by ${runner}, two files side by side, and its process ends by itself`, () => {
      const program = example("testing", `by-${file}`);
      const again = file.replace(".test.", "-again.test.");
      cpSync(join(program, file), join(program, again));
      const [, command = ""] = new RegExp(`^\\| ${runner} \\| .*${file}.* \\| \`(.*)\` \\|$`, "m").exec(PAGE) ?? [];
      assert.ok(command !== "", `docs/testing.md has the command of ${runner}`);
      passes(program, command, said);
    });

  it("say why they fail as the page shows it", () => {
    const program = example("testing", "failing");
    writeFileSync(join(program, "hello.ts"), 'export const handler = async () => ({ message: "Hello!" });\n');
    const { status, output } = run(program, "npx --no-install mocha --import=tsx mocha.test.ts");
    assert.equal(status, 1, output);
    const [, shown = ""] = /```text\n(.*?)```/s.exec(PAGE) ?? [];
    const written = output.slice(output.indexOf("  1) hello\n"), output.indexOf("      at "));
    assert.equal(stable(written).trim(), stable(shown).trim());
  });

  it("call an API by a client that has the types of its document", () => {
    const program = example("typed-client");
    const [, commands = ""] = /```sh\n(.*?)```/s.exec(PAGE.slice(PAGE.indexOf("## A typed client"))) ?? [];
    for (const command of commands.trim().split("\n")) {
      const { status, output } = run(program, command);
      assert.equal(status, 0, `${command}\n${output}`);
    }
    assert.match(readFileSync(join(program, "document.d.ts"), "utf8"), /"\/notes\/\{id\}"/);
    passes(program, "npx --no-install tsc", /^$/);
    passes(program, "node --import tsx --test client.test.ts", /pass 3\n/);
    // What the types refuse is refused by them, and not by something else.
    const client = readFileSync(join(program, "client.test.ts"), "utf8");
    mkdirSync(join(program, "refused"));
    writeFileSync(join(program, "refused/client.test.ts"), client.replaceAll("// @ts-expect-error", "//").replace("./client", "../client"));
    const { output } = run(program, "npx --no-install tsc");
    assert.deepEqual(
      [...output.matchAll(/error (TS\d+)/g)].map(([, code]) => code),
      ["TS2345", "TS2322"],
    );
  });
});

/** Without what is different in each run. */
function stable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replace(/Root=[\w-]+;Parent=\w+;Sampled=\d|Root=[\w-]+/g, "ROOT")
    .replace(/\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}/g, "TIME")
    .replace(/\b\d+ ms\b/g, "0 ms")
    .replace(/localhost:\d+/g, "localhost:0")
    .replace(/X-Forwarded-Port=\d+/g, "X-Forwarded-Port=0")
    .replace(/x-amz-apigw-id=\S+/g, "x-amz-apigw-id=ID,")
    .replace(/[ \t]+$/gm, "");
}
