/** Many minutes of requests: what goes wrong, and what is held at their beginning and their end. */
import { setTimeout as after } from "node:timers/promises";
import { median, type Row, type Section } from "./result";
import { type Load, load, type Sent } from "./traffic/load";
import { type Held, heldBy, serveProgram } from "./traffic/served";

const CONNECTIONS = 64;
/** Milliseconds that its memory is watched for, after one minute and at the end. */
const WATCHED = 30_000;
const PROXY: Sent = { method: "GET", path: "/bench/dev/proxy?a=1" };
const CUSTOM: Sent = { method: "POST", path: "/bench/dev/custom/7?q=a", body: '{"x":5}' };

/** Serves so many minutes of requests by 64 connections. */
export function soak(minutes: number): Section {
  return {
    name: "soak",
    async run() {
      const served = await serveProgram();
      const forgetting = setInterval(served.forget, 1000);
      try {
        const milliseconds = minutes * 60_000;
        const options = { port: served.port, connections: CONNECTIONS / 2, milliseconds };
        const loads = Promise.all([load(PROXY, options), load(CUSTOM, options)]);
        const beginning = Math.min(60_000, milliseconds / 4);
        const watched = Math.min(WATCHED, milliseconds / 4);
        await after(beginning);
        const early = await heldDuring(watched, served.pid);
        await after(milliseconds - beginning - 2 * watched - 1000);
        const late = await heldDuring(watched, served.pid);
        return rowsOf(minutes, await loads, early, late);
      } finally {
        clearInterval(forgetting);
        await served.stop();
      }
    },
  };
}

/** What a server holds, its memory as the median of the time: it rises by a tenth for a second or two before each collection of the old. */
async function heldDuring(milliseconds: number, pid: number): Promise<Held> {
  const seen: number[] = [];
  for (const until = performance.now() + milliseconds; performance.now() < until; await after(1000)) seen.push(heldBy(pid).megabytes);
  return { ...heldBy(pid), megabytes: median(seen) };
}

function rowsOf(minutes: number, loads: readonly Load[], early: Held, late: Held): Row[] {
  const errors = loads.reduce((sum, one) => sum + one.errors, 0);
  const requests = loads.reduce((sum, one) => sum + one.requests, 0);
  const ratio = late.megabytes / early.megabytes;
  return [
    { what: `${minutes} minutes, ${CONNECTIONS} connections`, figure: `${requests} requests` },
    { what: "errors", figure: String(errors), goal: { text: "none", met: errors === 0 } },
    {
      what: "memory of the server at the end",
      figure: `${late.megabytes} MB`,
      beside: `after one minute, ${early.megabytes} MB`,
      ratio,
      goal: { text: "within 5 %", met: Math.abs(ratio - 1) <= 0.05 },
    },
    { what: "open files at the end", figure: String(late.openFiles), beside: `after one minute, ${early.openFiles}` },
    { what: "environments at the end", figure: String(late.environments.length), beside: `after one minute, ${early.environments.length}` },
  ];
}
