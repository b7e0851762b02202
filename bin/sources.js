/** Lets the command of a checkout load its TypeScript; the package has no such file. */
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const root = join(__dirname, "..");
const compiled = compile(["definition", "languages", "gateway", "inspector", "local"]);
require.extensions[".ts"] = (module, file) => module._compile(compiled[file].code, file);

/** The sources of these rooms as JavaScript, by file; compiled in one go where they are new, and kept. */
function compile(rooms) {
  const cacheFile = join(root, "node_modules/.cache/lambda-rest-api/compiled.json");
  const cache = existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, "utf8")) : {};
  const files = rooms.flatMap((room) => readdirSync(join(root, room), { recursive: true }).map((file) => join(root, room, file)));
  const sources = files.filter((file) => file.endsWith(".ts")).map((file) => ({ file, time: statSync(file).mtimeMs }));
  const stale = sources.filter(({ file, time }) => cache[file]?.time !== time);
  if (stale.length === 0) return cache;
  const options = { format: "cjs", target: "node20", sourcemap: "inline", sourcesContent: false, write: false, logLevel: "error" };
  const { outputFiles } = require("esbuild").buildSync({
    ...options,
    entryPoints: stale.map(({ file }) => file),
    outdir: root,
    outbase: root,
  });
  const codes = new Map(outputFiles.map(({ path, text }) => [path.replace(/\.js$/, ".ts"), text]));
  const fresh = Object.fromEntries(
    sources.map(({ file, time }) => [file, codes.has(file) ? { time, code: codes.get(file) } : cache[file]]),
  );
  mkdirSync(dirname(cacheFile), { recursive: true });
  // Written whole under another name first: another process may be reading.
  writeFileSync(`${cacheFile}.${process.pid}`, JSON.stringify(fresh));
  renameSync(`${cacheFile}.${process.pid}`, cacheFile);
  return fresh;
}
