import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../../components/transform";

describe("A transform", () => {
  const args = { description: "a" };
  const opts = { protect: true };

  it("has the last word", () => {
    assert.deepEqual(
      transformed(() => ({ args: { description: "b" }, opts: {} }), "api", args, opts),
      ["api", { description: "b" }, {}],
    );
  });

  // As a program in JavaScript may write it.
  for (const [what, given] of [
    ["nothing", undefined],
    ["the arguments alone", args],
    ["no options", { args }],
    ["no arguments", { opts }],
    ["a promise", Promise.resolve({ args, opts })],
  ] as const)
    it(`refuses ${what}, by the name of the resource`, () => {
      assert.throws(
        () => Reflect.apply(transformed, undefined, [() => given, "api", args, opts]),
        (error) =>
          pulumi.ResourceError.isInstance(error) && /^The transform of "api" gives something else than { args, opts }/.test(error.message),
      );
    });
});
