import { join } from "node:path";
import { buildSync } from "esbuild";

/**
 * The thread's program as one text. A thread does not inherit the TypeScript loader of its process, so `runtime/` is bundled when the
 * service is made; the same works where the package was compiled and `runtime/` holds JavaScript. The name it gets is what stack traces show on AWS.
 */
export function bundleRuntime(): string {
  const { outputFiles } = buildSync({
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
