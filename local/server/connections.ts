import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The connections of a server, and how many requests of each are being answered. */
export class Connections {
  private readonly answering = new Map<Socket, number>();
  private closing = false;

  opened(socket: Socket): void {
    this.answering.set(socket, 0);
    socket.once("close", () => this.answering.delete(socket));
    if (this.closing) socket.destroy();
  }

  /** A request has come whole; it is answered when the response is closed. */
  busy(socket: Socket, response: ServerResponse): void {
    this.answering.set(socket, (this.answering.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const left = (this.answering.get(socket) ?? 1) - 1;
      if (!socket.destroyed) this.answering.set(socket, left);
      if (this.closing && left === 0) socket.destroySoon();
    });
  }

  /** Ends the connections by which nothing is being answered now, the others when their answers are sent, or after so many milliseconds. */
  close(grace: number): void {
    this.closing = true;
    for (const [socket, count] of this.answering) if (count === 0) socket.destroy();
    setTimeout(() => {
      for (const socket of this.answering.keys()) socket.destroy();
    }, grace).unref();
  }
}
