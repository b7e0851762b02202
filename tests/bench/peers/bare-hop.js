/**
 * The least that a gateway with functions in processes can do: node:http, and one hop by Node.js's own IPC to a process that answers. With
 * `--aws` the function gets AWS's event, the answer has AWS's headers, and the log has a line: still nothing of a gateway.
 */
const { fork } = require("node:child_process");
const { createServer } = require("node:http");
const { begin } = require(process.argv.includes("--aws") ? "./bare-aws" : "./bare-plain");

if (process.send !== undefined && process.argv[2] === "child") {
  process.on("message", ({ id, event }) => process.send({ id, answer: { statusCode: 200, body: JSON.stringify({ path: event.path }) } }));
} else {
  const child = fork(__filename, ["child"]);
  const waiting = new Map();
  let last = 0;
  child.on("message", ({ id, answer }) => {
    waiting.get(id)(answer);
    waiting.delete(id);
  });
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const id = ++last;
      const { event, headers, end } = begin(request, Buffer.concat(chunks).toString());
      waiting.set(id, ({ statusCode, body }) => {
        response.writeHead(statusCode, { "Content-Type": "application/json", ...headers, "Content-Length": Buffer.byteLength(body) });
        response.end(body);
        end(statusCode);
      });
      child.send({ id, event });
    });
  });
  server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ event: "ready", port: server.address().port })}\n`));
  process.on("SIGTERM", () => {
    child.kill();
    process.exit(0);
  });
}
