/** The requests as they come, over server-sent events. */
import { useEffect, useState } from "preact/hooks";
import type { Hello, RequestSummary } from "../protocol";

export interface LiveRequest extends RequestSummary {
  /** Whether it was of the server before it was started again, which has forgotten it. */
  readonly past?: true;
}

export interface Live {
  /** Newest first. */
  readonly requests: readonly LiveRequest[];
  readonly connected: boolean;
  /** Changes with each start of the server. */
  readonly instance: string | undefined;
}

const KEPT = 500;
/** Milliseconds between two drawings, and before another attempt. */
const DRAWING = 200;
const AGAIN = 1000;

/** Listens for as long as the page is there; begins again by itself when the connection is lost. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ requests: [], connected: false, instance: undefined });
  useEffect(() => listen(setLive), []);
  return live;
}

function listen(show: (live: Live) => void): () => void {
  let live: Live = { requests: [], connected: false, instance: undefined };
  let drawing: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const change = (changed: Partial<Live>) => {
    live = { ...live, ...changed };
    drawing ??= setTimeout(() => {
      drawing = undefined;
      show(live);
    }, DRAWING);
  };

  const open = () => {
    source = new EventSource("/_inspector/events");
    source.addEventListener("hello", ({ data }: MessageEvent<string>) => {
      const { instance }: Hello = JSON.parse(data);
      const restarted = instance !== live.instance;
      change({
        connected: true,
        instance,
        requests: restarted ? live.requests.map((request) => ({ ...request, past: true })) : live.requests,
      });
    });
    source.addEventListener("requests", ({ data }: MessageEvent<string>) => {
      const came: readonly RequestSummary[] = JSON.parse(data);
      const known = new Set(live.requests.map(({ id }) => id));
      const fresh = came.filter(({ id }) => !known.has(id)).toReversed();
      change({ requests: [...fresh, ...live.requests].slice(0, KEPT) });
    });
    source.onerror = () => {
      source?.close();
      change({ connected: false });
      again = setTimeout(open, AGAIN);
    };
  };

  open();
  return () => {
    source?.close();
    clearTimeout(again);
    clearTimeout(drawing);
  };
}
