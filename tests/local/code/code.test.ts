import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { type UnpackedFunctions, unpackFunctions } from "../../../local/code/index";
import { Archive, Asset } from "../../../local/program/index";
import type { LocalFunction } from "../../../local/resources/index";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";
import { zipped } from "./zipped";

after(removeTemporaryFolders);

const HANDLER = "exports.handler = async () => 1;";
let unpacked: UnpackedFunctions | undefined;

/** An archive whose directory says another size of its first member. */
function lying(archive: Buffer, size: number): Buffer {
  const copy = Buffer.from(archive);
  copy.writeUInt32LE(size, copy.indexOf("PK\x01\x02") + 24);
  return copy;
}

/** A tar archive of one member. */
function tarred(name: string, kind: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write("00000001000", 124);
  header.write(`${kind}\0`, 156);
  header.write("ustar", 257);
  return Buffer.concat([header, Buffer.alloc(512, " "), Buffer.alloc(1024)]);
}

function functionWith(code: LocalFunction["code"], given: Partial<LocalFunction> = {}): LocalFunction {
  return {
    resource: 'Function "f"',
    logicalName: "f",
    name: "f",
    arn: "arn:f",
    handler: "index.handler",
    runtime: "nodejs22.x",
    timeout: 3,
    memorySize: 128,
    ephemeralStorage: 512,
    environment: {},
    code,
    layers: [],
    asynchronous: { maximumRetryAttempts: 2 },
    ...given,
  };
}

function assets(files: Readonly<Record<string, Asset | Archive | string>>): Archive {
  return new Archive({
    assets: new Map(Object.entries(files).map(([name, file]) => [name, typeof file === "string" ? new Asset({ text: file }) : file])),
  });
}

/** The folder of a function with this code. */
function unpack(code: LocalFunction["code"], given: Partial<LocalFunction> = {}): string {
  unpacked = unpackFunctions([functionWith(code, given)]);
  const [configuration] = unpacked.configurations;
  assert.ok(configuration);
  return configuration.directory;
}

/** What is wrong with a function of this code. */
function refusal(code: Archive, given: Partial<LocalFunction> = {}): string {
  unpacked = unpackFunctions([functionWith(code, given)]);
  assert.deepEqual(unpacked.configurations, []);
  return unpacked.broken.get("arn:f") ?? "";
}

describe("a function's code", () => {
  afterEach(() => unpacked?.remove());

  it("is unpacked from texts, files, folders and zip files", () => {
    const folder = temporaryFolder({ "a.txt": "a", "lib/b.txt": "b", "c.zip": zipped({ "deep/c.txt": "c" }) });
    const directory = unpack(
      assets({
        "index.js": HANDLER,
        "x/a.txt": new Asset({ path: join(folder, "a.txt") }),
        y: new Archive({ path: join(folder, "lib") }),
        z: new Archive({ path: join(folder, "c.zip") }),
      }),
    );
    const read = (name: string) => readFileSync(join(directory, name), "utf8");
    assert.deepEqual([read("index.js"), read("x/a.txt"), read("y/b.txt"), read("z/deep/c.txt")], [HANDLER, "a", "b", "c"]);
  });

  it("is a copy, away from what lies above the original, with its installed packages linked", () => {
    const folder = temporaryFolder({ "package.json": "{}", "app/index.js": HANDLER, "app/node_modules/p/index.js": "p" });
    const directory = unpack(new Archive({ path: join(folder, "app") }));
    assert.equal(existsSync(join(directory, "../package.json")), false);
    assert.equal(realpathSync(join(directory, "node_modules/p")), realpathSync(join(folder, "app/node_modules/p")));
  });

  it("finds packages that are installed above the program, but for those of its own", () => {
    const folder = temporaryFolder({
      "node_modules/p/index.js": "p",
      "node_modules/q/index.js": "q",
      "app/node_modules/q/index.js": "own q",
    });
    const above = (name: string) => new Archive({ path: join(folder, "node_modules", name) });
    const directory = unpack(
      assets({
        "../node_modules/p": above("p"),
        "../../node_modules/q": above("q"),
        "node_modules/q": new Archive({ path: join(folder, "app/node_modules/q") }),
        "index.js": HANDLER,
      }),
    );
    const read = (name: string) => readFileSync(join(directory, "node_modules", name, "index.js"), "utf8");
    assert.deepEqual([read("p"), read("q")], ["p", "own q"]);
  });

  it("is removed when that is asked", () => {
    const directory = unpack(assets({ "index.js": HANDLER }));
    unpacked?.remove();
    assert.equal(existsSync(directory), false);
  });

  it("may be missing, which is remembered", () => {
    unpacked = unpackFunctions([functionWith({ missing: "it is elsewhere" })]);
    assert.deepEqual([unpacked.configurations, unpacked.missing], [[], new Map([["arn:f", "it is elsewhere"]])]);
  });

  const accepted: readonly (readonly [what: string, files: Readonly<Record<string, string>>, handler: string])[] = [
    ["an ES module", { "index.mjs": "export const handler = async () => 1;" }, "index.handler"],
    ["in a folder", { "src/app.js": HANDLER }, "src/app.handler"],
    ["with a dotted name", { "index.mjs": "export const handler = async () => 1;" }, "./index.handler"],
    ["that is exported under another's name", { "index.js": 'module.exports = require("./other");', "other.js": HANDLER }, "index.handler"],
    ["within an export", { "index.js": "exports.pets = { list: async () => 1 };" }, "index.pets.list"],
    ["of a package of its own", { "node_modules/pkg/index.js": HANDLER }, "pkg.handler"],
    ["with top-level await", { "index.mjs": "await 1; export const handler = 1;" }, "index.handler"],
  ];
  for (const [what, files, handler] of accepted) it(`may have a handler ${what}`, () => assert.ok(unpack(assets(files), { handler })));

  const refusals: readonly (readonly [what: string, code: Archive, message: RegExp, given?: Partial<LocalFunction>])[] = [
    [
      "of its own runtime without a bootstrap",
      assets({ "index.js": HANDLER }),
      /needs an executable file bootstrap/,
      { runtime: "provided.al2023" },
    ],
    ["that is nowhere", new Archive({ path: "/nowhere" }), /its code \/nowhere does not exist; is it built\?/],
    ["with a file that is nowhere", assets({ "index.js": new Asset({ path: "/nowhere.js" }) }), /its file \/nowhere\.js does not exist/],
    ["that would have to be fetched", new Archive({ uri: "https://x/y.zip" }), /https:\/\/x\/y\.zip would have to be fetched/],
    ["outside of its folder", assets({ "../x.js": HANDLER }), /"\.\.\/x\.js" would be outside/],
  ];
  for (const [what, code, message, given] of refusals)
    it(`refuses one ${what}`, () => {
      assert.match(refusal(code, given), message);
    });

  const failing: typeof refusals = [
    ["that does not compile", assets({ "index.js": "exports.handler = (" }), /does not compile: index\.js:1:19: /],
    ["without its handler's file", assets({ "app.js": HANDLER }), /its handler index\.handler needs index\.js, \.mjs or \.cjs in its code/],
    ["without its handler", assets({ "index.js": HANDLER }), /needs an export named other in index\.js/, { handler: "index.other" }],
    [
      "with a handler that is none",
      assets({ "index.js": HANDLER }),
      /its handler "index" must name a file and an export/,
      { handler: "index" },
    ],
    [
      "without a member of its export",
      assets({ "index.js": "exports.pets = {};" }),
      /needs an export named list in index\.js/,
      { handler: "index.pets.list" },
    ],
    [
      "of Python without its module",
      assets({ "index.js": HANDLER }),
      /its handler app\.main needs app\.py in its code/,
      { handler: "app.main", runtime: "python3.13" },
    ],
    [
      "of Python without its function",
      assets({ "app.py": "def other(): pass" }),
      /needs a function named main in app\.py/,
      { handler: "app.main", runtime: "python3.13" },
    ],
  ];
  for (const [what, code, message, given] of failing)
    it(`is told of that cannot be loaded, ${what}, and left to its runtime`, () => {
      unpack(code, given);
      assert.match(unpacked?.failing.get("arn:f") ?? "", message);
    });

  it("keeps the modes and links of its archive, and lets nobody write", () => {
    const archive = zipped({
      "index.js": HANDLER,
      "bin/tool": { text: "#!/bin/sh", mode: 0o100755 },
      "bin/alias": { text: "tool", mode: 0o120777 },
    });
    const directory = unpack(new Archive({ path: join(temporaryFolder({ "a.zip": archive }), "a.zip") }));
    const mode = (name: string) => statSync(join(directory, name)).mode & 0o777;
    assert.deepEqual(
      [mode("bin/tool"), mode("index.js"), mode("bin"), readlinkSync(join(directory, "bin/alias"))],
      [0o555, 0o444, 0o555, "tool"],
    );
  });

  it("has source maps whose sources are found from the copy, too", () => {
    const map = (more: object) => JSON.stringify({ version: 3, mappings: "AAAA", ...more });
    const folder = temporaryFolder({
      "dist/index.js": HANDLER,
      "dist/index.js.map": map({ sources: ["../src/index.ts", "webpack://app/a.ts", "/b.ts", null] }),
      "dist/lib/a.js.map": map({ sourceRoot: "../../src", sources: ["a.ts"] }),
      "dist/no.map": "no map",
    });
    const at = (path: string) => pathToFileURL(join(folder, path)).href;
    const directory = unpack(new Archive({ path: join(folder, "dist") }));
    const sourcesOf = (name: string) => JSON.parse(readFileSync(join(directory, name), "utf8")).sources;
    assert.deepEqual(sourcesOf("index.js.map"), [at("src/index.ts"), "webpack://app/a.ts", "file:///b.ts", null]);
    assert.deepEqual(sourcesOf("lib/a.js.map"), [at("src/a.ts")]);
    assert.equal(readFileSync(join(directory, "no.map"), "utf8"), "no map");

    unpacked?.remove();
    const asset = new Asset({ path: join(folder, "dist/index.js.map") });
    const single = unpack(assets({ "index.js": HANDLER, "index.js.map": asset }));
    assert.equal(JSON.parse(readFileSync(join(single, "index.js.map"), "utf8")).sources[0], at("src/index.ts"));
  });

  // FileArchive: "a single archive file in one of the supported formats (.tar, .tar.gz, or .zip)".
  for (const [what, flags] of [
    ["a tar archive", "-cf"],
    ["a compressed tar archive", "-czf"],
    ["a tar archive of pax's", "--format=pax -cf"],
  ] as const)
    it(`is unpacked from ${what}, as Pulumi packs it for Lambda`, () => {
      const deep = `${"long/".repeat(30)}${"name".repeat(30)}.js`;
      const folder = temporaryFolder({
        "code/index.js": HANDLER,
        "code/lib/ü.txt": "b".repeat(1000),
        "code/bootstrap": "#!/bin/sh",
        [`code/${deep}`]: "deep",
      });
      const file = join(folder, "archive");
      execFileSync("tar", [...flags.split(" "), file, "-C", join(folder, "code"), "."]);
      const directory = unpack(new Archive({ path: file }));
      assert.equal(readFileSync(join(directory, "index.js"), "utf8"), HANDLER);
      assert.equal(readFileSync(join(directory, "lib/ü.txt"), "utf8"), "b".repeat(1000));
      assert.equal(readFileSync(join(directory, deep), "utf8"), "deep");
      assert.ok(statSync(join(directory, "bootstrap")).mode & 0o100);
    });

  it("has its layers beside it, the later over the earlier", () => {
    unpacked = unpackFunctions([
      functionWith(assets({ "index.js": HANDLER }), { layers: [assets({ "nodejs/a": "1", b: "1" }), assets({ b: "2" })] }),
    ]);
    const layers = String(unpacked.configurations[0]?.layers);
    assert.deepEqual([readFileSync(join(layers, "nodejs/a"), "utf8"), readFileSync(join(layers, "b"), "utf8")], ["1", "2"]);
  });

  it("has layers that bring the same folders, packages among them, and no file of theirs is written to", () => {
    const folder = temporaryFolder({
      "one/nodejs/node_modules/m/index.js": "one",
      "one/nodejs/node_modules/n/index.js": "n",
      "two/node_modules/m/index.js": "two",
      "two/node_modules/@s/p/index.js": "p",
    });
    const at = (path: string) => new Archive({ path: join(folder, path) });
    const layers = [
      assets({ nodejs: at("two") }),
      at("one"),
      assets({ nodejs: at("two"), "nodejs/node_modules/m/own.js": "own", "nodejs/node_modules/@s/p/index.js": "other" }),
    ];
    unpacked = unpackFunctions([functionWith(assets({ "index.js": HANDLER }), { layers })]);
    const read = (path: string) => readFileSync(join(String(unpacked?.configurations[0]?.layers), "nodejs/node_modules", path), "utf8");
    assert.deepEqual(["m/index.js", "m/own.js", "n/index.js", "@s/p/index.js"].map(read), ["two", "own", "n", "other"]);
    assert.equal(existsSync(join(folder, "two/node_modules/m/own.js")), false);
    assert.equal(readFileSync(join(folder, "two/node_modules/@s/p/index.js"), "utf8"), "p");
  });

  const archives: readonly (readonly [what: string, file: Buffer])[] = [
    ["no zip file", Buffer.from("hello")],
    ["cut off", zipped({ "index.js": HANDLER }).subarray(30)],
    ["damaged", Buffer.from(zipped({ "index.js": HANDLER.repeat(9) }).map((byte, index) => (index > 40 && index < 60 ? 255 : byte)))],
    ["leading out of its folder", zipped({ "../x.js": HANDLER })],
    ["writing through a link of its own", zipped({ "a/x.js": HANDLER, a: { text: "/tmp", mode: 0o120777 } })],
    ["of a file that is also a folder", zipped({ a: "1", "a/b": "2" })],
    ["of a name that no file has", zipped({ "a\0b": "1" })],
    ["a tar archive that is cut off", tarred("index.js", "0").subarray(0, 600)],
    ["a tar archive that is damaged", gzipSync(tarred("index.js", "0")).subarray(0, 50)],
    ["a tar archive that leads out of its folder", tarred("../index.js", "0")],
    ["a tar archive with a link", tarred("index.js", "2")],
    ["larger unpacked than Lambda takes", lying(zipped({ "index.js": HANDLER }), 251 * 2 ** 20)],
    ["larger unpacked than it says", lying(zipped({ "index.js": HANDLER.repeat(9) }), 7)],
    ["larger than Lambda takes", Buffer.concat([zipped({ "index.js": HANDLER }), Buffer.alloc(50 * 2 ** 20)])],
  ];
  for (const [what, file] of archives)
    it(`refuses an archive that is ${what}`, () => {
      const code = new Archive({ path: join(temporaryFolder({ "a.zip": file }), "a.zip") });
      assert.match(refusal(code), /^its code .* cannot be read: |^its code .* has \d+ MB; |would be outside its folder$/);
    });

  it("refuses an archive whose bootstrap is not executable", () => {
    const code = new Archive({ path: join(temporaryFolder({ "a.zip": zipped({ bootstrap: "#!/bin/sh" }) }), "a.zip") });
    assert.match(refusal(code, { runtime: "provided.al2023" }), /^its file bootstrap is not executable/);
  });

  it("runs the bootstrap that Pulumi packs, with no mode", () => {
    assert.equal(
      statSync(join(unpack(assets({ bootstrap: "#!/bin/sh" }), { runtime: "provided.al2023" }), "bootstrap")).mode & 0o777,
      0o555,
    );
  });

  it("refuses a program for another machine", () => {
    const elf = Buffer.alloc(20);
    elf.write("\x7fELF");
    elf.writeUInt16LE(process.arch === "x64" ? 0xb7 : 0x3e, 18);
    const code = new Archive({ path: temporaryFolder({ bootstrap: elf }) });
    assert.match(refusal(code, { runtime: "provided.al2023" }), /^its bootstrap is a program for Linux on/);
  });

  it("refuses a file that is a folder, and what this machine's file system does not take", () => {
    const folder = temporaryFolder({ "lib/a.js": "" });
    const file = new Asset({ path: join(folder, "lib") });
    assert.match(refusal(assets({ "index.js": file })), /^its file .*lib is a folder; give it as an archive, pulumi\.asset\.FileArchive$/);
    unpacked?.remove();
    assert.match(refusal(assets({ ["x".repeat(300)]: "" })), /^its code cannot be read: ENAMETOOLONG: /);
  });

  it("refuses all at once, and unpacks the others", () => {
    const nowhere = new Archive({ path: "/nowhere" });
    const codes = { a: nowhere, b: assets({ "index.js": HANDLER }), c: nowhere };
    unpacked = unpackFunctions(Object.entries(codes).map(([arn, code]) => ({ ...functionWith(code), arn, name: arn })));
    assert.deepEqual([...unpacked.broken.keys()], ["a", "c"]);
    assert.deepEqual(
      unpacked.configurations.map(({ arn }) => arn),
      ["b"],
    );
  });
});
