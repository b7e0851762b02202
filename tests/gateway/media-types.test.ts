import assert from "node:assert/strict";
import { compileBinaryMediaTypes, decodeBase64 } from "../../gateway/media-types";

describe("Binary media types", () => {
  const rows: readonly (readonly [types: readonly string[], value: string | undefined, binary: boolean])[] = [
    [["image/png"], "image/png", true],
    [["image/png"], "Image/PNG; q=1", true],
    [["image/png"], "image/png,image/*,*/*;q=0.8", true],
    [["image/png"], "image/webp,image/png", false],
    [["image/png"], "image/*", false],
    [["image/png"], "*/*", false],
    [["image/png"], undefined, false],
    [["application/*"], "application/whatever", true],
    [["application/*"], "application/*", true],
    [["application/*"], "application", false],
    [["*/test"], "random/test", false],
    [["*/test"], "*/test", false],
    [["*/*"], "text/plain", true],
    [["*/*"], undefined, true],
    [[], "image/png", false],
  ];
  for (const [types, value, binary] of rows) {
    it(`${binary ? "match" : "do not match"} ${value} with ${types.join() || "none"}`, () =>
      assert.equal(compileBinaryMediaTypes(types)(value), binary));
  }
});

describe("Base64", () => {
  it("is decoded with or without padding and line breaks, and nothing else is", () => {
    for (const text of ["aGk=", "aGk", "aG\r\nk="]) assert.equal(String(decodeBase64(text)), "hi", text);
    for (const text of ["a", "a b=", "aGk==", "èé+à)(", "-_-_"]) assert.equal(decodeBase64(text), undefined, text);
  });
});
