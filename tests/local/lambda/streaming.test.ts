import assert from "node:assert/strict";
import type { LambdaResult } from "../../../gateway/index";
import { GATE, makeGate, parsed, type ServiceUnderTest, serve } from "./service-under-test";

const HANDLERS = `
const { pipeline } = require("node:stream/promises");
const { Readable } = require("node:stream");
const gate = ${GATE};
const handlers = {
  two: async (stream, at) => { stream.write("one"); await gate(at); stream.write(Buffer.from("two")); stream.end(); },
  http: async (stream) => { const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: "b" } }); http.write("body"); http.end(); },
  onlyEnd: async (stream) => { awslambda.HttpResponseStream.from(stream, { statusCode: 201 }).end("body"); },
  object: async (stream) => { stream.write({ a: 1 }); stream.end(); },
  counting: async (stream) => {
    for (let n = 1; n <= 32; n++) { await new Promise((written) => stream.write(Buffer.alloc(65536), written)); console.log("written", n); }
    stream.end();
  },
  large: (stream) => pipeline(Readable.from((function* () { for (let n = 0; n < 256; n++) yield Buffer.alloc(65536, n); })()), stream),
  returns: async (stream) => { stream.end("ended"); return "ignored"; },
  synchronous: (stream) => { stream.write("a"); stream.end(); },
  failsFirst: async () => { throw new RangeError("first"); },
  failsLater: async (stream) => { await new Promise((resolve) => stream.write("part", resolve)); throw new RangeError("later"); },
  neverEnds: async (stream) => { stream.write("part"); },
  late: async (stream) => { stream.write("a"); stream.setContentType("text/plain"); },
};
exports.handler = awslambda.streamifyResponse((event, stream) => handlers[event.run](stream, event.at));
exports.buffered = async (event) => ({ event });
`;

describe("response streaming", () => {
  let service: ServiceUnderTest;
  before(() => {
    service = serve({ "index.js": HANDLERS }, { timeout: 5 });
  });
  after(() => service.close());

  const stream = (run: string) => service.invoke({ run }, { streaming: true });
  const chunksOf = async (result: LambdaResult) => {
    assert.equal(result.kind, "stream");
    const chunks: string[] = [];
    if (result.kind === "stream") for await (const chunk of result.chunks) chunks.push(Buffer.from(chunk).toString());
    return chunks;
  };

  it("gives each chunk as it is written", async () => {
    const gate = await makeGate();
    const result = await service.invoke({ run: "two", at: gate.port }, { streaming: true });
    const chunks: string[] = [];
    if (result.kind === "stream")
      for await (const chunk of result.chunks) {
        chunks.push(Buffer.from(chunk).toString());
        gate.open();
      }
    gate.close();
    assert.deepEqual(chunks, ["one", "two"]);
  });

  it("sends the metadata and eight null bytes before the body", async () => {
    assert.equal((await chunksOf(await stream("http"))).join(""), `{"statusCode":201,"headers":{"a":"b"}}${"\0".repeat(8)}body`);
  });

  it("loses the metadata where nothing is written before the end, as on AWS", async () => {
    assert.deepEqual(await chunksOf(await stream("onlyEnd")), ["body"]);
  });

  it("writes anything that is no text and no bytes as JSON", async () => {
    assert.deepEqual(await chunksOf(await stream("object")), ['{"a":1}']);
  });

  it("waits for a slow reader", async () => {
    const result = await stream("counting");
    let taken = 0;
    if (result.kind === "stream")
      for await (const chunk of result.chunks) {
        taken += chunk.length / 65536;
        const written = Number(/written (\d+)$/.exec(String(service.logged.findLast((line) => line.includes("written"))))?.[1] ?? 0);
        assert.ok(written <= taken + 3, `${written} written, ${taken} taken`);
        await new Promise(setImmediate);
      }
    assert.equal(taken, 32);
  });

  it("passes on what is piped", async () => {
    const result = await stream("large");
    let bytes = 0;
    if (result.kind === "stream") for await (const chunk of result.chunks) bytes += chunk.length;
    assert.equal(bytes, 256 * 65536);
  });

  it("goes on where the reader leaves", async () => {
    const result = await stream("large");
    if (result.kind === "stream") for await (const chunk of result.chunks) if (chunk.length > 0) break;
    assert.deepEqual(await chunksOf(await stream("object")), ['{"a":1}']);
  });

  it("warns of a value that is returned", async () => {
    assert.deepEqual(await chunksOf(await stream("returns")), ["ended"]);
    assert.ok(service.logged.some((line) => line.endsWith("\tWARN\tStreaming handlers ignore return values.")));
  });

  it("answers a buffered request with the whole", async () => {
    const result = await service.invoke({ run: "http" });
    assert.equal(result.kind === "payload" && result.payload.toString(), `{"statusCode":201,"headers":{"a":"b"}}${"\0".repeat(8)}body`);
  });

  it("answers with an error that comes before the first chunk", async () => {
    const [kind, { errorType, errorMessage }] = Object(parsed(await stream("failsFirst")));
    assert.deepEqual([kind, errorType, errorMessage], ["Unhandled", "RangeError", "first"]);
  });

  it("breaks off at an error that comes later", async () => {
    await assert.rejects(async () => chunksOf(await stream("failsLater")), /"errorType":"RangeError","errorMessage":"later"/);
  });

  it("refuses a handler that is not asynchronous", async () => {
    const failing = service.invoke({ run: "synchronous" });
    const [, { errorMessage }] = Object(parsed(await failing));
    assert.equal(errorMessage, "Streaming does not support non-async handlers.");
  });

  it("refuses a content type after the first write", async () => {
    const [, { errorType }] = Object(parsed(await service.invoke({ run: "late" })));
    assert.equal(errorType, "Runtime.InvalidStreamingOperation");
  });

  it("times out where the stream is never ended", async () => {
    const short = serve({ "index.js": HANDLERS }, { timeout: 0.1 });
    await assert.rejects(async () => chunksOf(await short.invoke({ run: "neverEnds" }, { streaming: true })), /Sandbox\.Timedout/);
    await short.close();
  });

  it("gives the answer of a handler that does not stream in one chunk", async () => {
    const buffered = serve({ "index.js": HANDLERS }, { handler: "index.buffered" });
    assert.deepEqual(await chunksOf(await buffered.invoke(1, { streaming: true })), ['{"event":1}']);
    await buffered.close();
  });
});
