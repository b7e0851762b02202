/** Carries requests to our Node.js bootstrap on the channel that it inherits: ten times faster than HTTP. */
import type { Duplex } from "node:stream";
import type { Carrier, RuntimeListener } from "./carrier";
import { createFrameReader, frame, type Kind } from "./frames";
import type { EnvironmentSetup, Invocation, InvocationHead } from "./messages";

export function openChannel(channel: Duplex, setup: EnvironmentSetup, listener: RuntimeListener, log: (line: string) => void): void {
  const takers: Readonly<Partial<Record<Kind, (payload: Buffer) => void>>> = {
    claims: () => {
      carrier = { ...carrier, invokeAll };
    },
    next: () => listener.next(carrier),
    log: (payload) => log(payload.toString()),
    // A copy: the bytes that were read may be used again.
    chunk: (payload) => void listener.stream(Uint8Array.from(payload)).then(() => channel.write(frame("taken"))),
    end: () => listener.streamed(),
    took: (payload) => listener.took(Number(payload.toString())),
    // A copy, which is in Node.js's pool where it is short: what was read with it need not be kept.
    answer: (payload) => listener.respond(Buffer.from(payload)),
    debugger: (payload) => listener.debuggable(payload.toString()),
    error: (payload) => listener.fail(payload.toString(), false),
    fatal: (payload) => listener.fail(payload.toString(), true),
  };
  channel.on(
    "data",
    createFrameReader((kind, payload) => takers[kind]?.(payload)),
  );
  channel.write(frame("setup", JSON.stringify(setup)));
  const invokeAll = (first: Invocation, offered: readonly Invocation[]) =>
    void channel.write(Buffer.concat([frameOf("invoke", first), ...offered.map((one) => frameOf("offer", one))]));
  let carrier: Carrier = {
    stopsItself: true,
    invoke: (invocation) => void channel.write(frameOf("invoke", invocation)),
    close: () => void channel.destroy(),
  };
}

function frameOf(kind: "invoke" | "offer", { requestId, functionArn, traceId, clientContext, deadline, event }: Invocation): Buffer {
  const head: InvocationHead = { requestId, functionArn, traceId, clientContext, deadline };
  return frame(kind, `${JSON.stringify(head)}\n`, event);
}
