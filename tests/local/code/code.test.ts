import assert from "node:assert/strict";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type UnpackedFunctions, unpackFunctions } from "../../../local/code/index";
import { Archive, Asset } from "../../../local/program/index";
import type { LocalFunction } from "../../../local/resources/index";
import { temporaryFolder } from "../temporary";
import { zipped } from "./zipped";

const HANDLER = "exports.handler = async () => 1;";
let unpacked: UnpackedFunctions | undefined;

function functionWith(code: LocalFunction["code"], handler = "index.handler"): LocalFunction {
  return {
    resource: 'Function "f"',
    logicalName: "f",
    name: "f",
    arn: "arn:f",
    handler,
    runtime: "nodejs22.x",
    timeout: 3,
    memorySize: 128,
    ephemeralStorage: 512,
    environment: {},
    code,
  };
}

function assets(files: Readonly<Record<string, Asset | Archive | string>>): Archive {
  return new Archive({ assets: new Map(Object.entries(files).map(([name, file]) => [name, typeof file === "string" ? new Asset({ text: file }) : file])) });
}

/** The folder of a function with this code. */
function unpack(code: LocalFunction["code"], handler?: string): string {
  unpacked = unpackFunctions([functionWith(code, handler)]);
  const [configuration] = unpacked.configurations;
  assert.ok(configuration);
  return configuration.directory;
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
    ["with top-level await", { "index.mjs": "await 1; export const handler = 1;" }, "index.handler"],
  ];
  for (const [what, files, handler] of accepted) it(`may have a handler ${what}`, () => assert.ok(unpack(assets(files), handler)));

  const refusals: readonly (readonly [what: string, code: Archive, message: RegExp, handler?: string])[] = [
    ["that does not compile", assets({ "index.js": "exports.handler = (" }), /does not compile: index\.js:1:19: /],
    ["without its handler's file", assets({ "app.js": HANDLER }), /its handler index\.handler needs index\.js, \.mjs or \.cjs in its code/],
    ["without its handler", assets({ "index.js": HANDLER }), /needs an export named other in index\.js/, "index.other"],
    ["with a handler that is none", assets({ "index.js": HANDLER }), /its handler "index" must name a file and an export/, "index"],
    ["that is nowhere", new Archive({ path: "/nowhere" }), /its code \/nowhere does not exist; is it built\?/],
    ["with a file that is nowhere", assets({ "index.js": new Asset({ path: "/nowhere.js" }) }), /its file \/nowhere\.js does not exist/],
    ["that would have to be fetched", new Archive({ uri: "https://x/y.zip" }), /https:\/\/x\/y\.zip would have to be fetched/],
    ["outside of its folder", assets({ "../x.js": HANDLER }), /"\.\.\/x\.js" would be outside/],
  ];
  for (const [what, code, message, handler] of refusals)
    it(`refuses one ${what}`, () => {
      assert.throws(() => unpackFunctions([functionWith(code, handler)]), { name: "Refusal", message });
      assert.throws(() => unpackFunctions([functionWith(code, handler)]), { message: /^Function "f": / });
    });

  const archives: readonly (readonly [what: string, file: Buffer])[] = [
    ["no zip file", Buffer.from("hello")],
    ["cut off", zipped({ "index.js": HANDLER }).subarray(30)],
    ["damaged", Buffer.from(zipped({ "index.js": HANDLER.repeat(9) }).map((byte, index) => (index > 40 && index < 60 ? 255 : byte)))],
    ["leading out of its folder", zipped({ "../x.js": HANDLER })],
  ];
  for (const [what, file] of archives)
    it(`refuses an archive that is ${what}`, () => {
      const code = new Archive({ path: join(temporaryFolder({ "a.zip": file }), "a.zip") });
      assert.throws(() => unpackFunctions([functionWith(code)]), { name: "Refusal" });
    });

  it("refuses all at once", () => {
    const functions = ["a", "b"].map((name) => ({ ...functionWith(assets({ "index.js": "(" })), resource: name }));
    assert.throws(() => unpackFunctions(functions), { message: /^a: .*\nb: / });
  });
});
