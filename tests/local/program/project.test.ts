import assert from "node:assert/strict";
import { join } from "node:path";
import { readProject, readStack, type Stack } from "../../../local/program/index";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

after(removeTemporaryFolders);

const PROJECT = "name: shop\nruntime: nodejs\n";

function stackOf(files: Record<string, string>, name?: string, config: Record<string, string> = {}): Stack {
  const folder = temporaryFolder({ "Pulumi.yaml": PROJECT, "index.js": "", ...files });
  return readStack(readProject(folder), name, { config: new Map(Object.entries(config)), values: new Map() });
}

describe("a project file", () => {
  const cases: readonly (readonly [what: string, files: Record<string, string>, entry: string])[] = [
    ["names the program", { "Pulumi.yaml": `${PROJECT}main: src/app.ts\n`, "src/app.ts": "", "index.js": "" }, "src/app.ts"],
    ["names the folder of the program", { "Pulumi.yaml": `${PROJECT}main: src\n`, "src/index.ts": "" }, "src/index.ts"],
    ["leaves it to package.json", { "Pulumi.yaml": PROJECT, "package.json": '{"main":"bin/it"}', "bin/it.js": "" }, "bin/it.js"],
    [
      "leaves it to the exports of package.json",
      { "Pulumi.yaml": PROJECT, "package.json": '{"exports":{".":{"require":"./it.js"}}}', "it.js": "" },
      "it.js",
    ],
    ["leaves it to the folder's index, JavaScript first", { "Pulumi.yaml": PROJECT, "index.ts": "", "index.js": "" }, "index.js"],
    ["has its runtime in long form", { "Pulumi.yaml": "name: shop\nruntime:\n  name: nodejs\n", "index.ts": "" }, "index.ts"],
  ];
  for (const [what, files, entry] of cases)
    it(what, () => {
      const folder = temporaryFolder(files);
      assert.equal(readProject(folder).entry, join(folder, entry));
    });

  it("runs a program in its own folder", () => {
    const folder = temporaryFolder({ "Pulumi.yaml": `${PROJECT}main: src/app.ts\n`, "src/app.ts": "" });
    assert.equal(readProject(folder).directory, join(folder, "src"));
  });

  it("says by package.json or the file's name whether the program is an ES module", () => {
    const module = (files: Record<string, string>) => readProject(temporaryFolder({ "Pulumi.yaml": PROJECT, ...files })).module;
    assert.equal(module({ "index.js": "" }), false);
    assert.equal(module({ "index.mjs": "" }), true);
    assert.equal(module({ "index.ts": "", "package.json": '{"type":"module"}' }), true);
  });

  const refusals: readonly (readonly [what: string, files: Record<string, string>, message: RegExp])[] = [
    ["that is not there", {}, /there is no Pulumi\.yaml/],
    ["that is no YAML", { "Pulumi.yaml": "name: [" }, /Pulumi\.yaml: .* at line 1/],
    ["that is a list", { "Pulumi.yaml": "- name" }, /a mapping of keys to values is expected/],
    ["without a name", { "Pulumi.yaml": "runtime: nodejs" }, /name must be/],
    ["without a runtime", { "Pulumi.yaml": "name: a" }, /runtime must be the name of a language/],
    ["whose program is not there", { "Pulumi.yaml": `${PROJECT}main: nope.js` }, /main "nope\.js" does not exist/],
    ["whose program is outside of its folder", { "Pulumi.yaml": `${PROJECT}main: ../x.js` }, /must be inside/],
    ["without a program", { "Pulumi.yaml": PROJECT }, /there is no program/],
    ["beside a broken package.json", { "Pulumi.yaml": PROJECT, "package.json": "{" }, /package\.json: /],
  ];
  for (const [what, files, message] of refusals)
    it(`refuses one ${what}`, () => {
      assert.throws(() => readProject(temporaryFolder(files)), { name: "Refusal", message });
    });
});

describe("a stack's configuration", () => {
  it("has the project's namespace where a key has none, and its values as text", () => {
    const { config } = stackOf({
      "Pulumi.dev.yaml": "config:\n  aws:region: eu-west-1\n  size: 3\n  on: true\n  shop:list: [1, {a: b}]\n  shop:config:old: x\n",
    });
    assert.deepEqual(config, {
      "aws:region": "eu-west-1",
      "shop:size": "3",
      "shop:on": "true",
      "shop:list": '[1,{"a":"b"}]',
      "shop:old": "x",
    });
  });

  it("is the project's defaults, the stack's file and the command line, the later before the earlier", () => {
    const project =
      "name: shop\nruntime: nodejs\nconfig:\n  a: 1\n  b:\n    type: string\n    default: two\n  c:\n    value: 3\n  d:\n    type: string\n";
    const { config } = stackOf({ "Pulumi.yaml": project, "Pulumi.dev.yaml": "config:\n  shop:b: file\n  shop:c: file\n" }, undefined, {
      c: "line",
      e: "x=y",
    });
    assert.deepEqual(config, { "shop:a": "1", "shop:b": "file", "shop:c": "line", "shop:e": "x=y" });
  });

  it("has whole numbers and truth values for programs in YAML, but for what the project declares a text", () => {
    const project = "name: shop\nruntime: yaml\nconfig:\n  id: { type: string, default: 7 }\n  list: { type: array, default: [1, a] }\n";
    const values = "config: { shop:count: 12, shop:on: 'true', shop:zip: '01234', shop:part: 1.5, shop:text: a }\n";
    const { typedConfig } = stackOf({ "Pulumi.yaml": project, "Pulumi.dev.yaml": values });
    assert.deepEqual(typedConfig, {
      "shop:id": "7",
      "shop:list": [1, "a"],
      "shop:count": 12,
      "shop:on": true,
      "shop:zip": "01234",
      "shop:part": "1.5",
      "shop:text": "a",
    });
  });

  it("tells of values that are encrypted, unless they are given", () => {
    const files = { "Pulumi.dev.yaml": "config:\n  shop:key:\n    secure: AAA\n  shop:deep:\n    a: [{ secure: AAA }]\n" };
    assert.deepEqual(stackOf(files).config, {});
    assert.deepEqual(
      stackOf(files).notices.map((notice) => notice.split(" ")[1]),
      ["shop:key", "shop:deep"],
    );
    const given = stackOf(files, undefined, { "shop:key": "k", deep: "{}" });
    assert.deepEqual(
      [given.config, given.secretKeys, given.notices],
      [{ "shop:key": "k", "shop:deep": "{}" }, ["shop:key", "shop:deep"], []],
    );
  });

  it("may be absent where no stack has a file", () => {
    assert.deepEqual(stackOf({}).config, {});
  });

  it("is read where the project says", () => {
    const files = { "Pulumi.yaml": `${PROJECT}stackConfigDir: stacks\n`, "stacks/Pulumi.prod.yaml": "config:\n  a: 1\n" };
    assert.deepEqual(stackOf(files, "prod").config, { "shop:a": "1" });
    const former = { ...files, "Pulumi.yaml": `${PROJECT}config: stacks\n` };
    assert.deepEqual(stackOf(former, "prod").config, { "shop:a": "1" });
  });

  it("ends as the project's file does", () => {
    const stack = (ending: string, project: string, stack: string) => {
      const folder = temporaryFolder({ [`Pulumi.${ending}`]: project, [`Pulumi.dev.${ending}`]: stack, "index.js": "" });
      return readStack(readProject(folder), undefined, { config: new Map(), values: new Map() }).config;
    };
    assert.deepEqual(stack("yml", PROJECT, "config:\n  a: 1\n"), { "shop:a": "1" });
    assert.deepEqual(stack("json", '{"name":"shop","runtime":"nodejs"}', '{"config":{"a":1}}'), { "shop:a": "1" });
  });

  it("may be named with its organization, and project", () => {
    for (const name of ["acme/prod", "acme/shop/prod"]) {
      const { name: own, organization, config } = stackOf({ "Pulumi.prod.yaml": "config:\n  a: 1\n" }, name);
      assert.deepEqual([own, organization, config], ["prod", "acme", { "shop:a": "1" }]);
    }
    assert.equal(stackOf({}).organization, "organization");
  });

  it("refuses a stack that has no file, naming those that have", () => {
    assert.throws(() => stackOf({ "Pulumi.prod.yaml": "" }, "test"), {
      name: "Refusal",
      message: /there is no Pulumi\.test\.yaml in .*; stacks here: prod/,
    });
    assert.throws(() => stackOf({ "Pulumi.prod.yaml": "" }), { name: "Refusal", message: /choose a stack with --stack: prod/ });
  });

  it("refuses a configuration that is a list", () => {
    assert.throws(() => stackOf({ "Pulumi.dev.yaml": "config: [a]" }), { name: "Refusal", message: /config must be a mapping/ });
  });
});
