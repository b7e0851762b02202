/** Lets the command of a checkout load its TypeScript; the package has no such file. */
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");

const root = join(__dirname, "..");
const rooms = ["definition", "languages", "gateway", "inspector", "local"];
const cache = join(root, "node_modules/.cache/lambda-rest-api/compiled");
/** What could not be kept, by file. */
const unkept = new Map();

require.extensions[".ts"] = (module, file) => module._compile(compiled(file), file);

/** A source as JavaScript. Where one is new, all that are new are compiled in one go, and kept. */
function compiled(file) {
  if (!unkept.has(file) && !isKept(file)) compile();
  return unkept.get(file) ?? readFileSync(keptAt(file), "utf8");
}

function keptAt(file) {
  return join(cache, relative(root, file).replace(/\.ts$/, ".js"));
}

/** What is kept has the time of its source. */
function isKept(file) {
  const kept = statSync(keptAt(file), { throwIfNoEntry: false });
  return kept !== undefined && Math.round(kept.mtimeMs) === Math.round(statSync(file).mtimeMs);
}

function compile() {
  const files = rooms.flatMap((room) => readdirSync(join(root, room), { recursive: true }).map((file) => join(root, room, file)));
  const times = new Map(files.filter((file) => file.endsWith(".ts") && !isKept(file)).map((file) => [file, statSync(file).mtimeMs]));
  const options = { format: "cjs", target: "node20", sourcemap: "inline", sourcesContent: false, write: false, logLevel: "error" };
  const { outputFiles } = require("esbuild").buildSync({ ...options, entryPoints: [...times.keys()], outdir: root, outbase: root });
  for (const { path, text } of outputFiles) {
    const file = path.replace(/\.js$/, ".ts");
    try {
      keep(keptAt(file), text, new Date(Math.round(times.get(file))));
    } catch {
      rmSync(`${keptAt(file)}.${process.pid}`, { force: true });
      unkept.set(file, text);
    }
  }
}

/** Written whole under another name first: another process may be reading. */
function keep(path, text, time) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  utimesSync(`${path}.${process.pid}`, time, time);
  renameSync(`${path}.${process.pid}`, path);
}
