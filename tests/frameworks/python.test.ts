import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { codeOf } from "../../components/lambda/code/index";

const APP = "import pydantic\n\ndef handler(event, context):\n    return pydantic.VERSION\n";
const PROJECT = `[project]
name = "app"
version = "1"
requires-python = ">=3.9"
dependencies = ["pydantic==2.12.5", "mangum==0.19.0 ; sys_platform == 'win32'"]

[dependency-groups]
dev = ["iniconfig==2.1.0"]
`;

/** Versions and hashes as Poetry writes them, from what uv says of the same. */
function poetryLock(requirements: string): string {
  const packages = requirements
    .replaceAll(" \\\n", "")
    .trim()
    .split("\n")
    .map((line) => {
      const [, name, version, marker] = /^([\w.-]+)==([\w.]+)(?: ; (.*?))?(?= +--hash|$)/.exec(line) ?? [];
      const hashes = [...line.matchAll(/sha256:[0-9a-f]+/g)].map(([hash]) => `    {file = "f", hash = "${hash}"},`);
      const markers = marker === undefined ? [] : [`markers = ${JSON.stringify(marker)}`];
      return [
        "[[package]]",
        `name = "${name}"`,
        `version = "${version}"`,
        "optional = false",
        'groups = ["main"]',
        ...markers,
        "files = [",
        ...hashes,
        "]",
      ].join("\n");
    });
  return `${packages.join("\n\n")}\n\n[metadata]\nlock-version = "2.1"\n`;
}

/** The names, modes and contents of the packages that a function is made with. */
async function bytesOf(entry: string): Promise<readonly string[]> {
  const { code } = codeOf({ entry, architecture: "arm64", runtime: "python3.14" }).args;
  assert.ok(code instanceof pulumi.asset.AssetArchive);
  const archives = Object.values(await code.assets).filter((asset) => asset instanceof pulumi.asset.FileArchive);
  const [folder = ""] = await Promise.all(archives.map(async (archive) => dirname(await archive.path)));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => lstatSync(join(folder, name)).isFile());
  return files.sort().map((name) => {
    const hash = createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
    return `${name} ${(lstatSync(join(folder, name)).mode & 0o777).toString(8)} ${hash}`;
  });
}

describe("The packages of a function in Python", function () {
  this.timeout(300_000);
  const path = process.env["PATH"] ?? "";
  let root = "";
  let withUv = "";
  let requirements = "";

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "python-")));
    execFileSync("python3", ["-m", "venv", join(root, "uv")]);
    execFileSync(join(root, "uv/bin/python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv==0.13.9"]);
    withUv = `${join(root, "uv/bin")}${delimiter}${path}`;
    folder("locked", { "pyproject.toml": PROJECT });
    const options = {
      cwd: join(root, "locked"),
      encoding: "utf8",
      env: { ...process.env, PATH: withUv, UV_PYTHON_DOWNLOADS: "never" },
    } as const;
    execFileSync("uv", ["lock", "--quiet"], options);
    requirements = execFileSync(
      "uv",
      ["export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--no-annotate"],
      options,
    );
  });
  afterEach(() => {
    process.env["PATH"] = path;
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  /** With `node_modules`, so that what is installed is kept there and nowhere else. */
  function folder(name: string, files: Readonly<Record<string, string>>): string {
    const made = join(root, name);
    mkdirSync(join(made, "node_modules"), { recursive: true });
    for (const [file, text] of Object.entries({ "app.py": APP, ...files })) writeFileSync(join(made, file), text);
    return join(made, "app.py");
  }

  it("are the same bytes by uv and by pip, from uv.lock, poetry.lock and requirements.txt, and none of development or another system", async () => {
    process.env["PATH"] = withUv;
    const expected = await bytesOf(folder("locked", {}));
    assert.ok(expected.some((line) => /^pydantic_core\/_pydantic_core\.cpython-314-aarch64-linux-gnu\.so 755 /.test(line)));
    assert.deepEqual(
      expected.filter((line) => /^(mangum|iniconfig|bin\/)|RECORD|\.pyc/.test(line)),
      [],
    );
    assert.deepEqual(await bytesOf(folder("requirements-uv", { "requirements.txt": requirements })), expected);
    process.env["PATH"] = path;
    assert.deepEqual(await bytesOf(folder("requirements-pip", { "requirements.txt": requirements })), expected);
    assert.deepEqual(await bytesOf(folder("poetry-pip", { "poetry.lock": poetryLock(requirements) })), expected);
  });

  it("refuses what has no wheel for Lambda's platform, by uv and by pip", () => {
    const files = { "requirements.txt": "pyobjc-core==11.1\n" };
    for (const [name, PATH] of [
      ["uv", withUv],
      ["pip", path],
    ] as const) {
      process.env["PATH"] = PATH;
      assert.throws(
        () => codeOf({ entry: folder(`refused-${name}`, files) }),
        /cannot be packed:\nits packages cannot be installed for Python 3\.14 on arm64:[\s\S]*pyobjc[\s\S]*give a container image/,
      );
    }
  });
});
