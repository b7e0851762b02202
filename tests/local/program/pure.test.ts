import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readZip } from "../../../local/code/zip";
import { UNKNOWN } from "../../../local/program/property";
import { makeArchive } from "../../../local/program/pure/archive";
import { callStd } from "../../../local/program/pure/std";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

after(removeTemporaryFolders);

describe("functions of the provider std", () => {
  const cases: readonly (readonly [token: string, inputs: Record<string, unknown>, result: unknown])[] = [
    ["std:index:join", { separator: "-", input: ["a", "b"] }, "a-b"],
    ["std:index:replace", { text: "a.b.c", search: ".", replace: "/" }, "a/b/c"],
    ["std:index:split", { separator: ",", text: "a,b" }, ["a", "b"]],
    ["std:index:base64sha256", { input: "a" }, createHash("sha256").update("a").digest("base64")],
    ["std:index:jsonencode", { input: { a: [1] } }, '{"a":[1]}'],
    ["std:index:merge", { input: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
    ["std:index:lookup", { map: { a: "b" }, key: "c", default: "z" }, "z"],
    ["std:index:values", { input: { b: 2, a: 1 } }, [1, 2]],
    ["std:index:trimsuffix", { input: "a.zip", suffix: ".zip" }, "a"],
    ["std:index/upper:upper", { input: "a" }, "A"],
  ];
  for (const [token, inputs, result] of cases) it(`answer ${token}`, () => assert.deepEqual(callStd(token, inputs, "/"), { result }));

  it("read files of the program's folder", () => {
    const folder = temporaryFolder({ "a.txt": "hello" });
    assert.deepEqual(callStd("std:index:file", { input: "a.txt" }, folder), { result: "hello" });
    assert.deepEqual(callStd("std:index:filemd5", { input: "./a.txt" }, folder), {
      result: createHash("md5").update("hello").digest("hex"),
    });
  });

  it("give as unknown what they do not know", () => {
    assert.deepEqual(callStd("std:index:cidrsubnet", {}, "/"), { result: UNKNOWN });
    assert.equal(callStd("aws:index:join", {}, "/"), undefined);
  });
});

describe("an archive of the provider archive", () => {
  it("holds a folder's files but for the excluded, and says its hashes", () => {
    const folder = temporaryFolder({ "src/index.js": "exports.handler = 1;", "src/lib/a.js": "a", "src/test/b.js": "b", "src/c.map": "c" });
    const made = makeArchive({ type: "zip", sourceDir: "src", outputPath: "out/code.zip", excludes: ["test", "*.map"] }, folder);
    const zip = readFileSync(join(folder, "out/code.zip"));
    assert.deepEqual(
      readZip(zip).map(({ path, content }) => [path, content.toString()]),
      [
        ["index.js", "exports.handler = 1;"],
        ["lib/a.js", "a"],
      ],
    );
    assert.equal(made["outputBase64sha256"], createHash("sha256").update(zip).digest("base64"));
    assert.equal(made["outputSize"], zip.length);
  });

  it("holds one file, or a text", () => {
    const folder = temporaryFolder({ "a/index.py": "1" });
    const paths = (inputs: Record<string, unknown>) => {
      makeArchive({ ...inputs, outputPath: "x.zip" }, folder);
      return readZip(readFileSync(join(folder, "x.zip"))).map(({ path }) => path);
    };
    assert.deepEqual(paths({ sourceFile: "a/index.py" }), ["index.py"]);
    assert.deepEqual(paths({ sourceContent: "x", sourceContentFilename: "b/x.js" }), ["b/x.js"]);
  });
});
