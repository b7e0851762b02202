#!/usr/bin/env node

const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

// From a checkout the sources are run as they are, each file compiled when it is first needed; a package holds them compiled.
if (existsSync(join(__dirname, "../local/index.ts"))) {
  const { transformSync } = require("esbuild");
  require.extensions[".ts"] = (module, file) => {
    const options = { loader: "ts", format: "cjs", target: "node20", sourcefile: file, sourcemap: "inline" };
    module._compile(transformSync(readFileSync(file, "utf8"), options).code, file);
  };
}

require("../local/index").main(process.argv.slice(2));
