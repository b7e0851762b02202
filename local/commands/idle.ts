/** A program that leaves a timer or a connection open is not waited for longer. */
const PATIENCE = 10_000;

/** Resolves when nothing but what `hold` lets go would keep this process alive: the program has done everything. */
export function untilIdle(hold: (held: boolean) => void): Promise<void> {
  hold(false);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      process.off("beforeExit", end);
      hold(true);
      resolve();
    };
    const timer = setTimeout(end, PATIENCE).unref();
    process.once("beforeExit", end);
  });
}
