import type { Answer } from "../server/index";

/** What nobody waits for. */
export interface Work {
  readonly ended: Promise<unknown>;
  pause(): void;
  resume(): void;
}

/** Lets work wait while requests come. */
export interface Background {
  /** Answers requests. */
  readonly answer: Answer;
  /** Work that gives way to them from now on, in the place of what did before. */
  begin(work: Work): void;
}

export interface Times {
  /** Milliseconds without a request after which the work goes on. */
  readonly quiet: number;
  /** Milliseconds that it gives way for, from its first request on: somebody may ask for ever. */
  readonly patience: number;
}

/**
 * A low priority is not enough: it keeps work from taking a processor, but not from taking its caches whenever one of the processes that
 * answer waits for another. On two processors short requests are answered a quarter slower beside it.
 */
export function createBackground(answer: Answer, { quiet, patience }: Times): Background {
  let giveWay = () => {};
  return {
    answer(request) {
      giveWay();
      return answer(request);
    },
    begin({ ended, pause, resume }) {
      let until: number | undefined;
      let paused: NodeJS.Timeout | undefined;
      const giveWayToRequest = () => {
        until ??= performance.now() + patience;
        if (performance.now() >= until) return;
        if (paused === undefined) pause();
        paused = paused?.refresh() ?? setTimeout(goOn, quiet);
      };
      const goOn = () => {
        paused = undefined;
        resume();
      };
      giveWay = giveWayToRequest;
      void ended.then(() => {
        clearTimeout(paused);
        if (giveWay === giveWayToRequest) giveWay = () => {};
      });
    },
  };
}
