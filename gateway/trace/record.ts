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
  const recorded: { readonly at: number; readonly step: () => AnyStep }[] = [];
  const secret: string[] = [];
  return {
    requestId,
    add: (step) => void recorded.push({ at: clock(), step }),
    hide: (text) => void secret.push(text),
    steps(secrets = "hidden") {
      const steps = recorded.map(({ at, step }): Step => ({ ...step(), at }));
      return secrets === "hidden" ? hideSecrets(steps, secret) : steps;
    },
  };
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
