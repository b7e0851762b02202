/** The runtime brings the AWS SDK: what the function does not bring itself of `@aws-sdk` and `@smithy` is found where the service says. */
import module from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SDK = /^@(?:aws-sdk|smithy)\//;

/** For `require`. */
export function provideSdkToRequire(modulePaths: readonly string[]): void {
  const original: unknown = Reflect.get(module, "_resolveFilename");
  if (typeof original !== "function") return;
  Reflect.set(module, "_resolveFilename", (request: string, ...rest: unknown[]): unknown => {
    try {
      return Reflect.apply(original, module, [request, ...rest]);
    } catch (error) {
      if (!SDK.test(request)) throw error;
      // With paths of its own, or it would look in the function's again, and for ever.
      return resolveFrom(modulePaths, (options) => Reflect.apply(original, module, [request, null, false, options])) ?? fail(error);
    }
  });
}

/** For `import`. Starts another thread, some 40 ms, and so is only for functions that import. */
export function provideSdkToImports(modulePaths: readonly string[]): void {
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

function resolveFrom(modulePaths: readonly string[], resolve: (options: { readonly paths: readonly string[] }) => unknown): unknown {
  for (const path of modulePaths) {
    try {
      return resolve({ paths: [path] });
    } catch {
      // The next directory may have it.
    }
  }
  return undefined;
}

function fail(error: unknown): never {
  throw error;
}
