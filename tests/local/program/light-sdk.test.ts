import assert from "node:assert/strict";
import Module from "node:module";
import { loadSdk } from "../../../local/program/light-sdk";

describe("loading the SDK", () => {
  const internals: { _load: (request: string, ...rest: unknown[]) => unknown } = Object(Module);

  it("puts off what few programs use until they do", () => {
    const original = internals._load;
    const loaded: string[] = [];
    internals._load = (request) => {
      loaded.push(request);
      return { name: request };
    };
    try {
      const [later, now] = loadSdk(() => [internals._load("../../typescript-shim"), internals._load("./other")]);
      assert.deepEqual(loaded, ["./other"]);
      assert.deepEqual(now, { name: "./other" });
      assert.equal(Object(later).name, "../../typescript-shim");
      assert.equal(Object(later).default.name, "../../typescript-shim");
      assert.ok(loaded.includes("../../typescript-shim"));
    } finally {
      internals._load = original;
    }
  });

  it("leaves module loading as it was, even when loading fails", () => {
    const original = internals._load;
    assert.throws(() =>
      loadSdk(() => {
        throw new Error("failed");
      }),
    );
    assert.equal(internals._load, original);
  });
});
