import Module from "node:module";

/**
 * Loads Pulumi's SDK without what few programs use of it: the TypeScript compiler and npm's resolver, which it needs to turn closures into
 * functions and which are half of the time that it takes to load. They are loaded when they are first used.
 */
export function loadSdk<Sdk>(load: () => Sdk): Sdk {
  const internals: { _load: LoadModule } = Object(Module);
  const original = internals._load;
  internals._load = (request, parent, isMain) => {
    const loadNow = () => original.call(Module, request, parent, isMain);
    return LATER.test(request) ? later(loadNow) : loadNow();
  };
  try {
    return load();
  } finally {
    internals._load = original;
  }
}

type LoadModule = (request: string, parent: unknown, isMain: boolean) => unknown;

const LATER = /^@npmcli\/arborist$|\/typescript-shim$/;

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
