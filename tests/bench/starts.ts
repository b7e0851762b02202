/** How long a start takes, and how it grows with the routes. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median, type Row, type Section } from "./result";
import { type ServedProgram, serve, serveProgram } from "./traffic/served";

const CHECKOUT = join(__dirname, "../..");
const ROUNDS = 3;

export const starts: Section = {
  name: "starts",
  async run() {
    const [loads, examples, one, many, thousands] = [[], [], [], [], []] as [number[], number[], number[], number[], number[]];
    for (let round = 0; round < ROUNDS; round++) {
      loads.push(secondsOf(["-e", 'require("@pulumi/aws")']));
      examples.push(await secondsUntilReady());
      one.push(await secondsUntilReady({ routes: 1 }));
      many.push(await secondsUntilReady({ routes: 300 }));
      thousands.push(await secondsUntilReady({ apis: 10, routes: 300 }));
    }
    const [load, ready, single, hundreds, ten] = [loads, examples, one, many, thousands].map(median);
    return [
      row("the five examples until ready", ready, load, `node -e 'require("@pulumi/aws")'`, 1.5),
      row("300 routes until ready", hundreds, single, "one route", 1.3),
      // What the ten have in common, the SDK's loading, is taken off both.
      row("3,000 routes in ten APIs, beyond one route", minus(ten, single), 10 * minus(hundreds, single), "ten times 300 routes", 1.2),
    ];
  },
};

function minus(a = Number.NaN, b = Number.NaN): number {
  return Math.max(a - b, 0.001);
}

function row(what: string, ours = Number.NaN, other = Number.NaN, beside: string, most: number): Row {
  const ratio = ours / other;
  return {
    what,
    figure: `${ours.toFixed(2)} s`,
    beside: `${beside}, ${other.toFixed(2)} s`,
    ratio,
    goal: { text: `at most ${most} times`, met: ratio <= most },
  };
}

async function secondsUntilReady(program?: ServedProgram): Promise<number> {
  const served = await (program === undefined
    ? serve(process.execPath, ["bin/lambda-rest-api.js", "local", "--port", "0", "--json"], { cwd: CHECKOUT })
    : serveProgram(program));
  await served.stop();
  return served.seconds;
}

function secondsOf(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args, { cwd: CHECKOUT });
  return (performance.now() - started) / 1000;
}
