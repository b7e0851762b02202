#!/usr/bin/env node
const { existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");

// From a checkout the sources are run as they are, compiled in one go; a package holds them compiled.
if (existsSync(join(root, "local/index.ts"))) {
  const sources = ["definition", "gateway", "local"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(root, room, file)),
  );
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: sources,
    outdir: root,
    outbase: root,
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    sourcesContent: false,
    write: false,
  });
  const compiled = new Map(outputFiles.map(({ path, text }) => [path.replace(/\.js$/, ".ts"), text]));
  require.extensions[".ts"] = (module, file) => module._compile(compiled.get(file), file);
}

require("../local/index").main(process.argv.slice(2));
