import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { LambdaFunctionArgs } from "../../../components/index";
import { codeOf } from "../../../components/lambda/code/index";
import { requirementsOf } from "../../../components/lambda/code/python/requirements";
import { type Files, folderOf, removeFolders, textsOf } from "./sources";

after(removeFolders);

const APP = "def handler(event, context):\n    return {'statusCode': 200}\n";

async function names(args: LambdaFunctionArgs<string>): Promise<readonly string[]> {
  return Object.keys(await textsOf(codeOf(args))).sort();
}

/** A folder in which `./pure-1.0-py3-none-any.whl` is a package without native code. */
function withWheel(files: Files, requires = ""): string {
  const folder = folderOf(files);
  const parts: Files = {
    "pure/__init__.py": "x = 1",
    "pure-1.0.dist-info/METADATA": `Metadata-Version: 2.1\nName: pure\nVersion: 1.0\n${requires}`,
    "pure-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "pure-1.0.dist-info/RECORD":
      "pure/__init__.py,,\npure-1.0.dist-info/METADATA,,\npure-1.0.dist-info/WHEEL,,\npure-1.0.dist-info/RECORD,,\n",
  };
  for (const [name, text] of Object.entries(parts)) {
    mkdirSync(join(folder, "wheel", name, ".."), { recursive: true });
    writeFileSync(join(folder, "wheel", name), text);
  }
  const pack = "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z: [z.write('wheel/' + n, n) for n in sys.argv[2:]]";
  execFileSync("python3", ["-c", pack, "pure-1.0-py3-none-any.whl", ...Object.keys(parts)], { cwd: folder });
  return folder;
}

/** Runs something with this machine's Python alone on the PATH. */
function withoutUv(folder: string, run: () => unknown): void {
  const path = process.env["PATH"];
  const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  symlinkSync(python, join(folder, "bin/python3"));
  process.env["PATH"] = join(folder, "bin");
  try {
    run();
  } finally {
    process.env["PATH"] = path;
  }
}

describe("A function in Python", () => {
  it("is the modules of its folder, by the newest Python", async () => {
    const folder = folderOf({ "app.py": APP, "lib/data.py": "", "lib/data.json": "", "README.md": "", "__pycache__/app.pyc": "" });
    const { args } = codeOf({ entry: join(folder, "app.py") });
    assert.deepEqual([args.handler, args.runtime], ["app.handler", "python3.14"]);
    assert.deepEqual(await names({ entry: join(folder, "app.py") }), ["app.py", "lib/data.py"]);
    assert.deepEqual(await names({ entry: join(folder, "app.py"), runtime: "python3.13", include: ["lib/*.json"] }), [
      "app.py",
      "lib/data.json",
      "lib/data.py",
    ]);
  });

  it("is a folder as a whole, whose handler names its module", async () => {
    const folder = folderOf({ "app.py": APP, "lib/data.json": "", "lib/other.py": "from app import handler as main\n", ".venv/x.py": "" });
    assert.deepEqual(await names({ entry: folder, runtime: "python3.14" }), ["app.py", "lib/data.json", "lib/other.py"]);
    assert.equal(codeOf({ entry: folder, runtime: "python3.14", handler: "lib.other.main" }).args.handler, "lib.other.main");
  });

  it("has the packages of its requirements.txt, without what differs from one installation to the next", async function () {
    this.timeout(120_000);
    const folder = withWheel({ "f/app.py": APP, "f/requirements.txt": "../pure-1.0-py3-none-any.whl\n" });
    const { args } = codeOf({ entry: join(folder, "f/app.py") });
    assert.ok(args.code instanceof pulumi.asset.AssetArchive);
    const assets = await args.code.assets;
    assert.deepEqual(Object.keys(assets).sort(), ["app.py", "pure", "pure-1.0.dist-info"]);
    const info = assets["pure-1.0.dist-info"];
    assert.ok(info instanceof pulumi.asset.FileArchive);
    assert.deepEqual(
      execFileSync("ls", [await info.path], { encoding: "utf8" })
        .trim()
        .split("\n")
        .filter((name) => !/^(METADATA|WHEEL)$/.test(name)),
      [],
    );
  });

  it("has those of the files that its requirements.txt names, and is made again when these change", async function () {
    this.timeout(120_000);
    const folder = withWheel({ "f/app.py": APP, "f/requirements.txt": "-r ../common.txt\n", "common.txt": "" });
    const entry = join(folder, "f/app.py");
    assert.deepEqual(await names({ entry }), ["app.py"]);
    writeFileSync(join(folder, "common.txt"), "../pure-1.0-py3-none-any.whl\n");
    assert.deepEqual(await names({ entry }), ["app.py", "pure", "pure-1.0.dist-info"]);
  });

  it("refuses packages of which pip leaves out what this machine does not need and Lambda does", function () {
    this.timeout(120_000);
    const requires =
      'Requires-Dist: needed-by-lambda ; python_full_version == "3.14.0"\nRequires-Dist: elsewhere ; sys_platform == "win32"\n';
    const folder = withWheel({ "f/app.py": APP, "f/requirements.txt": "../pure-1.0-py3-none-any.whl\n", "bin/x": "" }, requires);
    assert.throws(
      () => withoutUv(folder, () => codeOf({ entry: join(folder, "f/app.py") })),
      /pip left out needed-by-lambda, needed by Python 3\.14 under Linux: .*; install uv, which asks for Lambda's platform/,
    );
  });

  it("refuses packages where nothing can install them, and a lock file of uv where uv is not", () => {
    const folder = folderOf({ "app.py": APP, "requirements.txt": "x==1\n", "locked/app.py": APP, "locked/uv.lock": "" });
    const path = process.env["PATH"];
    process.env["PATH"] = folder;
    try {
      assert.throws(() => codeOf({ entry: join(folder, "app.py") }), /its packages are installed by uv or pip, and neither is on the PATH/);
      assert.throws(
        () => codeOf({ entry: join(folder, "locked/app.py") }),
        /uv\.lock is read by uv, which is not on the PATH; install it, or/,
      );
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("refuses a package that is not to be had for Lambda's platform", function () {
    this.timeout(120_000);
    const folder = folderOf({ "app.py": APP, "requirements.txt": "--no-index\nnowhere==1.0\n" });
    assert.throws(
      () => codeOf({ entry: join(folder, "app.py") }),
      /cannot be packed:\nits packages cannot be installed for Python 3\.14 on arm64:[\s\S]*nowhere/,
    );
  });

  const refused: readonly {
    readonly name: string;
    readonly files: Files;
    readonly entry?: string;
    readonly handler?: string;
    readonly message: RegExp;
  }[] = [
    { name: "a file that is not there", files: {}, message: /cannot be packed:\nit is not there/ },
    {
      name: "a module without the function",
      files: { "app.py": "def main(event, context): pass\n" },
      message: /app\.py defines no handler; write def handler\(event, context\)/,
    },
    {
      name: "a folder without the handler's module",
      files: { "main.py": APP },
      entry: "",
      message: /its handler app\.handler needs app\.py/,
    },
  ];
  for (const { name, files, entry = "app.py", message } of refused)
    it(`refuses ${name}`, () => {
      assert.throws(() => codeOf({ entry: join(folderOf(files), entry), runtime: "python3.14" }), message);
    });
});

describe("A lock file of Python's", () => {
  it("of poetry is read for what the function itself requires", () => {
    const lock = `[[package]]\nname = "boto3"\nversion = "1.44.8"\noptional = false\ngroups = ["main"]\nmarkers = "python_version >= '3.9'"\nfiles = [\n]\n\n[package.dependencies]\nbotocore = ">=1"\n\n[[package]]\nname = "pytest"\nversion = "9.0.0"\ngroups = ["dev"]\n\n[[package]]\nname = "extra"\nversion = "1"\noptional = true\ngroups = ["main"]\n\n[metadata]\nlock-version = "2.1"\n`;
    assert.deepEqual(requirementsOf(folderOf({ "poetry.lock": lock, "requirements.txt": "other" })), {
      lines: "boto3==1.44.8 ; python_version >= '3.9'\n",
      complete: true,
    });
    assert.equal(requirementsOf(folderOf({})), undefined);
  });

  it("of poetry keeps conditions and hashes as Poetry writes them", () => {
    const lock = `[[package]]\nname = "a"\nversion = "1"\noptional = false\ngroups = ["main", "dev"]\nmarkers = {main = "python_version < \\"3.15\\"", dev = "sys_platform == \\"win32\\""}\nfiles = [\n    {file = "a.whl", hash = "sha256:00"},\n    {file = "a.tar.gz", hash = "sha256:11"},\n]\n\n[[package]]\nname = "b"\nversion = "2"\noptional = false\ngroups = ["main"]\nmarkers = "sys_platform == \\"linux\\""\nfiles = []\n\n[package.source]\ntype = "legacy"\nurl = "https://example.com/simple"\nreference = "own"\n`;
    assert.equal(
      requirementsOf(folderOf({ "poetry.lock": lock }))?.lines,
      'a==1 ; python_version < "3.15" --hash=sha256:00 --hash=sha256:11\nb==2 ; sys_platform == "linux"\n',
    );
  });

  it("refuses one of poetry with a package that no index has", () => {
    const lock = `[[package]]\nname = "own"\nversion = "1"\noptional = false\ngroups = ["main"]\nfiles = []\n\n[package.source]\ntype = "git"\nurl = "https://example.com/own.git"\nresolved_reference = "0"\n`;
    assert.throws(
      () => requirementsOf(folderOf({ "poetry.lock": lock })),
      /takes own from https:\/\/example\.com\/own\.git, and packages are/,
    );
  });
});

describe("A function of a few lines", () => {
  it("is in the language that its text is in, by the newest runtime", async () => {
    const python = codeOf({ inline: APP });
    assert.deepEqual(
      [python.args.handler, python.args.runtime, await textsOf(python)],
      ["index.handler", "python3.14", { "index.py": APP }],
    );
    const node = codeOf({ inline: "exports.main = async () => 1;", handler: "main" });
    assert.deepEqual([node.args.handler, node.args.runtime, Object.keys(await textsOf(node))], ["index.main", "nodejs24.x", ["index.js"]]);
    assert.deepEqual(await names({ inline: "export const handler = async () => 1;", runtime: "nodejs22.x" }), ["index.mjs"]);
  });

  it("refuses one that does not compile, or has no such function", () => {
    assert.throws(() => codeOf({ inline: "exports.handler = (;" }), /inline:1:19: ERROR: Unexpected ";"/);
    assert.throws(() => codeOf({ inline: "exports.main = 1;" }), /inline: it exports no handler; write exports\.handler/);
    assert.throws(
      () => codeOf({ inline: "def main(event, context): pass" }),
      /inline: it is python3\.14 and defines no handler; write def handler\(event, context\)/,
    );
  });
});

describe("Code that is made elsewhere", () => {
  it("is a folder, a zip file or an archive of Pulumi's, for any runtime", async () => {
    const folder = folderOf({ bootstrap: "#!/bin/sh\n", "index.mjs": "", "app/main.py": "", "f.zip": "" });
    chmodSync(join(folder, "bootstrap"), 0o755);
    const provided = codeOf({ code: folder, runtime: "provided.al2023" }).args;
    assert.deepEqual([provided.handler, provided.runtime], ["bootstrap", "provided.al2023"]);
    assert.ok(provided.code instanceof pulumi.asset.FileArchive && (await provided.code.path) === folder);
    for (const [runtime, handler] of [
      ["nodejs24.x", "index.pets.list"],
      ["python3.14", "app.main.handler"],
      ["java25", "example.Handler::handle"],
    ] as const)
      assert.equal(codeOf({ code: folder, runtime, handler }).args.handler, handler);
    assert.doesNotThrow(() => codeOf({ code: join(folder, "f.zip"), runtime: "java25", handler: "a.B" }));
    const archive = new pulumi.asset.FileArchive("made-later.zip");
    assert.equal(codeOf({ code: archive, runtime: "dotnet10", handler: "a::b::c" }).args.code, archive);
  });

  it("refuses what is not there, and a folder without what the runtime calls", () => {
    const folder = folderOf({ bootstrap: "#!/bin/sh\n", "a.txt": "" });
    assert.throws(() => codeOf({ code: "nowhere", runtime: "java25", handler: "a" }), /code "nowhere" is not there; is it built\?/);
    assert.throws(() => codeOf({ code: join(folder, "a.txt"), runtime: "java25", handler: "a" }), /neither a folder nor a zip file/);
    assert.throws(
      () => codeOf({ code: folder, runtime: "nodejs24.x", handler: "index.handler" }),
      /has no index\.js, which nodejs24\.x runs for the handler index\.handler/,
    );
    assert.throws(() => codeOf({ code: folder, runtime: "python3.14", handler: "app.handler" }), /has no app\.py/);
    assert.throws(() => codeOf({ code: folder, runtime: "provided.al2023" }), /has a bootstrap that cannot be executed; chmod \+x it/);
    assert.throws(() => codeOf({ code: folder, runtime: "java25" }), /handler: java25 needs one/);
  });

  it("refuses more than Lambda takes, unpacked, of a folder and of a zip file", () => {
    const folder = folderOf({ "index.js": "", "data.bin": "" });
    symlinkSync(folder, join(folder, "circle"));
    const given = (code: string) => () => codeOf({ code, runtime: "nodejs24.x", handler: "index.handler" });
    truncateSync(join(folder, "data.bin"), 249 * 2 ** 20);
    assert.doesNotThrow(given(folder));
    truncateSync(join(folder, "data.bin"), 250 * 2 ** 20 + 1);
    assert.throws(given(folder), /code ".*" has 251 MB unpacked, and Lambda takes 250 MB, layers included; leave out what does not run/);

    const zip = join(folder, "f.zip");
    writeFileSync(zip, centralDirectory(100 * 2 ** 20, 150 * 2 ** 20));
    assert.doesNotThrow(given(zip));
    writeFileSync(zip, centralDirectory(100 * 2 ** 20, 150 * 2 ** 20, 1));
    assert.throws(given(zip), /f\.zip" has 251 MB unpacked/);
  });

  it("refuses more than Lambda takes of what is taken along, too", () => {
    const folder = folderOf({ "index.ts": "export const handler = async () => 1;", "app.py": APP, "data.bin": "" });
    truncateSync(join(folder, "data.bin"), 300 * 2 ** 20);
    for (const source of ["index.ts", "app.py"])
      assert.throws(() => codeOf({ entry: join(folder, source), include: ["data.bin"], loadCheck: false }), /it has 30[01] MB unpacked/);
  });
});

/** The end of a zip file whose entries have these sizes unpacked. */
function centralDirectory(...sizes: readonly number[]): Buffer {
  const headers = sizes.map((size) => {
    const header = Buffer.alloc(46);
    header.write("PK\x01\x02", "latin1");
    header.writeUInt32LE(size, 24);
    return header;
  });
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  return Buffer.concat([...headers, end]);
}
