type AnyFunction = (...args: readonly unknown[]) => unknown;

/** Puts a function in the place of one of a module's, once, though the module is loaded by several others. */
export function replaceOnce(module: Record<string, unknown>, name: string, make: (original: AnyFunction) => AnyFunction): void {
  const original = module[name];
  if (typeof original !== "function" || replacements.has(original)) return;
  const replacement = make((...args) => Reflect.apply(original, module, args));
  replacements.add(replacement);
  Reflect.set(module, name, replacement);
}

const replacements = new WeakSet<object>();
