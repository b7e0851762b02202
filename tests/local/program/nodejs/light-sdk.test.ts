import assert from "node:assert/strict";
import Module from "node:module";
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
});
