/** How long a start takes, and how it grows with the routes. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { median, type Row, type Section } from "./result";
import { type ServedProgram, serve, serveProgram } from "./traffic/served";

const CHECKOUT = join(__dirname, "../..");
const ROUNDS = 7;

export const starts: Section = {
  name: "starts",
  async run() {
    const sides: Readonly<Record<string, () => number | Promise<number>>> = {
      load: () => secondsOf(["-e", 'require("@pulumi/aws")']),
      itself: () => secondsOf(["--require", "tsx/cjs", "tests/bench/peers/program-itself.ts"]),
      first: () => secondsOfFirst(),
      ready: () => secondsUntilReady(),
      polled: () => secondsUntilReady(undefined, true),
      single: () => secondsUntilReady({ routes: 1 }),
      hundreds: () => secondsUntilReady({ routes: 300 }),
      ten: () => secondsUntilReady({ apis: 10, routes: 300 }),
    };
    const measured = new Map<string, number[]>(Object.keys(sides).map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) for (const [name, side] of Object.entries(sides)) measured.get(name)?.push(await side());
    const [load, itself, first, ready, polled, single, hundreds, ten] = [...measured.values()].map(median);
    const whole = "the program itself, under mocks in a process of its own";
    return [
      row("the five examples until ready", ready, itself, whole, 1.5),
      row("  where somebody polls the port", polled, itself, whole, 1.5),
      row("  the first time, with nothing kept", first, itself, whole, 1.5),
      row("  beside the provider alone", ready, load, `node -e 'require("@pulumi/aws")'`),
      row("300 routes until ready", hundreds, single, "one route", 1.3),
      // What the ten have in common, the SDK's loading, is taken off both.
      row("3,000 routes in ten APIs, beyond one route", minus(ten, single), 10 * minus(hundreds, single), "ten times 300 routes", 1.2),
    ];
  },
};

function minus(a = Number.NaN, b = Number.NaN): number {
  return Math.max(a - b, 0.001);
}

function row(what: string, ours = Number.NaN, other = Number.NaN, beside: string, most?: number): Row {
  const ratio = ours / other;
  return {
    what,
    figure: `${ours.toFixed(2)} s`,
    beside: `${beside}, ${other.toFixed(2)} s`,
    ratio,
    ...(most !== undefined && { goal: { text: `at most ${most} times`, met: ratio <= most } }),
  };
}

async function secondsUntilReady(program?: ServedProgram, polled = false): Promise<number> {
  const port = polled ? await freePort() : 0;
  const timer = polled ? setInterval(() => poll(port), 50) : undefined;
  const served = await (program === undefined
    ? serve(process.execPath, ["bin/lambda-rest-api.js", "local", "--port", String(port), "--json"], { cwd: CHECKOUT })
    : serveProgram(program));
  clearInterval(timer);
  await served.stop();
  return served.seconds;
}

/** As after `npm ci`. What was kept of the other programs is made anew, too. */
async function secondsOfFirst(): Promise<number> {
  rmSync(join(CHECKOUT, "node_modules/.cache/lambda-rest-api"), { recursive: true, force: true });
  const seconds = await secondsUntilReady();
  await secondsUntilReady({ routes: 1 });
  return seconds;
}

/** As a readiness check, or a page that reloads itself, does. */
function poll(port: number): void {
  const socket = connect(port, "127.0.0.1", () => socket.end("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
  socket.on("error", () => {}).resume();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

function secondsOf(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args, { cwd: CHECKOUT });
  return (performance.now() - started) / 1000;
}
