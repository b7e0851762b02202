import { join } from "node:path";
import { build } from "esbuild";

/**
 * The bootstrap as one text. Its process does not inherit the TypeScript loader of this one, so `runtime/` is bundled when the service is made; the
 * same works where the package was compiled and `runtime/` holds JavaScript. The name it gets is what stack traces show on AWS.
 */
export async function bundleRuntime(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, "runtime", "index")],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    write: false,
    logLevel: "silent",
  });
  return `${outputFiles.map(({ text }) => text).join("")}\n//# sourceURL=/var/runtime/index.mjs\n`;
}
