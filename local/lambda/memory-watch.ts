/**
 * Ends environments that take too much memory, as Lambda does, by what the whole process has grown while they ran.
 *
 * V8 can bound the heap of a thread, but one allocation of more than 16 MB past the bound (a growing array or Map) ends the process
 * and not the thread, and buffers do not count. So the heap gets ample room, and who fills it is ended before its end is reached.
 */
export interface MemoryWatch {
  /**
   * @param megabytes - what the function may have
   * @param end - called when the environments that are watched have more than they may have together: which of them is not known
   * @returns stops watching
   */
  watch(megabytes: number, end: () => void): () => void;
}

/** MB that the heap of a thread may have beyond the function's memory. Allocating as fast as it can, it gets a tenth of that between two looks. */
export const HEAP_ROOM = 2048;

/** MB by which the process itself may grow meanwhile. */
const TOLERANCE = 512;
const MILLISECONDS_BETWEEN_LOOKS = 25;

interface Watched {
  readonly megabytes: number;
  readonly before: number;
  readonly end: () => void;
}

export function createMemoryWatch(): MemoryWatch {
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    let allowed = TOLERANCE;
    let before = Number.POSITIVE_INFINITY;
    for (const one of watched) {
      allowed += one.megabytes;
      before = Math.min(before, one.before);
    }
    if (residentMegabytes() - before > allowed) for (const { end } of watched) end();
  };

  return {
    watch(megabytes, end) {
      const one = { megabytes, before: residentMegabytes(), end };
      watched.add(one);
      timer ??= setInterval(look, MILLISECONDS_BETWEEN_LOOKS).unref();
      return () => {
        watched.delete(one);
        if (watched.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function residentMegabytes(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
