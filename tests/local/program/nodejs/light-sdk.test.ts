import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import Module from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadLater } from "../../../../local/program/nodejs/light-sdk";

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

  it("leaves the parts of an API to the engine of the program that runs inside this one", async () => {
    const original = internals._load;
    const registered: string[] = [];
    const register = (part: object, { urn }: { readonly urn: pulumi.Output<string> }, _type: string, name: string) => {
      registered.push(name);
      Object.assign(part, { urn });
    };
    const resource = { registerResource: register };
    let inside: object | undefined;
    const state = { getStore: () => ({ callbacks: undefined }), getLocalStore: () => inside };
    internals._load = (request) => (request.endsWith("state") ? state : resource);
    try {
      loadLater();
      for (const request of ["./state", "./resource"])
        internals._load(request, { filename: "/app/node_modules/@pulumi/pulumi/runtime/rpc.js" }, false);
    } finally {
      internals._load = original;
    }
    const parent = { urn: pulumi.output("urn:pulumi:dev::app::lambda-rest-api:index:RestApi::api") };
    for (const name of ["outside", "inside"]) {
      inside = name === "inside" ? {} : undefined;
      const part: { readonly urn?: pulumi.Output<string> } = {};
      Reflect.apply(resource.registerResource, undefined, [
        part,
        parent,
        "lambda-rest-api:index:Route",
        name,
        false,
        false,
        undefined,
        {},
        {},
      ]);
      await new Promise((resolve) => part.urn?.apply(resolve));
    }
    assert.deepEqual(registered, ["inside"]);
  });

  it("lets functions of a program be read when they are asked for, with the files that they are in", () => {
    // In a process of its own: V8's debugger takes away what it counted for the coverage of this one.
    const args = ["--require", "ts-node/register/transpile-only", join(__dirname, "read-function.ts")];
    const { location, startedEarly } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
    assert.match(location, /read-function\.ts$/);
    assert.equal(startedEarly, false);
  });
});
