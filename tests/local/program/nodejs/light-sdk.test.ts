import assert from "node:assert/strict";
import Module from "node:module";
import { loadLater } from "../../../../local/program/nodejs/light-sdk";

function temporary(): void {}

describe("loading the SDK", () => {
  const internals: { _load: (request: string, parent: unknown, isMain: boolean) => unknown } = Object(Module);

  it("puts off what few programs use until they do, and nothing of other packages", () => {
    const original = internals._load;
    const loaded: string[] = [];
    internals._load = (request) => {
      loaded.push(request);
      return { name: request };
    };
    try {
      loadLater();
      const load = (request: string, filename: string) => internals._load(request, { filename }, false);
      const sdk = "/app/node_modules/@pulumi/pulumi/runtime/closure/package.js";
      const [compiler, other] = [load("../../typescript-shim", sdk), load("./other", sdk)];
      load("./typescript-shim", "/app/index.js");
      assert.deepEqual(loaded, ["./other", "./typescript-shim"]);
      assert.deepEqual(other, { name: "./other" });
      assert.equal(Object(compiler).name, "../../typescript-shim");
      assert.equal(Object(compiler).default.name, "../../typescript-shim");
    } finally {
      internals._load = original;
    }
  });

  it("keeps what the SDK tells of promises that are never settled, and asks for no stack of the others", async () => {
    const original = internals._load;
    const debuggable = {
      debugPromiseLeaks: false,
      debuggablePromise: (promise: Promise<string>) => ({ promise, stack: new Error().stack }),
    };
    const log = { debug: () => assert.fail("the engine is told"), info: () => "told" };
    internals._load = (request) => (request.endsWith("log") ? log : debuggable);
    try {
      loadLater();
      for (const request of ["./debuggable", "../runtime/debuggable", "../log", "./log"])
        internals._load(request, { filename: "/app/node_modules/@pulumi/pulumi/runtime/rpc.js" }, false);
    } finally {
      internals._load = original;
    }
    const limit = Error.stackTraceLimit;
    const { promise, stack } = debuggable.debuggablePromise(Promise.resolve("settled"));
    assert.deepEqual([await promise, stack, Error.stackTraceLimit], ["settled", "Error", limit]);
    assert.deepEqual([await log.debug(), log.info()], [undefined, "told"]);
  });

  it("looks for no stack of where a resource was made", () => {
    const original = internals._load;
    const resource = { Resource: { callsites: () => assert.fail("a stack is made") } };
    internals._load = () => resource;
    try {
      loadLater();
      internals._load("./resource", { filename: "/app/node_modules/@pulumi/pulumi/index.js" }, false);
    } finally {
      internals._load = original;
    }
    assert.deepEqual(resource.Resource.callsites(), []);
  });

  it("lets functions of a program be read when they are asked for, with the files that they are in", async () => {
    const original = internals._load;
    const hooks = { isInitializedAsync: () => assert.fail("the debugger is started"), getSessionAsync: undefined, getScriptUrl: undefined };
    internals._load = () => hooks;
    try {
      loadLater();
      internals._load("./v8Hooks", { filename: "/app/node_modules/@pulumi/pulumi/runtime/closure/v8.js" }, false);
    } finally {
      internals._load = original;
    }
    await Object(hooks).isInitializedAsync();
    const session = await Object(hooks).getSessionAsync();
    Object.assign(globalThis, { readByTest: temporary });
    const evaluated = await new Promise<object>((resolve) =>
      session.post("Runtime.evaluate", { expression: "readByTest" }, (_: unknown, answer: object) => resolve(answer)),
    );
    const { internalProperties } = await new Promise<{
      internalProperties: readonly { name: string; value: { value: { scriptId: string } } }[];
    }>((resolve) =>
      session.post("Runtime.getProperties", { objectId: Object(evaluated).result.objectId }, (_: unknown, answer: never) =>
        resolve(answer),
      ),
    );
    const location = internalProperties.find(({ name }) => name === "[[FunctionLocation]]");
    assert.match(Object(hooks).getScriptUrl(location?.value.value.scriptId), /light-sdk\.test\.ts$/);
    session.disconnect();
    Reflect.deleteProperty(globalThis, "readByTest");
  });
});
