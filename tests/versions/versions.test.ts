import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { installNode, installTool, versionsOf } from "./registry";

const ROOT = join(__dirname, "../..");
const PROGRAM = join(ROOT, "tests/package/fixtures/program");
const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
/** The components need a newer provider than the local command; the engine of DynamoDB is installed where it is needed. */
const RANGES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<string>({ ...peerDependencies, "@pulumi/aws": "^7.48.0" }).filter(([name]) => !name.startsWith("@dynoxide/")),
);

/** What is tried: each version of Node.js, each end of the ranges and each package manager once. */
const COMBINATIONS = [
  { node: 20, ends: "oldest", manager: "npm" },
  { node: 22, ends: "newest", manager: "pnpm" },
  { node: 24, ends: "newest", manager: "npm" },
] as const;

describe("the packed package, installed as the README says", () => {
  let folder: string;
  let tarball: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "lambda-rest-api-versions-")));
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: ROOT, encoding: "utf8" });
    tarball = join(folder, packed.trim().split("\n").at(-1) ?? "");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const { node, ends, manager } of COMBINATIONS)
    it(`serves a program and writes its document on Node.js ${node}, by ${manager}, with the ${ends} SDK and provider`, async () => {
      const program = join(folder, `program-${node}`);
      const env = environment(node, manager);
      const end = ends === "oldest" ? 0 : -1;
      const peers = Object.entries(RANGES).map(([name, range]) => `${name}@${versionsOf(name, range).at(end)}`);
      mkdirSync(program);
      for (const file of ["index.ts", "Pulumi.yaml", "tsconfig.json", "functions"])
        cpSync(join(PROGRAM, file), join(program, file), { recursive: true });
      writeFileSync(join(program, "package.json"), '{ "name": "greetings", "private": true }\n');
      const run = (command: string, ...args: readonly string[]) =>
        execFileSync(command, args, { cwd: program, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

      const installed = run(manager, ...readmeInstall(manager), tarball, ...peers);
      assert.doesNotMatch(installed, /ERESOLVE|unmet peer/i);
      assert.match(run("node", "--version"), new RegExp(`^v${node}\\.`));
      const document = JSON.parse(run(npx(manager), ...execute(manager), "openapi", "--api", "greetings"));
      assert.deepEqual(Object.keys(document.paths), ["/{name}"]);
      assert.deepEqual(await served(program, env, manager), [200, { greeting: "Hello, Jane" }]);
      process.stdout.write(`        ${peers.join(", ")}\n`);
    });

  for (const version of ["5.0.0", "6.0.0", "7.23.0"])
    it(`can be installed beside @pulumi/aws ${version}, whose programs it runs locally`, () => {
      const program = mkdtempSync(join(folder, "beside-"));
      writeFileSync(join(program, "package.json"), JSON.stringify({ dependencies: { "@pulumi/aws": version } }));
      execFileSync("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund", tarball], { cwd: program, stdio: "ignore" });
      const { packages } = JSON.parse(readFileSync(join(program, "package-lock.json"), "utf8"));
      assert.equal(packages["node_modules/@pulumi/aws"].version, version);
    });

  for (const version of [5, 6])
    it(`serves a program with version ${version} of the provider, of which the components know nothing`, async () => {
      const program = join(folder, `older-${version}`);
      cpSync(join(__dirname, "fixtures/older-provider"), program, { recursive: true });
      writeFileSync(join(program, "package.json"), '{ "name": "older", "private": true }\n');
      const install = [
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        `@pulumi/aws@${version}`,
        "@pulumi/pulumi@3",
        "typescript@5",
      ];
      execFileSync("npm", install, { cwd: program, stdio: ["ignore", "ignore", "inherit"] });
      // Beside it, as npx has it: none of its peers is installed with it, nor looked at.
      const beside = join(folder, "beside");
      mkdirSync(beside, { recursive: true });
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", beside, tarball], { stdio: ["ignore", "ignore", "inherit"] });
      const env = { ...process.env, PATH: [join(beside, "node_modules/.bin"), process.env["PATH"]].join(delimiter) };
      assert.deepEqual(await served(program, env, "none"), [200, { greeting: "Hello from visits" }]);
    });

  it("makes a new program by the README's five commands, in which everything works that its own README says", async () => {
    const program = join(folder, "orders");
    const [init = "", enter = "", install = "", serve, ask = "", ...more] = quickstart();
    assert.deepEqual([enter, serve, more], ["cd orders", "npm start", []]);
    const shell = (script: string, cwd: string) =>
      execFileSync("sh", ["-ec", script], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      });
    const run = (...command: readonly string[]) => shell(command.join(" "), program);
    const told = shell(`${init}\n${enter}\n${install}`, folder);
    assert.ok(told.includes(ask), `init tells of ${ask}`);
    const { dependencies } = JSON.parse(readFileSync(join(program, "package.json"), "utf8"));
    assert.equal(dependencies["lambda-rest-api"], `file:${basename(tarball)}`);
    run("npm", "run", "typecheck");
    assert.match(run("npm", "test"), /pass 1/);
    const [, path] = /^curl http:\/\/localhost:3000\/hello\/v1(\S+)$/.exec(ask) ?? [];
    assert.deepEqual(await served(program, process.env, "npm", path), [200, { greeting: "Hello, Jane!" }]);
    assert.deepEqual(Object.keys(JSON.parse(run("npx", "--no-install", "lambda-rest-api", "openapi")).paths), ["/hello/{name}"]);
  });

  function environment(node: number, manager: string): NodeJS.ProcessEnv {
    const paths = [installNode(node, join(folder, `node-${node}`))];
    if (manager === "pnpm") paths.push(join(installTool("pnpm", join(folder, "pnpm")), ".bin"));
    return { ...process.env, PATH: [...paths, process.env["PATH"]].join(delimiter), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  }
});

/** The README's five commands; the getting-started page has the same. */
function quickstart(): readonly string[] {
  const [, shown = ""] = /```sh\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  assert.ok(readFileSync(join(ROOT, "docs/getting-started.md"), "utf8").includes(shown), "docs/getting-started.md has them, too");
  return shown.trim().split("\n");
}

/** The README's own line, without what it names: that is given in the versions that are tried. */
function readmeInstall(manager: string): string[] {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const line = readme
    .split("\n")
    .find((text) => text.startsWith(`${manager} `) && / \.\/lambda-rest-api-\S+\.tgz @pulumi\/pulumi @pulumi\/aws$/.test(text));
  assert.ok(line, `the README tells how to install by ${manager}`);
  return line
    .replace(/ \.\/lambda-rest-api-.*/, "")
    .split(" ")
    .slice(1);
}

function npx(manager: string): string {
  return manager === "none" ? "lambda-rest-api" : manager === "pnpm" ? "pnpm" : "npx";
}

function execute(manager: string): string[] {
  if (manager === "none") return [];
  return manager === "pnpm" ? ["exec", "lambda-rest-api"] : ["--no-install", "lambda-rest-api"];
}

/** Starts the local command, sends one request, and ends it. */
async function served(program: string, env: NodeJS.ProcessEnv, manager: string, path = "/Jane"): Promise<[status: number, body: unknown]> {
  const args = [...execute(manager), "local", "--port", "0", "--json"];
  const server = spawn(npx(manager), args, { cwd: program, env, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const ready = JSON.parse((await lines.next()).value ?? "{}");
    const answer = await fetch(`${ready.apis[0].url}${path}`);
    return [answer.status, await answer.json()];
  } finally {
    // The package manager runs it in a shell, which does not pass signals on.
    process.kill(-(server.pid ?? 0), "SIGINT");
  }
}
