import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Makes the page's files of its sources, which are in the folder `page`; what is not of the page, Swagger UI, is taken as it is published.
 */
export async function bundle(page: string): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: [join(page, "page.tsx")],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    outdir: "/",
    write: false,
    logLevel: "error",
  });
  const made = outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ""), Buffer.from(contents)] as const);
  return new Map<string, Buffer>([
    ...made,
    ["index.html", readFileSync(join(page, "index.html"))],
    ["swagger-ui.js", readFileSync(require.resolve("swagger-ui-dist/swagger-ui-bundle.js"))],
    ["swagger-ui.css", readFileSync(require.resolve("swagger-ui-dist/swagger-ui.css"))],
  ]);
}
