/** What the server and its environments hold, and what an open inspector costs. */
import { get, request } from "node:http";
import { median, type Row, type Section } from "./result";
import { load } from "./traffic/load";
import { heldBy, type Served, serveProgram } from "./traffic/served";

const BURST = 1000;
const ROUNDS = 3;

export const memory: Section = {
  name: "memory",
  async run() {
    const served = await serveProgram();
    try {
      const idle = heldBy(served.pid);
      await load({ method: "GET", path: "/bench/dev/proxy" }, { port: served.port, connections: 32, milliseconds: 3000 });
      const short = heldBy(served.pid);
      const statuses = await Promise.all(Array.from({ length: BURST }, () => ask(served.port, "/bench/dev/proxy?wait=2000")));
      const slow = heldBy(served.pid);
      const unanswered = statuses.filter((status) => status !== 200).length;
      return [
        { what: "the server, idle", figure: `${idle.megabytes} MB` },
        { what: "the server after requests by 32 connections", figure: `${short.megabytes} MB` },
        { what: "environments after short requests by 32 connections", figure: `${short.environments.length}` },
        { what: "each of them, idle", figure: `${range(short.environments)} MB` },
        { what: `environments after ${BURST} slow requests at once`, figure: `${slow.environments.length}` },
        { what: "the server after them", figure: `${slow.megabytes} MB` },
        {
          what: "requests of them that were not answered with 200",
          figure: String(unanswered),
          goal: { text: "none", met: unanswered === 0 },
        },
        await inspected(served),
      ];
    } finally {
      await served.stop();
    }
  },
};

/** Requests that the server keeps, and tells a page of when it opens. */
const KEPT = 500;

/** Requests a second with and without a page that listens, in turn, and at a steady rate. */
async function inspected(served: Served): Promise<Row> {
  const options = { port: served.port, connections: 16, milliseconds: 2000 };
  const request = { method: "GET", path: "/bench/dev/proxy" };
  const pairs: { readonly closed: number; readonly open: number }[] = [];
  let lost = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const closed = await load(request, options);
    const page = listen(served.port);
    await page.until(KEPT);
    const before = page.seen();
    const open = await load(request, options);
    const steady = await load(request, { ...options, rate: 500 });
    const expected = before + open.requests + steady.requests;
    await page.until(expected);
    lost += expected - page.seen();
    page.close();
    pairs.push({ closed: closed.requestsPerSecond, open: open.requestsPerSecond });
  }
  const ratio = median(pairs.map(({ closed, open }) => open / closed));
  return {
    what: "requests/s while the inspector is open",
    figure: `${median(pairs.map(({ open }) => open)).toFixed(0)}, ${lost} lost`,
    beside: `closed, ${median(pairs.map(({ closed }) => closed)).toFixed(0)}`,
    ratio,
    goal: { text: "at least 0.9 times, none lost", met: ratio >= 0.9 && lost === 0 },
  };
}

/** What the page does: it reads the stream of requests. */
function listen(port: number) {
  let seen = 0;
  /** A part of a line may come later. */
  let rest = "";
  let changed = () => {};
  const sent = get({ port, path: "/_inspector/events", headers: { Accept: "text/event-stream" }, agent: false }, (response) => {
    response.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split('"id":"');
      seen += parts.length - 1;
      rest = parts.at(-1)?.slice(-5) ?? "";
      changed();
    });
    response.on("error", () => {});
  });
  sent.on("error", () => {});
  return {
    seen: () => seen,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10_000);
        changed = () => {
          if (seen < count) return;
          clearTimeout(timer);
          resolve();
        };
        changed();
      }),
    close: () => sent.destroy(),
  };
}

function ask(port: number, path: string): Promise<number> {
  return new Promise((resolve) => {
    const sent = request({ port, path, agent: false }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", () => resolve(0));
    sent.end();
  });
}

function range(values: readonly number[]): string {
  return values.length === 0 ? "-" : `${Math.min(...values)} to ${Math.max(...values)}`;
}
