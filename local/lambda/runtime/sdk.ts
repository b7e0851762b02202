/** The runtime brings the AWS SDK: what the function does not bring itself of `@aws-sdk` and `@smithy` is found where the service says. */
import module, { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SDK = /^@(?:aws-sdk|smithy)\//;

/** For `require`. */
export function provideSdkToCommonJs(modulePaths: readonly string[]): void {
  const original: unknown = Reflect.get(module, "_resolveFilename");
  if (typeof original !== "function") return;
  Reflect.set(module, "_resolveFilename", (request: string, ...rest: unknown[]): unknown => {
    try {
      return Reflect.apply(original, module, [request, ...rest]);
    } catch (error) {
      return (SDK.test(request) && resolveFrom(modulePaths, request)) || fail(error);
    }
  });
}

/** For `import`. Starts another thread, some 40 ms, and so is only for functions that are ES modules. */
export function provideSdkToEsModules(modulePaths: readonly string[]): void {
  const hooks = `
    let parents;
    export function initialize(data) { parents = data; }
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (error) {
        if (${SDK}.test(specifier)) for (const parentURL of parents) try { return await next(specifier, { ...context, parentURL }); } catch {}
        throw error;
      }
    }`;
  const parents = modulePaths.map((path) => pathToFileURL(join(path, "index.mjs")).href);
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: parents });
}

function resolveFrom(modulePaths: readonly string[], request: string): string | undefined {
  for (const path of modulePaths) {
    try {
      return createRequire(join(path, "index.js")).resolve(request);
    } catch {
      // The next directory may have it.
    }
  }
  return undefined;
}

function fail(error: unknown): never {
  throw error;
}
