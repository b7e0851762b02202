import inspector from "node:inspector";
import { post } from "./port";

/**
 * Lets a debugger in; `wait` stands still until one is there, and stops before the function's code is loaded, so that breakpoints can be
 * set.
 */
export function openDebugger({ wait }: { readonly wait: boolean }): void {
  inspector.open(0, "127.0.0.1");
  post("debugger", inspector.url() ?? "");
  if (!wait) return;
  inspector.waitForDebugger();
  // biome-ignore lint/suspicious/noDebugger: this is what was asked for.
  debugger;
}
