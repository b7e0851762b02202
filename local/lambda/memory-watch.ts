/** How much memory processes have had, by looks at them while they do something. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export interface MemoryWatch {
  /** Looks at a process from now on; `over` is called when it has more than so many MB. */
  watch(pid: number, megabytes: number, over: () => void): WatchedMemory;
}

export interface WatchedMemory {
  /** MB, the most that was seen. */
  peak(): number;
  /** Says that the process does something, or not. */
  run(running: boolean): void;
  /** Looks now. */
  look(): void;
}

const MILLISECONDS_BETWEEN_LOOKS = 25;

/** Of processes that run nothing but short requests. */
const MILLISECONDS_BETWEEN_LOOKS_AT_SHORT = 1000;

interface Watched {
  readonly pid: number;
  readonly megabytes: number;
  readonly over: () => void;
  peak: number;
  /** Whether what it runs now ran already at the last look. */
  isLong: boolean;
  lookedAt: number;
}

export function createMemoryWatch(): MemoryWatch {
  const running = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  const see = (one: Watched, megabytes: number | undefined): void => {
    if (megabytes === undefined || megabytes <= one.peak) return;
    one.peak = megabytes;
    if (megabytes > one.megabytes && running.has(one)) one.over();
  };
  const lookNow = existsSync("/proc/self/status")
    ? (one: Watched) => see(one, peakOf(one.pid))
    : (one: Watched) =>
        execFile("ps", ["-o", "rss=", "-p", String(one.pid)], (error, text) => see(one, error ? undefined : Number(text) / 1024));
  const lookAt = (one: Watched): void => {
    one.lookedAt = performance.now();
    lookNow(one);
  };
  const look = (): void => {
    const before = performance.now() - MILLISECONDS_BETWEEN_LOOKS_AT_SHORT;
    for (const one of running) {
      if (one.isLong || one.lookedAt < before) lookAt(one);
      one.isLong = true;
    }
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    watch(pid, megabytes, over) {
      const one: Watched = { pid, megabytes, over, peak: 0, isLong: false, lookedAt: 0 };
      return {
        peak: () => Math.ceil(one.peak),
        look: () => lookAt(one),
        run(does) {
          if (does) {
            one.isLong = false;
            running.add(one);
            timer ??= setInterval(look, MILLISECONDS_BETWEEN_LOOKS).unref();
          } else running.delete(one);
        },
      };
    },
  };
}

/** MB, none of a process that has ended; https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function peakOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
