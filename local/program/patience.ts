/** Tells when a program that does not end has nothing more to say. */
export interface Patience {
  readonly finished: Promise<"finished">;
  call(): void;
  outputs(): void;
  finish(): void;
  /** Stops to watch. */
  cancel(): void;
}

/**
 * A program has finished when it says so, or when its outputs are known and it has asked nothing for so long: an open timer or connection
 * keeps its process alive. One that is silent before that may loop for ever; that is told, and waited for.
 *
 * @param patience in milliseconds.
 */
export function createPatience(patience: number, tell: (line: string) => void): Patience {
  let finish: () => void = () => {};
  const finished = new Promise<"finished">((resolve) => {
    finish = () => resolve("finished");
  });
  let hasOutputs = false;
  let told = false;
  const silent = () => {
    if (!told) tell(hasOutputs ? LEFT_OPEN : STILL_RUNNING);
    told = true;
    if (hasOutputs) finish();
  };
  let timer = setTimeout(silent, patience);
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(silent, patience);
  };
  return {
    finished,
    call: restart,
    outputs() {
      hasOutputs = true;
      restart();
    },
    finish,
    cancel: () => clearTimeout(timer),
  };
}

const LEFT_OPEN = "The program leaves a timer or a connection open: under Pulumi it would not end; here it is ended";
const STILL_RUNNING =
  "The program is still running; if it waits or loops for ever, end it with Ctrl-C or, under --watch, by saving a change";
