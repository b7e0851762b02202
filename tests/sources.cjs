// Lets mocha load the sources by ts-node, with esbuild in the place of TypeScript's compiler, which takes several times as long. Where
// coverage is measured it is not: the helpers that esbuild puts into each file would be counted as branches of the sources.
const { register } = require("ts-node");
const { transformSync } = require("esbuild");

const OPTIONS = { loader: "ts", format: "cjs", platform: "node", target: "node20", sourcemap: "external", sourcesContent: false };

exports.create = () => ({
  transpile(source, { fileName }) {
    const { code, map } = transformSync(source, { ...OPTIONS, sourcefile: fileName });
    return { outputText: code, sourceMapText: map };
  },
});

register({ transpileOnly: true, ...(process.env.NODE_V8_COVERAGE === undefined && { transpiler: __filename }) });
