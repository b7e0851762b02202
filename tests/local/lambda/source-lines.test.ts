import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { start } from "../commands/started";

describe("The error of a function that was bundled", function () {
  this.timeout(60_000);

  it("names the line of its source", async () => {
    const program = join(__dirname, "failing");
    const server = start(["local", program, "--port", "0", "--json"]);
    try {
      const { port } = await server.event("ready");
      const answer = await fetch(`http://127.0.0.1:${port}/failing/dev/`);
      assert.equal(answer.status, 502);
    } finally {
      server.child.kill("SIGTERM");
      await once(server.child, "close");
    }
    assert.ok(server.stderr().includes(`${join(program, "fails.ts")}:6:`), server.stderr());
  });
});
