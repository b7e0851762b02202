import { once } from "node:events";
import { connect } from "node:net";
import { type Outcome, startTarget } from "../target";

/** Stopped with connections open that have sent nothing, half, or everything and read nothing. */
export async function stops(): Promise<Outcome> {
  const faults: string[] = [];
  const signals = ["SIGTERM", "SIGINT"] as const;
  for (const signal of signals) {
    const target = await startTarget();
    await target.isWell();
    for (const text of ["", "GET /", "POST /target/dev/proxy/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\na"]) {
      const socket = connect(target.port, "127.0.0.1").on("error", () => {});
      await once(socket, "connect");
      socket.write(text);
    }
    const answers = Array.from({ length: 20 }, () => target.ask("GET", "/target/dev/proxy/well"));
    await Promise.race(answers);
    target.started.child.kill(signal);
    const timer = setTimeout(() => target.started.child.kill("SIGKILL"), 40_000);
    const [status] = await once(target.started.child, "exit");
    clearTimeout(timer);
    if (status !== 0) faults.push(`${signal}: status ${status}`);
    const wrong = (await Promise.allSettled(answers)).filter((answer) => answer.status === "fulfilled" && answer.value.status !== 200);
    if (wrong.length > 0) faults.push(`${signal}: ${wrong.length} of 20 requests under way got an error`);
  }
  return { kind: "stops with connections open", tried: signals.length, faults };
}
