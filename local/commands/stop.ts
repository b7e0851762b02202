/** A terminal's Ctrl-C reaches the process twice under npm, which passes it on. */
const SAME_SIGNAL = 250;

/** How often it is looked whether npx is still there. */
const LOOK = 250;

/** Resolves when the process is to end and all is closed; a later signal ends the process at once. */
export function untilStopped(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let since: number | undefined;
    const stop = () => {
      if (since !== undefined && performance.now() - since > SAME_SIGNAL) process.exit(0);
      if (since !== undefined) return;
      since = performance.now();
      close().then(resolve, reject);
    };
    whenSignalled(stop);
  });
}

/**
 * Calls back when a signal asks the process to end, each time; and when npx is gone, which passes a signal to the shell between them and
 * leaves its command running.
 */
export function whenSignalled(stop: () => void): void {
  process.on("SIGINT", stop).on("SIGTERM", stop);
  if (process.env["npm_command"] !== "exec") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, LOOK).unref();
}
