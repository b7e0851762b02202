/**
 * What a function finds beside its own packages. The runtime brings the AWS SDK: what the function does not bring itself of `@aws-sdk` and
 * `@smithy` is found where the service says.
 */
import { existsSync } from "node:fs";
import module from "node:module";
import { basename, delimiter, dirname, join } from "node:path";
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

/**
 * For `import`, which finds what is in layers, too: "The Node.js 18.x runtime for Lambda searches the folders listed in NODE_PATH when
 * loading ES modules." Starts another thread, some 40 ms, and so is only for functions that import.
 * https://aws.amazon.com/blogs/compute/node-js-18-x-runtime-now-available-in-aws-lambda/
 */
export function provideToImports(modulePaths: readonly string[]): void {
  const hooks = `
    let layers, sdk;
    export function initialize(data) { ({ layers, sdk } = data); }
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (error) {
        const parents = /^[./#]/.test(specifier) ? [] : ${SDK}.test(specifier) ? [...layers, ...sdk] : layers;
        for (const parentURL of parents) try { return await next(specifier, { ...context, parentURL }); } catch {}
        throw error;
      }
    }`;
  const parentsOf = (paths: readonly string[]) => paths.map((path) => pathToFileURL(join(path, "index.mjs")).href);
  const data = { layers: parentsOf(layerFolders()), sdk: parentsOf(modulePaths) };
  module.register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data });
}

/** Those whose `node_modules` NODE_PATH names. */
export function layerFolders(): string[] {
  const folders = (process.env["NODE_PATH"] ?? "").split(delimiter);
  return folders.filter((folder) => basename(folder) === "node_modules" && existsSync(folder)).map(dirname);
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
