/** To the function its thread is a process, as on AWS: what would reach the other threads ends this one. */
import os from "node:os";
import workerThreads from "node:worker_threads";

export function becomeProcess(): void {
  const { kill, pid } = process;
  process.kill = (target, signal = "SIGTERM") => {
    const number = typeof signal === "number" ? signal : Reflect.get(os.constants.signals, signal);
    return (target === pid || target === 0) && number > 0 ? process.exit(128 + number) : kill(target, signal);
  };
  process.abort = () => process.exit(128 + os.constants.signals.SIGABRT);
  for (const [key, value] of Object.entries({ isMainThread: true, parentPort: null, workerData: null })) Reflect.set(workerThreads, key, value);
}
