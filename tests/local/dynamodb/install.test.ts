import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installEngine } from "../../../local/dynamodb/install";
import { engineProgram, keptProgram } from "../../../local/dynamodb/program";
import { Refusal } from "../../../local/refusal";
import { removeTemporaryFolders, temporaryFolder } from "../temporary";

after(removeTemporaryFolders);

const PROGRAM = "#!/bin/sh\necho the engine\n";
const PACKAGE = { name: "@example/engine", version: "1.2.3", file: "engine" };

/** npm, whose registry has that one package; each call of it is a line of `calls`. */
function fakeNpm(script = 'cp "$(dirname "$0")/engine.tgz" "$4/example-engine-1.2.3.tgz"') {
  const folder = temporaryFolder({ "package/engine": PROGRAM, "package/package.json": "{}" });
  execFileSync("tar", ["-czf", "engine.tgz", "package"], { cwd: folder });
  writeFileSync(join(folder, "npm"), `#!/bin/sh\necho "$1 $2" >> "$(dirname "$0")/calls"\n${script}\n`);
  chmodSync(join(folder, "npm"), 0o755);
  const integrity = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, "engine.tgz")))
    .digest("base64")}`;
  return { folder, integrity, calls: () => readFileSync(join(folder, "calls"), "utf8").trim().split("\n") };
}

describe("the engine of DynamoDB", () => {
  const path = process.env["PATH"];
  const variables = ["PATH", "XDG_CACHE_HOME"].map((name) => [name, process.env[name]] as const);
  afterEach(() => {
    for (const [name, value] of variables)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  const onPath = (folder: string) => {
    process.env["PATH"] = `${folder}${delimiter}${path}`;
  };

  it("is that of a package beside the program", async () => {
    const machine = `${process.platform}-${process.arch}`;
    const beside = temporaryFolder({ [`node_modules/@dynoxide/${machine}/package.json`]: "{}" });
    const file = await engineProgram(beside, assert.fail, new AbortController().signal);
    assert.equal(file.startsWith(join(beside, "node_modules/@dynoxide", machine)), true, file);
  });

  it("is installed whole however many ask for it at a time, and then is there", async () => {
    const npm = fakeNpm();
    onPath(npm.folder);
    const target = join(temporaryFolder({}), "cache/engine-1.2.3/engine");
    const log: string[] = [];
    const install = () =>
      installEngine(
        { ...PACKAGE, integrity: npm.integrity },
        { target, directory: npm.folder, log: (line) => void log.push(line), signal: new AbortController().signal },
      );
    await Promise.all([install(), install(), install()]);
    assert.deepEqual(readdirSync(join(target, "..")), ["engine"]);
    assert.equal(execFileSync(target, { encoding: "utf8" }), "the engine\n");
    assert.deepEqual(npm.calls(), Array(3).fill("pack @example/engine@1.2.3"));
    assert.equal(
      log[0],
      `DynamoDB's engine is being installed, once for all programs: @example/engine 1.2.3, 8 MB, in ${join(target, "..")}`,
    );
  });

  const refused: readonly [what: string, script: string | undefined, expected: RegExp][] = [
    ["what is not what was looked at", undefined, /what the registry has is not what it was: sha512-.*, and not sha512-other/],
    ["what npm cannot get", `echo '{ "error": { "summary": "Not Found" } }'; echo 'npm error' >&2; exit 1`, /^Not Found$/],
  ];
  for (const [what, script, expected] of refused)
    it(`refuses ${what}, and leaves nothing behind`, async () => {
      const npm = fakeNpm(script);
      onPath(npm.folder);
      const folder = temporaryFolder({});
      const options = { target: join(folder, "engine"), directory: npm.folder, log: () => {}, signal: new AbortController().signal };
      await assert.rejects(installEngine({ ...PACKAGE, integrity: "sha512-other" }, options), ({ message }: Error) =>
        expected.test(message),
      );
      assert.deepEqual(readdirSync(folder), []);
    });

  it("is given up when the server ends", async () => {
    const npm = fakeNpm('read -r line < "$(dirname "$0")/never"');
    execFileSync("mkfifo", ["never"], { cwd: npm.folder });
    onPath(npm.folder);
    const folder = temporaryFolder({});
    const ending = new AbortController();
    const options = { target: join(folder, "engine"), directory: npm.folder, log: () => ending.abort(), signal: ending.signal };
    await assert.rejects(installEngine(PACKAGE, options), { message: "The operation was aborted" });
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is kept for the user, and not asked for again", async () => {
    const npm = fakeNpm();
    onPath(npm.folder);
    process.env["XDG_CACHE_HOME"] = temporaryFolder({});
    const options = { directory: npm.folder, log: () => {}, signal: new AbortController().signal };
    const files = [await keptProgram(PACKAGE, options), await keptProgram(PACKAGE, options)];
    assert.equal(files[0], files[1]);
    assert.equal(npm.calls().length, 1);
  });

  it("refuses a home in which nothing can be kept, and says how it is installed beside the program", async () => {
    process.env["XDG_CACHE_HOME"] = join(temporaryFolder({ file: "" }), "file");
    await assert.rejects(
      keptProgram(PACKAGE, { directory: ".", log: () => {}, signal: new AbortController().signal }),
      (error) => error instanceof Refusal && CURE.test(error.message),
    );
  });
});

const CURE =
  /^DynamoDB cannot be run: its engine @example\/engine 1\.2\.3 cannot be installed: ENOTDIR.*; install it beside the program where there is a network: npm install --save-optional @example\/engine@1\.2\.3; or give --endpoint dynamodb=URL/;
