import assert from "node:assert/strict";
import { createThreads } from "../../local/computing/index";

const INPUT = {
  body: "",
  params: { path: new Map(), querystring: new Map([["a", "1"]]), header: new Map() },
  context: {},
  stageVariables: {},
};
const ENDLESS = "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end";

describe("threads for what takes long", () => {
  const threads = createThreads();
  after(threads.close);

  it("render templates, with what they override", async () => {
    const source = '#set($context.responseOverride.status = 201)#set($context.requestOverride.header.b = "c")$input.params("a")';
    const rendered = await threads.render({ source, input: INPUT, overrides: [{ header: { a: "b" } }, {}] });
    assert.deepEqual(rendered, { text: "1", overrides: [{ header: { a: "b", b: "c" } }, { status: 201 }] });
  });

  it("say where a template fails", async () => {
    const rendered = await threads.render({ source: "\n$input.path('$.')", input: INPUT, overrides: [{}, {}] });
    assert.ok("error" in rendered);
    assert.match(rendered.error.message, /Invalid JSONPath/);
    assert.equal(rendered.error.line, 2);
  });

  it("validate bodies, and keep what they have compiled", async () => {
    const check = (body: string) =>
      threads.check({ key: "1", model: "M", models: { M: { schema: { type: "object", required: ["a"] } } }, body });
    assert.deepEqual(await check('{"a":1}'), []);
    assert.deepEqual(await check("{}"), ['object has missing required properties (["a"])']);
    assert.deepEqual(await check("{"), ["Unknown error parsing request body"]);
  });

  it("are told of where none can be made, each that waits, and tried again by what comes later", async () => {
    let made = 0;
    const failing = createThreads(() => Promise.reject(new Error(`no esbuild ${++made}`)));
    const render = () => failing.render({ source: "x", input: INPUT, overrides: [{}, {}] });
    const told = (await Promise.allSettled([render(), render()])).map((one) => one.status === "rejected" && String(one.reason));
    assert.deepEqual(told, ["Error: no esbuild 1", "Error: no esbuild 1"]);
    await assert.rejects(render(), /no esbuild 2/);
  });

  it("leave this one free, and other tasks are done before one that goes on and on", async () => {
    const order: string[] = [];
    const long = threads.render({ source: ENDLESS, input: INPUT, overrides: [{}, {}] }).then(() => order.push("long"));
    const turns = new Promise<void>((resolve) => {
      const turn = (left: number): void => void (left === 0 ? resolve() : setImmediate(() => turn(left - 1)));
      turn(100);
    }).then(() => order.push("this thread"));
    const short = threads.render({ source: "x", input: INPUT, overrides: [{}, {}] }).then(() => order.push("short"));
    await Promise.all([long, turns, short]);
    assert.equal(order.at(-1), "long");
  });
});
