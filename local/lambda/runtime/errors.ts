/** Errors in the form of Lambda's Node.js runtime. */
import { types } from "node:util";

/** What the runtime itself throws: `Runtime.ImportModuleError` and its like. */
export class RuntimeError extends Error {
  constructor(type: string, message: string, details: { readonly stack?: string | undefined; readonly reason?: unknown } = {}) {
    super(message);
    const name = `Runtime.${type}`;
    const stack = details.stack ?? this.stack?.replace(/^Error/, name);
    for (const [key, value] of Object.entries({ name, stack }))
      Object.defineProperty(this, key, { value, configurable: true, writable: true });
    if ("reason" in details) Object.assign(this, { reason: details.reason });
  }
}

/** The error object that the caller gets, as JSON text: errorType, errorMessage, trace. */
export function errorPayload(error: unknown): string {
  try {
    return JSON.stringify(
      isError(error)
        ? {
            errorType: withoutDelete(error.name),
            errorMessage: withoutDelete(error.message),
            trace: withoutDelete(error.stack ?? "").split("\n"),
          }
        : { errorType: typeof error, errorMessage: String(error), trace: [] },
    );
  } catch {
    return JSON.stringify({
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    });
  }
}

/** The error as the runtime logs it: with everything that was put on it, and those of its members that JSON leaves out. */
export function errorLogText(error: unknown): string {
  try {
    return `\t${JSON.stringify(isError(error) ? error : new Error(String(error)), (_key, value: unknown) => (value instanceof Error ? members(value) : value))}`;
  } catch {
    return `\t${errorPayload(error)}`;
  }
}

function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  if (typeof value !== "object" || value === null || !("name" in value && "message" in value && "stack" in value)) return false;
  return [value.name, value.message, value.stack].every((text) => typeof text === "string" && text !== "");
}

/** The runtime's native client cannot send the character DEL. */
function withoutDelete(text: string): string {
  return text.replaceAll("\x7f", "%7F");
}

function members(error: Error): Record<string, unknown> {
  const { name, message, stack } = error;
  return { errorType: name, errorMessage: message, code: "code" in error ? error.code : undefined, ...error, stack: stack?.split("\n") };
}
