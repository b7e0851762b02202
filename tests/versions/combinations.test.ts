import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execute, npx, packed, served } from "./installed";
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
  const made = packed();

  for (const { node, ends, manager } of COMBINATIONS)
    it(`serves a program and writes its document on Node.js ${node}, by ${manager}, with the ${ends} SDK and provider`, async () => {
      const program = join(made.folder, `program-${node}`);
      const env = environment(node, manager);
      const end = ends === "oldest" ? 0 : -1;
      const peers = Object.entries(RANGES).map(([name, range]) => `${name}@${versionsOf(name, range).at(end)}`);
      mkdirSync(program);
      for (const file of ["index.ts", "Pulumi.yaml", "tsconfig.json", "functions"])
        cpSync(join(PROGRAM, file), join(program, file), { recursive: true });
      writeFileSync(join(program, "package.json"), '{ "name": "greetings", "private": true }\n');
      const run = (command: string, ...args: readonly string[]) =>
        execFileSync(command, args, { cwd: program, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

      const installed = run(manager, ...readmeInstall(manager), made.tarball, ...peers);
      assert.doesNotMatch(installed, /ERESOLVE|unmet peer/i);
      assert.match(run("node", "--version"), new RegExp(`^v${node}\\.`));
      const document = JSON.parse(run(npx(manager), ...execute(manager), "openapi", "--api", "greetings"));
      assert.deepEqual(Object.keys(document.paths), ["/{name}"]);
      assert.deepEqual(await served(program, env, manager), [200, { greeting: "Hello, Jane" }]);
      process.stdout.write(`        ${peers.join(", ")}\n`);
    });

  function environment(node: number, manager: string): NodeJS.ProcessEnv {
    const paths = [installNode(node, join(made.folder, `node-${node}`))];
    if (manager === "pnpm") paths.push(join(installTool("pnpm", join(made.folder, "pnpm")), ".bin"));
    return { ...process.env, PATH: [...paths, process.env["PATH"]].join(delimiter), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  }
});

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
