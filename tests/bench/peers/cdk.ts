import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../result";

const VERSIONS = { "aws-cdk-lib": "2.219.0", constructs: "10.4.2" };

const PROGRAM = `
const started = performance.now();
const { App, Stack } = require("aws-cdk-lib");
const { Code, Function, Runtime } = require("aws-cdk-lib/aws-lambda");
const { LambdaIntegration, RestApi } = require("aws-cdk-lib/aws-apigateway");
const stack = new Stack(new App(), "bench");
const fn = new Function(stack, "fn", { runtime: Runtime.NODEJS_22_X, handler: "index.handler", code: Code.fromInline("exports.handler = async () => ({ statusCode: 200 });") });
const api = new RestApi(stack, "api");
for (let n = 0; n < Number(process.argv[2]); n++)
  api.root.resourceForPath("/group" + (n % 20 >> 1) + "/item" + (n >> 1)).addMethod(n % 2 === 0 ? "GET" : "POST", new LambdaIntegration(fn));
try {
  const assembly = stack.node.root.synth();
  console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, resources: Object.keys(assembly.stacks[0].template.Resources).length }));
} catch (error) {
  console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, refused: error.message.split("\\n")[0] }));
}
`;

/** Synthesises the same API by AWS CDK; says why where that is not possible. */
export function cdkSynth(routes: number): Row {
  const what = `AWS CDK ${VERSIONS["aws-cdk-lib"]}, synth of ${routes} routes`;
  const folder = mkdtempSync(join(tmpdir(), "bench-cdk-"));
  try {
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    writeFileSync(join(folder, "index.js"), PROGRAM);
    const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
    const install = ["install", "--no-audit", "--no-fund", "--loglevel", "error", ...packages];
    const { status, stderr } = spawnSync("npm", install, { cwd: folder, encoding: "utf8" });
    if (status !== 0) return { what, figure: "left out", beside: `it could not be installed: ${stderr.trim().split("\n").at(-1)}` };
    const run = spawnSync(process.execPath, ["index.js", String(routes)], { cwd: folder, encoding: "utf8" });
    const line = run.stdout.trim().split("\n").at(-1) ?? "";
    if (run.status !== 0) return { what, figure: "left out", beside: run.stderr.trim().split("\n").at(-1) ?? "" };
    const result: { readonly seconds: number; readonly resources?: number; readonly refused?: string } = JSON.parse(line);
    return { what, figure: `${result.seconds.toFixed(1)} s`, beside: result.refused ?? `${result.resources} resources` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
