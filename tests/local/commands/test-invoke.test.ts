import assert from "node:assert/strict";
import { join } from "node:path";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { run } from "./started";

after(removeTemporaryFolders);

const PLAIN = join(__dirname, "../program/fixtures/plain");

describe("the command test-invoke", () => {
  it("prints the answer and the execution log as AWS does", async () => {
    const body = join(temporaryFolder({ "body.txt": "hello" }), "body.txt");
    const { status, stdout } = await run(["test-invoke", PLAIN, "POST", "/jane?a=1", "--body", body, "--json"]);
    assert.equal(status, 0);
    const { headers, latency, log, ...answer } = JSON.parse(stdout);
    assert.deepEqual([answer.status, answer.body], [200, "Hello /jane hello"]);
    assert.equal(headers["Content-Type"], "application/json");
    assert.equal(typeof latency, "number");
    assert.match(log, /^Execution log for request .*test-invoke-stage\/POST\/\{name\}.*Method completed with status: 200$/s);
  });

  it("refuses an API that is not in the program, naming those that are", async () => {
    const { status, stderr } = await run(["test-invoke", PLAIN, "GET", "/", "--api", "pets"]);
    assert.equal(status, 1);
    assert.match(stderr, /^error: there is no REST API pets; there are: greetings$/m);
  });
});
