#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { join } = require("node:path");

// A checkout has the sources, which are run as they are; the package holds them compiled.
const checkout = existsSync(join(__dirname, "../local/index.ts"));
if (checkout) require("./sources");
const { main } = require(checkout ? "../local/index" : "../dist/local/index");

main(process.argv.slice(2));
