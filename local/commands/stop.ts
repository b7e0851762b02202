/** A terminal's Ctrl-C reaches the process twice under npm, which passes it on. */
const SAME_SIGNAL = 1000;

/** Resolves when a signal came and all is closed; a later signal ends the process at once. */
export function untilStopped(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let since: number | undefined;
    const stop = () => {
      if (since !== undefined && performance.now() - since > SAME_SIGNAL) process.exit(1);
      if (since !== undefined) return;
      since = performance.now();
      close().then(resolve, reject);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
