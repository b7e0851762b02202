/** Carries requests to our Node.js bootstrap on the channel that it inherits: ten times faster than HTTP. */
import type { Duplex } from "node:stream";
import type { Carrier, RuntimeListener } from "./carrier";
import { createFrameReader, frame, type Kind } from "./frames";
import type { EnvironmentSetup } from "./messages";

export function openChannel(channel: Duplex, setup: EnvironmentSetup, listener: RuntimeListener, log: (line: string) => void): Carrier {
  const takers: Readonly<Partial<Record<Kind, (payload: Buffer) => void>>> = {
    next: () => listener.next(carrier),
    log: (payload) => log(payload.toString()),
    // A copy: the bytes that were read may be used again.
    chunk: (payload) => void listener.stream(Uint8Array.from(payload)).then(() => channel.write(frame("taken"))),
    end: () => listener.streamed(),
    answer: (payload) => listener.respond(payload),
    debugger: (payload) => listener.debuggable(payload.toString()),
    error: (payload) => listener.fail(payload.toString(), false),
    fatal: (payload) => listener.fail(payload.toString(), true),
  };
  channel.on(
    "data",
    createFrameReader((kind, payload) => takers[kind]?.(payload)),
  );
  channel.write(frame("setup", JSON.stringify(setup)));
  const carrier: Carrier = {
    stopsItself: true,
    invoke: ({ requestId, functionArn, traceId, deadline, event }) =>
      void channel.write(frame("invoke", `${JSON.stringify({ requestId, functionArn, traceId, deadline })}\n${event}`)),
    close: () => void channel.destroy(),
  };
  return carrier;
}
