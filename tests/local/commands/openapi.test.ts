import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { run } from "./started";

after(removeTemporaryFolders);

const PLAIN = join(__dirname, "../program/fixtures/plain");

describe("the command openapi", () => {
  it("prints the document of a program's API, and nothing else, to standard output", async () => {
    const { status, stdout } = await run(["openapi", PLAIN]);
    assert.equal(status, 0);
    const { openapi, info, servers, paths } = JSON.parse(stdout);
    assert.deepEqual(
      [openapi, info.title.slice(0, 10), servers, Object.keys(paths)],
      ["3.0.1", "greetings-", [{ url: "/test" }], ["/{name}"]],
    );
    assert.doesNotMatch(stdout, /x-amazon-apigateway/);
  });

  it("writes it to a file, with extensions for any account, and with the servers that are given", async () => {
    const file = join(temporaryFolder({}), "api.yaml");
    const { status, stdout } = await run([
      "openapi",
      PLAIN,
      "--output",
      file,
      "--extensions",
      "--server",
      "https://a.example",
      "--server",
      "https://b.example",
    ]);
    assert.deepEqual([status, stdout], [0, ""]);
    const { servers, paths } = parse(readFileSync(file, "utf8"));
    assert.deepEqual(servers, [{ url: "https://a.example" }, { url: "https://b.example" }]);
    assert.match(
      paths["/{name}"].post["x-amazon-apigateway-integration"].uri,
      /^arn:\$\{AWS::Partition\}:apigateway:\$\{AWS::Region\}:lambda:path\/2015-03-31\/functions\/arn:\$\{AWS::Partition\}:lambda:\$\{AWS::Region\}:\$\{AWS::AccountId\}:function:greet/,
    );
  });

  it("writes a document of each API into a folder, where nothing that is checked stands against it", async () => {
    const folder = join(temporaryFolder({}), "documents");
    const noTools = ["--check", "agentcore", "--filter-path", "/other/*"];
    const { status, stdout } = await run(["openapi", PLAIN, "--output", `${folder}/`, ...noTools]);
    assert.deepEqual([status, stdout, readdirSync(folder)], [0, "", ["greetings.json"]]);
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(join(folder, "greetings.json"), "utf8")).paths), ["/{name}"]);
  });

  it("writes nothing where an operation can be no tool of AgentCore Gateway, and says what it lacks", async () => {
    const { status, stdout, stderr } = await run(["openapi", PLAIN, "--check", "agentcore"]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(
      stderr,
      /^error: not yet a target of AgentCore Gateway:\n {2}greetings: routes\["POST \/\{name\}"\]\.operationName is missing\. It is the tool's name; give one, or the target a tool override\.$/m,
    );
  });

  it("refuses a stage, a format or a file that there is not", async () => {
    const refusals: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [["--stage", "prod"], /^error: greetings has no stage prod; its stages are: test$/m],
      [["--format", "xml"], /^error: --format xml: it is json or yaml$/m],
      [["--output", `${__filename}/api.json`], /^error: --output .*openapi\.test\.ts\/api\.json: E[A-Z]+/m],
    ];
    for (const [args, message] of refusals) {
      const { status, stdout, stderr } = await run(["openapi", PLAIN, ...args]);
      assert.deepEqual([status, stdout], [1, ""], args.join(" "));
      assert.match(stderr, message);
    }
  });
});
