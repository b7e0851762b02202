import type { LocalServer } from "../server/index";

/** A program that leaves a timer or a connection open is not waited for longer. */
const PATIENCE = 10_000;

/** Resolves when nothing but the server would keep this process alive: the program has done everything. */
export function untilIdle(server: LocalServer): Promise<void> {
  server.hold(false);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      process.off("beforeExit", end);
      server.hold(true);
      resolve();
    };
    const timer = setTimeout(end, PATIENCE).unref();
    process.once("beforeExit", end);
  });
}
