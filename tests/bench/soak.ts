import { readdirSync, readFileSync } from "node:fs";
import { startTarget, type Target } from "../hostile/target";

const CONNECTIONS = 64;

/** What a server and the processes below it hold. */
interface Held {
  readonly megabytes: number;
  readonly files: number;
  readonly processes: number;
}

/** Serves so many minutes of requests at 64 connections, and prints what went wrong and what is held at the beginning and the end. */
export async function soak(minutes: number): Promise<void> {
  const target = await startTarget();
  const counts = { requests: 0, errors: 0 };
  const until = performance.now() + minutes * 60_000;
  // The environments of a burst are there before it is measured what is held.
  await Promise.all(Array.from({ length: CONNECTIONS }, () => target.isWell()));
  const before = heldBy(Number(target.started.child.pid));
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => attend(target, connection, until, counts)));
  const after = heldBy(Number(target.started.child.pid));
  target.started.child.kill("SIGTERM");
  process.stdout.write(
    `a soak of ${minutes} minutes at ${CONNECTIONS} connections: ${counts.requests} requests, ${counts.errors} errors\n`,
  );
  for (const [when, held] of Object.entries({ before, after }))
    process.stdout.write(`  ${when}: ${held.megabytes} MB, ${held.files} open files, ${held.processes} processes\n`);
}

async function attend(target: Target, connection: number, until: number, counts: { requests: number; errors: number }): Promise<void> {
  for (let index = 0; performance.now() < until; index++) {
    const isMapped = (connection + index) % 4 === 0;
    const answered = isMapped
      ? target.ask("POST", `/target/dev/mapped/${index}?q=a`, { headers: { "Content-Type": "application/json" }, body: `{"x":${index}}` })
      : target.ask("GET", `/target/dev/proxy/${index}`);
    const status = await answered.then(
      (answer) => answer.status,
      () => 0,
    );
    counts.requests++;
    if (status !== 200) counts.errors++;
  }
}

function heldBy(pid: number): Held {
  const all = [pid, ...below(pid)];
  const kilobytes = all.map((one) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, "utf8"))?.[1] ?? 0));
  return {
    megabytes: Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024),
    files: readdirSync(`/proc/${pid}/fd`).length,
    processes: all.length,
  };
}

function below(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...below(child)]);
}
