// The package's entry. A checkout has the sources, which whoever runs them compiles as they are loaded (ts-node, tsx, Pulumi's own host);
// the package holds them compiled.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const source = join(__dirname, "components/index.ts");

if (existsSync(source)) module.exports = require(source);
else module.exports = require("./dist/components/index.js");
