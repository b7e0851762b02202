import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, startEngine } from "../engine/engine";
import { packed } from "./installed";

const ROOT = join(__dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");

if (spawnSync("pulumi", ["version"]).error === undefined)
  describe("the README's own program, installed by the README's own lines", () => {
    const made = packed();
    let engine: Engine;
    before(async () => {
      const { folder } = made;
      const [, program = ""] = /```ts\n(import [^`]*?new RestApi\([^`]*)```/.exec(README) ?? [];
      mkdirSync(join(folder, "functions"));
      cpSync(join(ROOT, "functions/calc"), join(folder, "functions/calc"), { recursive: true });
      writeFileSync(join(folder, "index.ts"), program);
      writeFileSync(join(folder, "Pulumi.yaml"), "name: readme\nruntime: nodejs\nmain: index.ts\n");
      writeFileSync(join(folder, "package.json"), '{ "name": "readme", "private": true }\n');
      const lines = README.split("\n").filter((line) => /^npm install .*(?:@pulumi\/pulumi|--save-dev)/.test(line));
      assert.equal(lines.length, 2);
      for (const line of lines) {
        // The archive is there by the name that the README gives it.
        execFileSync("npm", [...line.split(" ").slice(1), "--no-audit", "--no-fund"], {
          cwd: folder,
          stdio: ["ignore", "ignore", "inherit"],
        });
      }
      engine = await startEngine();
    });
    after(() => engine?.stop());

    it("previews with no tsconfig.json", () => previews("plain"));

    it("previews as an ES module", async () => {
      const manifest = JSON.parse(readFileSync(join(made.folder, "package.json"), "utf8"));
      writeFileSync(join(made.folder, "package.json"), JSON.stringify({ ...manifest, type: "module" }));
      const compilerOptions = { module: "nodenext", target: "es2022", strict: true, types: ["node"] };
      writeFileSync(join(made.folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
      await previews("module");
    });

    async function previews(name: string): Promise<void> {
      const stack = await engine.stack(name, { folder: made.folder, config: { "aws:region": "us-east-1" } });
      const { changes } = await stack.preview();
      assert.ok(changes.includes("create lambda-rest-api:index:Route lambda-gate GET /calc"), changes.join("\n"));
    }
  });
else process.stdout.write("There is no pulumi on the PATH, so the README's program is not previewed.\n");
