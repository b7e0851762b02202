import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "./temporary";

const ROOT = join(__dirname, "../..");

const PROGRAM = `
const { CustomResource } = require("@pulumi/pulumi");
const integration = { type: "mock", requestTemplates: { "application/json": '{"statusCode": 200}' }, responses: { default: { statusCode: "200" } } };
const paths = { "/": { get: { responses: { 200: {} }, "x-amazon-apigateway-integration": integration } } };
const api = new CustomResource("aws:apigateway/restApi:RestApi", "one", { body: JSON.stringify({ openapi: "3.0.1", paths }) });
const deployment = new CustomResource("aws:apigateway/deployment:Deployment", "one", { restApi: api.id });
new CustomResource("aws:apigateway/stage:Stage", "one", { restApi: api.id, deployment: deployment.id, stageName: "dev" });
`;

/** Writes which modules of the inspector are loaded: once a request has been answered, and once the page has been asked for. */
const SCRIPT = `
const { relative } = require("node:path");
const { startLocal } = require("./local/testing/index.ts");
const loaded = () => Object.keys(require.cache).map((path) => relative(".", path).replaceAll("\\\\", "/"))
  .filter((path) => /(^|\\/)(inspector|swagger-ui[^/]*|preact)\\//.test(path)).sort();
(async () => {
  const local = await startLocal({ directory: process.argv[1] });
  const { status } = await fetch(local.api("one").stage("dev").url + "/");
  const before = loaded();
  await (await fetch(local.url, { headers: { Accept: "text/html" } })).text();
  process.stdout.write(JSON.stringify({ status, before, after: loaded() }));
  await local.close();
})();
`;

after(removeTemporaryFolders);

describe("the inspector", function () {
  this.timeout(60_000);

  it("is loaded when a browser asks for it, and not before", () => {
    const folder = temporaryFolder({ "Pulumi.yaml": "name: one\nruntime: nodejs\n", "index.js": PROGRAM });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const output = execFileSync(process.execPath, ["--require", "./bin/sources.js", "-e", SCRIPT, folder], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const { status, before, after } = JSON.parse(output);
    assert.equal(status, 200);
    assert.deepEqual(before, ["local/inspector/cross-site.ts", "local/inspector/index.ts"]);
    for (const path of ["local/inspector/pages.ts", "local/inspector/events.ts", "inspector/assets.ts"])
      assert.ok(after.includes(path), path);
  });
});
