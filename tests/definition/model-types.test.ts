import assert from "node:assert/strict";
import type { Handler, ModelType, ModelTypes } from "../../components/index";

const models = {
  Input: {
    type: "object",
    required: ["a", "op"],
    properties: {
      a: { type: "number" },
      b: { type: "integer" },
      op: { enum: ["add", "sub"] },
      tags: { type: "array", items: { type: "string" } },
      exact: { type: ["boolean", "null"] },
    },
  },
  Output: { type: "object", required: ["c"], properties: { c: { type: "number" } } },
  Result: {
    type: "object",
    required: ["output"],
    properties: { input: { $ref: "Input" }, output: { $ref: "#/components/schemas/Output" } },
  },
  Either: { oneOf: [{ $ref: "Output" }, { type: "string" }] },
  Both: { allOf: [{ $ref: "Output" }, { type: "object", required: ["d"], properties: { d: { type: "string" } } }] },
  Counts: { type: "object", additionalProperties: { type: "integer" } },
  Tree: { type: "object", required: ["children"], properties: { children: { type: "array", items: { $ref: "Tree" } } } },
  Anything: {},
} as const;

type Types = ModelTypes<typeof models>;
type Output = { readonly c: number };
type Input = {
  readonly a: number;
  readonly op: "add" | "sub";
  readonly b?: number;
  readonly tags?: readonly string[];
  readonly exact?: boolean | null;
};

/** Compiles only where both are the same type. */
function same<A, B>(_: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false): void {}

// What is asserted here is asserted by the compiler; the test that it compiles is the typecheck.
describe("The type of a model", () => {
  it("has the members of an object, required or not, enumerations, lists and several types", () => {
    same<Types["Input"], Input>(true);
    same<ModelType<{ readonly type: "object" }>, { readonly [name: string]: unknown }>(true);
    same<Types["Counts"], { readonly [name: string]: number }>(true);
    same<Types["Anything"], unknown>(true);
  });

  it("has what it refers to by name, as models do", () => {
    same<Types["Result"], { readonly output: Output; readonly input?: Input }>(true);
    same<ModelType<{ readonly $ref: "Output" }, typeof models>, Output>(true);
    same<ModelType<{ readonly $ref: "Absent" }, typeof models>, never>(true);
  });

  it("is one of several, or all of them", () => {
    same<Types["Either"], Output | string>(true);
    const both: Types["Both"] = { c: 1, d: "d" };
    assert.deepEqual(both, { c: 1, d: "d" });
  });

  it("may have itself within", () => {
    const tree: Types["Tree"] = { children: [{ children: [] }] };
    assert.equal(tree.children.length, 1);
  });

  it("refuses what the model does not allow, as a type error", () => {
    const wrong = (): readonly unknown[] => {
      // @ts-expect-error `a` is required
      const missing: Types["Input"] = { op: "add" };
      // @ts-expect-error there is no such operator
      const unknown: Types["Input"] = { a: 1, op: "mul" };
      // @ts-expect-error a list of texts
      const list: Types["Input"] = { a: 1, op: "add", tags: [1] };
      return [missing, unknown, list];
    };
    assert.equal(wrong().length, 3);
  });
});

describe("A handler", () => {
  it("gets its input and gives its result, at once or later", async () => {
    const add: Handler<Types["Input"], Types["Output"]> = async ({ a, b = 0 }) => ({ c: a + b });
    const at: Handler<Types["Input"], Types["Output"]> = ({ a }, { memoryLimitInMB }) => ({ c: a + Number(memoryLimitInMB) });
    // @ts-expect-error the result has no member d
    const wrong: Handler<Types["Input"], Types["Output"]> = () => ({ d: 1 });
    const context = {
      functionName: "f",
      functionVersion: "$LATEST",
      invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:f",
      memoryLimitInMB: "256",
      awsRequestId: "r",
      logGroupName: "g",
      logStreamName: "s",
      getRemainingTimeInMillis: () => 1000,
    };
    assert.deepEqual(await add({ a: 1, b: 2, op: "add" }, context), { c: 3 });
    assert.deepEqual(at({ a: 1, op: "add" }, context), { c: 257 });
    assert.equal(typeof wrong, "function");
  });
});
