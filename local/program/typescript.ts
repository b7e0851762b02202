import type { Project } from "./project";

/** Lets the program's modules be TypeScript, transpiled only, until the returned function is called. */
export async function registerTypeScript(project: Project): Promise<() => void | Promise<void>> {
  if (!/\.[cm]?tsx?$/.test(project.entry)) return () => {};
  process.setSourceMapsEnabled(true);
  const cjs: typeof import("tsx/cjs/api") = require("tsx/cjs/api");
  const unregister = cjs.register();
  if (!project.module) return unregister;
  const esm = await import("tsx/esm/api");
  const unregisterModules = esm.register();
  return async () => {
    unregister();
    await unregisterModules();
  };
}
