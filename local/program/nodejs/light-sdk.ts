import Module from "node:module";

/**
 * Lets Pulumi's SDK load without what few programs use of it: the TypeScript compiler and npm's resolver, which it needs to turn closures
 * into functions, its automation API, and what sends traces. They are more than half of the time that it takes to load, and loaded when
 * they are first used.
 */
export function loadLater(): void {
  const internals: { _load: LoadModule } = Object(Module);
  const original = internals._load;
  internals._load = (request, parent, isMain) => {
    const loadNow = () => original.call(Module, request, parent, isMain);
    return LATER.test(request) && SDK.test(Object(parent).filename) ? later(loadNow) : loadNow();
  };
}

type LoadModule = (request: string, parent: unknown, isMain: boolean) => unknown;

const SDK = /[\\/]@pulumi[\\/]pulumi[\\/]/;
const LATER =
  /^(?:@npmcli\/arborist|normalize-package-data|fdir|@opentelemetry\/(?!api$).*|\.\/automation|source-map-support\/register)$|\/typescript-shim$/;

/** Stands for a module until one of its members is asked for. */
function later(load: () => unknown): object {
  return new Proxy(
    {},
    {
      // As a module of that kind it is not taken apart when it is imported.
      get: (_, name) => (name === "__esModule" ? true : name === "default" ? load() : Reflect.get(Object(load()), name)),
    },
  );
}
