import { type Closers, createClosers } from "./closing";
import type { Answer, Reply } from "./server/index";

/** What one run of the program made. */
export interface Revision {
  readonly answer: Answer;
}

/** The program of the moment: each run of it takes the place of the one before when it is ready. */
export interface Revisions {
  readonly answer: Answer;
  /**
   * Runs the program; what is served meanwhile stays. A run that is under way is given up, and resolves with nothing.
   *
   * @throws what `make` throws; what was served before stays.
   */
  next<Made extends Revision>(make: (onClose: Closers["add"]) => Promise<Made>): Promise<Made | undefined>;
  /** Whether there is one that answers. */
  served(): boolean;
  close(): Promise<void>;
}

/** Milliseconds that requests have which the program before has begun to answer; an integration may take API Gateway's 29 seconds. */
const GRACE = 30_000;

/** @param unanswered - answers until there is a program */
export function createRevisions(unanswered: Answer, log: (line: string) => void): Revisions {
  let current: { readonly answer: Answer; readonly closers: Closers } = { answer: unanswered, closers: createClosers() };
  let starting: Closers | undefined;
  const ended = new Set<Promise<void>>();

  const end = (closers: Closers): Promise<void> => {
    const ending = closers.close().catch((error: unknown) => log(`The program before could not be ended: ${error}`));
    ended.add(ending);
    return ending.finally(() => ended.delete(ending));
  };
  return {
    answer: (request) => current.answer(request),
    served: () => current.answer !== unanswered,
    async next(make) {
      const closers = createClosers();
      if (starting) void end(starting);
      starting = closers;
      try {
        const made = await make(closers.add);
        if (starting !== closers) return undefined;
        const underWay = createUnderWay(made.answer);
        // Closed first: while functions and tables are still there.
        closers.add(underWay.ended);
        const before = current;
        current = { answer: underWay.answer, closers };
        starting = undefined;
        void end(before.closers);
        return made;
      } catch (error) {
        const givenUp = starting !== closers;
        if (!givenUp) starting = undefined;
        await end(closers);
        if (givenUp) return undefined;
        throw error;
      }
    },
    async close() {
      const given = starting;
      starting = undefined;
      if (given) void end(given);
      void end(current.closers);
      while (ended.size > 0) await Promise.all(ended);
    },
  };
}

interface UnderWay {
  readonly answer: Answer;
  /** Resolves when nothing is being answered any more, a streamed answer to its end, or after a grace. */
  ended(): Promise<void>;
}

function createUnderWay(answer: Answer): UnderWay {
  let count = 0;
  let none = () => {};
  const leave = () => {
    count--;
    if (count === 0) none();
  };
  return {
    async answer(request) {
      count++;
      try {
        const reply = await answer(request);
        if (Buffer.isBuffer(reply.body)) leave();
        return Buffer.isBuffer(reply.body) ? reply : { ...reply, body: toTheEnd(reply.body, leave) };
      } catch (error) {
        leave();
        throw error;
      }
    },
    ended: () =>
      new Promise((resolve) => {
        if (count === 0) return resolve();
        const timer = setTimeout(resolve, GRACE);
        none = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

async function* toTheEnd(body: Exclude<Reply["body"], Buffer>, leave: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    leave();
  }
}
