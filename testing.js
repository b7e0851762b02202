// The package's entry for tests. A checkout has the sources, which whoever runs them compiles as they are loaded, or the command's own hook does;
// the package holds them compiled.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const source = join(__dirname, "local/testing/index.ts");

if (existsSync(source)) {
  if (require.extensions[".ts"] === undefined) require("./bin/sources");
  module.exports = require(source);
} else module.exports = require("./dist/local/testing/index.js");
