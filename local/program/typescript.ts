import type { Project } from "./project";

/** Lets the program's modules be TypeScript, transpiled only, until the returned function is called. */
export function registerTypeScript(project: Project): () => void | Promise<void> {
  if (!/\.[cm]?tsx?$/.test(project.entry)) return () => {};
  const cjs: typeof import("tsx/cjs/api") = require("tsx/cjs/api");
  const unregister = cjs.register();
  if (!project.module) return unregister;
  const esm: typeof import("tsx/esm/api") = require("tsx/esm/api");
  const unregisterModules = esm.register();
  return async () => {
    unregister();
    await unregisterModules();
  };
}
