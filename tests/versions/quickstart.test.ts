import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packed, served } from "./installed";

const ROOT = join(__dirname, "../..");

describe("the packed package, by npx", () => {
  const made = packed();

  it("makes a new program by the README's five commands, in which everything works that its own README says", async () => {
    const program = join(made.folder, "orders");
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
    const told = shell(`${init}\n${enter}\n${install}`, made.folder);
    assert.ok(told.includes(ask), `init tells of ${ask}`);
    const { dependencies } = JSON.parse(readFileSync(join(program, "package.json"), "utf8"));
    assert.equal(dependencies["lambda-rest-api"], `file:${basename(made.tarball)}`);
    run("npm", "run", "typecheck");
    assert.match(run("npm", "test"), /pass 1/);
    const [, path] = /^curl http:\/\/localhost:3000\/hello\/v1(\S+)$/.exec(ask) ?? [];
    assert.deepEqual(await served(program, process.env, "npm", path), [200, { greeting: "Hello, Jane!" }]);
    assert.deepEqual(Object.keys(JSON.parse(run("npx", "--no-install", "lambda-rest-api", "openapi")).paths), ["/hello/{name}"]);
  });
});

/** The README's five commands; the getting-started page has the same. */
function quickstart(): readonly string[] {
  const [, shown = ""] = /```sh\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  assert.ok(readFileSync(join(ROOT, "docs/getting-started.md"), "utf8").includes(shown), "docs/getting-started.md has them, too");
  return shown.trim().split("\n");
}
