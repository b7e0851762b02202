/** Throughput and latency, beside a bare server and serverless-offline, all of them in turn. */
import { setTimeout as after } from "node:timers/promises";
import { installServerlessOffline } from "../peers/serverless-offline";
import { median, type Row, type Section } from "../result";
import { type Load, load, type Sent } from "./load";
import { type Served, serveBare, serveProgram } from "./served";

const PROXY: Sent = { method: "GET", path: "/bench/dev/proxy?a=1" };
const CUSTOM: Sent = { method: "POST", path: "/bench/dev/custom/7?q=a", body: '{"x":5}' };

const ROUNDS = 5;
/** Milliseconds. */
const SLICE = 2000;
const WARM_UP = 4000;
/** Milliseconds for which the types of a program are checked beside, once it is served. */
const TYPES = 8000;

interface Side {
  readonly name: string;
  readonly served: Served;
  readonly request: Sent;
}

export const traffic: Section = {
  name: "traffic",
  async run() {
    const [ours, json] = [await serveProgram(), await serveProgram({ options: ["--json"] })];
    const [bare, aws] = [await serveBare(), await serveBare("--aws")];
    await after(TYPES);
    const offline = await installServerlessOffline();
    const peer = "missing" in offline ? undefined : await offline.serve();
    try {
      const sides: Side[] = [
        { name: "proxy", served: ours, request: PROXY },
        { name: "custom", served: ours, request: CUSTOM },
        { name: "bare", served: bare, request: PROXY },
        { name: "aws", served: aws, request: PROXY },
        ...(peer === undefined ? [] : [{ name: "offline", served: peer, request: { method: "GET", path: "/dev/proxy?a=1" } }]),
      ];
      for (const { served, request } of sides) await load(request, { port: served.port, connections: 8, milliseconds: WARM_UP });
      const one = await inTurn(sides, 1);
      const many = await inTurn([...sides, { name: "json", served: json, request: PROXY }], 32);
      const rows = [...latencyRows(one), ...throughputRows(many, "missing" in offline ? offline.missing : offline.version)];
      return rows;
    } finally {
      for (const served of [ours, json, bare, aws, peer]) await served?.stop();
    }
  },
};

/** The loads of each side. */
type Loads = ReadonlyMap<string, readonly Load[]>;

export async function inTurn(sides: readonly Side[], connections: number, rounds = ROUNDS): Promise<Loads> {
  const loads = new Map<string, Load[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const { name, served, request } of sides)
      loads.get(name)?.push(await load(request, { port: served.port, connections, milliseconds: SLICE }));
  return loads;
}

const figureOf = (loads: Loads, side: string, figure: keyof Load) => median((loads.get(side) ?? []).map((one) => one[figure]));

function latencyRows(loads: Loads): Row[] {
  const goals = [["p50", 2] as const, ["p99", 3] as const];
  return ["proxy", "custom"].flatMap((side) =>
    goals.map(([figure, most]): Row => {
      const [ours, bare] = [figureOf(loads, side, figure), figureOf(loads, "bare", figure)];
      return {
        what: `${side}, one connection, ${figure}`,
        figure: `${ours.toFixed(3)} ms`,
        beside: `a bare server with one IPC hop, ${bare.toFixed(3)} ms`,
        ratio: ours / bare,
        goal: { text: `at most ${most} times`, met: ours / bare <= most },
      };
    }),
  );
}

function throughputRows(loads: Loads, offline: string): Row[] {
  const of = (side: string) => figureOf(loads, side, "requestsPerSecond");
  const [proxy, custom, bare, aws, peer] = [of("proxy"), of("custom"), of("bare"), of("aws"), of("offline")];
  const errors = [...loads.values()].flat().reduce((sum, one) => sum + one.errors, 0);
  const row = (what: string, ours: number, beside: Pick<Row, "beside" | "ratio" | "goal">): Row => ({
    what,
    figure: `${ours.toFixed(0)} requests/s`,
    ...beside,
  });
  return [
    row("proxy, 32 connections", proxy, ratioTo(proxy, bare, `a bare server with one IPC hop, ${bare.toFixed(0)}`, 0.5)),
    row("the same", proxy, ratioTo(proxy, aws, `that with AWS's event, headers and a log, ${aws.toFixed(0)}`)),
    row(
      "the same",
      proxy,
      Number.isNaN(peer) ? { beside: offline } : ratioTo(proxy, peer, `serverless-offline ${offline}, ${peer.toFixed(0)}`, 5),
    ),
    row("custom, 32 connections", custom, ratioTo(custom, bare, `a bare server with one IPC hop, ${bare.toFixed(0)}`)),
    row("proxy with --json", of("json"), ratioTo(of("json"), proxy, "without")),
    { what: "answers other than 200, all sides", figure: String(errors), goal: { text: "none", met: errors === 0 } },
  ];
}

function ratioTo(ours: number, other: number, beside: string, least?: number): Pick<Row, "beside" | "ratio" | "goal"> {
  const ratio = ours / other;
  return { beside, ratio, ...(least !== undefined && { goal: { text: `at least ${least} times`, met: ratio >= least } }) };
}
