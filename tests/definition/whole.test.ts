import assert from "node:assert/strict";
import { present, type Whole, whole } from "../../definition/index";

interface Pet {
  readonly name: string;
  readonly age?: number;
}

describe("A whole object", () => {
  it("is asked for each of its members by the compiler", () => {
    // @ts-expect-error age is forgotten
    const forgotten: Whole<Pet> = { name: "Rex" };
    assert.deepEqual(whole<Pet>(forgotten), { name: "Rex" });
  });

  it("has no members that are undefined", () => {
    assert.deepEqual(Object.keys(whole<Pet>({ name: "Rex", age: undefined })), ["name"]);
    assert.deepEqual(Object.keys(present({ name: "Rex", age: undefined })), ["name"]);
  });
});
