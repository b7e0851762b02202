import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ComponentResource, type Inputs, type Output } from "@pulumi/pulumi";
import { LambdaFunction } from "../../components/index";
import { type Installed, install } from "../package/install";
import { type Engine, type Program, startEngine } from "./engine";

const CHECKOUT = join(__dirname, "../..");
const YAML = join(__dirname, "yaml");

describe("The installed package under the engine", () => {
  let installed: Installed;
  let plugin: Plugin;
  let engine: Engine;

  before(async () => {
    installed = install();
    plugin = await startPlugin(installed);
    engine = await startEngine([`lambda-rest-api:${plugin.port}`]);
  });

  after(() => {
    engine?.stop();
    plugin?.process.kill();
    installed?.remove();
  });

  it("is what a program of another folder makes its API of", async () => {
    const stack = await engine.stack("typescript", { folder: installed.program });
    const preview = await stack.preview();
    const up = await stack.up();
    assert.deepEqual(new Set(up.changes), new Set(preview.changes));
    assert.ok(up.changes.includes("create lambda-rest-api:index:RestApi greetings"));
    await stack.destroy();
  });

  it("is what a program of lambda-rest-api init makes its API of", async () => {
    const stack = await engine.stack("init", { folder: installed.newProgram("new") });
    const preview = await stack.preview();
    assert.ok(preview.changes.includes("create lambda-rest-api:index:Route hello GET /hello/{name}"));
    const up = await stack.up();
    assert.deepEqual(new Set(up.changes), new Set(preview.changes));
    assert.deepEqual((await stack.preview()).changes, []);
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
  });

  it("makes APIs for the engine, whatever the language of the program", async () => {
    const args: ArgumentsOf = (greet) => ({ functions: { greet }, routes: { "GET /{name}": { integration: NAMED } }, stages: { dev: {} } });
    const stack = await engine.stack("remote", { program: remote(args) });
    const preview = await stack.preview();
    const up = await stack.up();
    assert.deepEqual(new Set(up.changes), new Set(preview.changes));
    assert.deepEqual((await stack.preview()).changes, []);
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
  });

  it("refuses what API Gateway would refuse, whatever the language", async () => {
    const args: ArgumentsOf = (greet) => ({ functions: { greet }, routes: { "GET /{nam}": { integration: NAMED } }, stages: { "d%": {} } });
    const stack = await engine.stack("refused", { program: remote(args) });
    const problems = ['RestApi "greetings" has 2 problems', 'routes["GET /{nam}"].integration.request', 'stages["d%"]'];
    await assert.rejects(stack.preview(), ({ message }: Error) => problems.every((problem) => message.includes(problem)));
  });

  if (hasYaml())
    it("is what a program in YAML makes its API of, as docs/languages.md shows it", async () => {
      const folder = join(installed.program, "../yaml");
      cpSync(YAML, folder, { recursive: true });
      const page = readFileSync(join(CHECKOUT, "docs/languages.md"), "utf8");
      const [, shown = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
      assert.ok(readFileSync(join(folder, "Pulumi.yaml"), "utf8").endsWith(shown) && shown !== "", shown);
      const stack = await engine.stack("yaml", { folder });
      const preview = await stack.preview();
      const up = await stack.up();
      assert.deepEqual(new Set(up.changes), new Set(preview.changes));
      assert.deepEqual(
        up.changes.filter((change) => change.startsWith("create lambda-rest-api:")).sort(),
        ["RestApi greetings", "Route greetings GET /{name}", "Stage greetings-dev", "Stage greetings-prod"].map(
          (name) => `create lambda-rest-api:index:${name}`,
        ),
      );
      assert.match(await stack.run("stack", "output", "url"), /^https:\/\/\w+\.execute-api\..*\/dev$/m);
      assert.deepEqual((await stack.preview()).changes, []);
      await stack.destroy();
      assert.deepEqual(engine.account.resources, []);
    });
  else process.stdout.write("There is no pulumi-language-yaml on the PATH, which comes with Pulumi's CLI, so no program in YAML is run.\n");
});

const NAMED = { type: "AWS", function: "greet", request: { name: { $source: "path", variable: "name" } } };

type ArgumentsOf = (greet: Output<string>) => Inputs;

/** A program that has the plugin make its API, as programs in all languages do. */
function remote(args: ArgumentsOf): Program {
  return () => {
    const greet = new LambdaFunction("greet", { entry: join(__dirname, "functions/one.ts") });
    new ComponentResource("lambda-rest-api:index:RestApi", "greetings", { ...args(greet.arn), url: undefined }, {}, true);
  };
}

interface Plugin {
  readonly process: ChildProcess;
  readonly port: string;
}

/** Runs the folder `plugin/`, with the package installed in it, as Pulumi's Node.js host does, which prints the port. */
async function startPlugin({ program, tarball }: Installed): Promise<Plugin> {
  const folder = join(tarball, "../plugin");
  cpSync(join(CHECKOUT, "plugin"), folder, { recursive: true });
  symlinkSync(join(program, "node_modules"), join(folder, "node_modules"));
  const host = join(program, "node_modules/@pulumi/pulumi/cmd/run-plugin");
  const child = spawn(process.execPath, [host, folder], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(createInterface({ input: child.stdout }), "line");
  return { process: child, port };
}

function hasYaml(): boolean {
  return spawnSync("pulumi-language-yaml", ["--help"]).error === undefined;
}
