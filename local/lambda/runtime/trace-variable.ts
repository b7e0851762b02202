const NAME = "_X_AMZN_TRACE_ID";

/**
 * Lets the variable of the request's trace have another value for each request: the C library never frees a value that a variable has had
 * (glibc's stdlib/setenv.c keeps them all), which after a million requests is more than a function's memory.
 */
export function keepTraceVariable(): void {
  const inLibrary = process.env;
  let trace = "";
  process.env = new Proxy(inLibrary, {
    get: (target, name) => (name === NAME && name in target ? trace : Reflect.get(target, name)),
    set(target, name, value) {
      if (name !== NAME) return Reflect.set(target, name, value);
      trace = String(value);
      return name in target || Reflect.set(target, name, trace);
    },
    getOwnPropertyDescriptor(target, name) {
      const found = Reflect.getOwnPropertyDescriptor(target, name);
      return found && name === NAME ? { ...found, value: trace } : found;
    },
  });
}
