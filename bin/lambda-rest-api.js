#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

// A checkout has the sources, which are run as they are; the package holds them compiled.
const checkout = existsSync(join(__dirname, "../local/index.ts"));
// Node.js from 22 on keeps what it makes of modules, which halves the time that they take to load.
const modules = [join(__dirname, "../node_modules"), join(__dirname, "../..")].find(
  (folder) => /node_modules$/.test(folder) && existsSync(folder),
);
if (modules !== undefined) enableCompileCache?.(join(modules, ".cache/lambda-rest-api/code"));
if (checkout) require("./sources");
const { main } = require(checkout ? "../local/index" : "../dist/local/index");

main(process.argv.slice(2));
