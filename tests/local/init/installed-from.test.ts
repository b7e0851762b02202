import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { installedFrom } from "../../../local/init/installed-from";
import { temporaryFolder } from "../temporary";

/** Where a package in `node_modules` of a program was installed from, by what the program's package.json says of it. */
function originOf(specifier: string, files: Readonly<Record<string, string>> = {}, field = "dependencies") {
  const program = temporaryFolder({ "package.json": JSON.stringify({ [field]: { api: specifier } }), ...files });
  const folder = join(program, "node_modules/api");
  mkdirSync(folder, { recursive: true });
  return { program, origin: installedFrom(folder, "api", "1.2.3") };
}

describe("where the running package was installed from", () => {
  it("is the registry, if its version or a tag was given", () => {
    for (const specifier of ["^1.0.0", "1.2.3", "latest", "*", ">=1 <2"])
      assert.deepEqual(originOf(specifier).origin, { specifier: "^1.2.3" }, specifier);
    assert.deepEqual(originOf("1", {}, "devDependencies").origin, { specifier: "^1.2.3" });
  });

  it("is the address that was given", () => {
    for (const specifier of [
      "https://example.com/api-1.2.3.tgz",
      "github:example/api#v1.2.3",
      "example/api",
      "git+ssh://git@example.com/api.git",
      "npm:other@1",
    ])
      assert.deepEqual(originOf(specifier).origin, { specifier }, specifier);
  });

  it("is the archive that was given, if it is still there", () => {
    const { program, origin } = originOf("file:archives/api.tgz", { "archives/api.tgz": "" });
    assert.deepEqual(origin, { archive: join(program, "archives/api.tgz") });
    assert.equal(originOf("file:archives/api.tgz").origin, "unknown");
  });

  it("is unknown of a folder, a link, and what nobody installed", () => {
    assert.equal(originOf("file:folder", { "folder/package.json": "{}" }).origin, "unknown");
    assert.equal(originOf("link:../api").origin, "unknown");
    assert.equal(installedFrom(temporaryFolder({}), "api", "1.2.3"), "unknown");
  });
});
