/**
 * A resource of which an API may have hundreds. Pulumi keeps a stack trace with every promise, for leaks of its own, which is a dozen for a
 * resource and more for each of its properties; through the source maps of a TypeScript program that is a tenth of a large API's preview.
 * Where a resource was made it still finds out by itself.
 */
export function withoutStackTraces<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
