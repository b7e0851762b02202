import { isUtf8 } from "node:buffer";
import { hideSecrets } from "./secrets";
import type { AnyStep, Body, Step, Trace } from "./types";

/** Takes the steps of one request. */
export interface Recorder extends Trace {
  /** Adds a step; what it looks like is asked for only when somebody reads the trace, so that what it is made of must not change. */
  add(step: () => AnyStep): void;
  /** Names a credential that is not where clients send theirs. */
  hide(secret: string): void;
}

/** Starts the trace of the request `requestId`. */
export function startTrace(requestId: string, clock: () => number): Recorder {
  return new Recording(requestId, clock);
}

const NONE: readonly string[] = [];

/** A class, since one is kept of each request. */
class Recording implements Recorder {
  /** When each step was done. */
  readonly #times: number[] = [];
  readonly #steps: (() => AnyStep)[] = [];
  /** Most requests have none to name. */
  #secrets = NONE;

  readonly #clock: () => number;

  constructor(
    readonly requestId: string,
    clock: () => number,
  ) {
    this.#clock = clock;
  }

  add(step: () => AnyStep): void {
    this.#times.push(this.#clock());
    this.#steps.push(step);
  }

  hide(secret: string): void {
    this.#secrets = [...this.#secrets, secret];
  }

  steps(secrets: "hidden" | "shown" = "hidden"): readonly Step[] {
    const steps = this.#steps.map((step, index): Step => ({ ...step(), at: this.#times[index] ?? 0 }));
    return secrets === "hidden" ? hideSecrets(steps, this.#secrets) : steps;
  }
}

/** Bytes from which on a body is cut. */
const LONGEST_BODY = 65_536;

/** A body as a step shows it. */
export function bodyOf(body: Buffer | string | AsyncIterable<Uint8Array>): Body {
  if (typeof body !== "string" && !Buffer.isBuffer(body)) return { text: "", bytes: null };
  const all = typeof body === "string" ? Buffer.from(body) : body;
  const binary = !isUtf8(all);
  const truncated = all.length > LONGEST_BODY;
  return {
    text: all.subarray(0, LONGEST_BODY).toString(binary ? "base64" : "utf8"),
    bytes: all.length,
    ...(binary && { binary }),
    ...(truncated && { truncated }),
  };
}
