/** How figures grow: with the routes of an API and with the connections; as a table and a picture in docs/performance.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "./chart";
import { median, type Row, type Section } from "./result";
import { load } from "./traffic/load";
import { serveBare, serveProgram } from "./traffic/served";

const DOCS = join(__dirname, "../../docs");
const ROUTES = [1, 30, 300];
const CONNECTIONS = [1, 8, 32, 128];
const ROUNDS = 3;
/** Milliseconds. */
const SLICE = 1500;

export const growth: Section = {
  name: "growth",
  async run() {
    const cells: {
      readonly routes: number;
      readonly connections: number;
      readonly rate: number;
      readonly ratio: number;
      readonly p50: number;
    }[] = [];
    for (const routes of ROUTES) {
      const [served, bare] = [await serveProgram({ routes }), await serveBare()];
      const request = { method: "GET", path: "/bench/dev/proxy" };
      await load(request, { port: served.port, connections: 8, milliseconds: 3000 });
      for (const connections of CONNECTIONS) {
        const pairs = [];
        for (let round = 0; round < ROUNDS; round++)
          pairs.push({
            ours: await load(request, { port: served.port, connections, milliseconds: SLICE }),
            bare: await load(request, { port: bare.port, connections, milliseconds: SLICE }),
          });
        cells.push({
          routes,
          connections,
          rate: median(pairs.map(({ ours }) => ours.requestsPerSecond)),
          ratio: median(pairs.map(({ ours, bare }) => ours.requestsPerSecond / bare.requestsPerSecond)),
          p50: median(pairs.map(({ ours }) => ours.p50)),
        });
      }
      await served.stop();
      await bare.stop();
    }
    const table = [
      `| routes | ${CONNECTIONS.map((count) => `${count} connection${count === 1 ? "" : "s"}`).join(" | ")} |`,
      `| --- | ${CONNECTIONS.map(() => "--- |").join(" ")}`,
      ...ROUTES.map((routes) => {
        const own = cells.filter((cell) => cell.routes === routes);
        return `| ${routes} | ${own.map(({ rate, ratio, p50 }) => `${rate.toFixed(0)}/s (${ratio.toFixed(2)}), ${p50.toFixed(2)} ms`).join(" | ")} |`;
      }),
    ];
    const lines = ROUTES.map((routes) => ({
      name: `${routes} routes`,
      points: cells.filter((cell) => cell.routes === routes).map(({ connections, rate }) => [connections, rate] as const),
    }));
    writeFileSync(join(DOCS, "images/performance.svg"), chart("requests a second", "connections", lines));
    replaceBlock(table.join("\n"));
    return cells.map(
      ({ routes, connections, rate, ratio, p50 }): Row => ({
        what: `${routes} routes, ${connections} connections`,
        figure: `${rate.toFixed(0)} requests/s`,
        beside: `the bare server; p50 ${p50.toFixed(2)} ms`,
        ratio,
      }),
    );
  },
};

/** Puts the table between the marks in the page. */
function replaceBlock(table: string): void {
  const page = join(DOCS, "performance.md");
  const marks = /(<!-- growth: made by npm run bench -- growth -->\n)[\s\S]*?(\n<!-- end of growth -->)/;
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(marks, (_, begin, end) => `${begin}${table}${end}`),
  );
}
