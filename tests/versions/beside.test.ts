import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { packed, served } from "./installed";

describe("the packed package, beside older versions of the provider", () => {
  const made = packed();

  for (const version of ["5.0.0", "6.0.0", "7.23.0"])
    it(`can be installed beside @pulumi/aws ${version}, whose programs it runs locally`, () => {
      const program = mkdtempSync(join(made.folder, "beside-"));
      writeFileSync(join(program, "package.json"), JSON.stringify({ dependencies: { "@pulumi/aws": version } }));
      execFileSync("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund", made.tarball], { cwd: program, stdio: "ignore" });
      const { packages } = JSON.parse(readFileSync(join(program, "package-lock.json"), "utf8"));
      assert.equal(packages["node_modules/@pulumi/aws"].version, version);
    });

  for (const version of [5, 6])
    it(`serves a program with version ${version} of the provider, of which the components know nothing`, async () => {
      const program = join(made.folder, `older-${version}`);
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
      const beside = join(made.folder, "beside");
      mkdirSync(beside, { recursive: true });
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", beside, made.tarball], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      const env = { ...process.env, PATH: [join(beside, "node_modules/.bin"), process.env["PATH"]].join(delimiter) };
      assert.deepEqual(await served(program, env, "none"), [200, { greeting: "Hello from visits" }]);
    });
});
