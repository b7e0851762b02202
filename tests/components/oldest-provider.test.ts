import assert from "node:assert/strict";

const MANIFEST = require.resolve("@pulumi/aws/package.json");
const CHECK = require.resolve("../../components/oldest-provider");

function load(version: string): void {
  const before = [require.cache[MANIFEST], require.cache[CHECK]] as const;
  require(MANIFEST);
  Object(require.cache[MANIFEST]).exports = { version };
  delete require.cache[CHECK];
  try {
    require(CHECK);
  } finally {
    [require.cache[MANIFEST], require.cache[CHECK]] = before;
    delete require.cache[MANIFEST];
  }
}

describe("the components", () => {
  it("refuse a provider that does not know all that they say", () => {
    for (const version of ["5.43.0", "7.23.0", "8.0.0"])
      assert.throws(() => load(version), { message: new RegExp(`need @pulumi/aws 7\\.48 or a later 7\\.x, and ${version} is installed`) });
    for (const version of ["7.48.0", "7.51.1"]) load(version);
  });
});
