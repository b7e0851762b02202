type Jose = typeof import("jose", { with: { "resolution-mode": "import" }});

let loaded: Jose | undefined;

/**
 * The library `jose`, which is loaded with the first token. It is an ES module: Node.js's own `require` loads it, and that of a test runner
 * may not (jest's, before Node.js 24.9).
 */
export function jose(): Jose {
  loaded ??= load();
  return loaded;
}

function load(): Jose {
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(__filename)("jose");
}
