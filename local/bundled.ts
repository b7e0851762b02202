/**
 * A module and what it imports as one text, for a process or a thread of its own, which does not inherit the TypeScript loader of this one;
 * the same works where the package was compiled.
 */
export async function bundled(entryPoint: string): Promise<string> {
  const { build }: typeof import("esbuild") = require("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    write: false,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
}
