/** A line of a picture. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 640;
const HEIGHT = 320;
const LEFT = 60;
const BOTTOM = 40;
const COLOURS = ["#0b5fff", "#d9480f", "#2b8a3e", "#862e9c"];

/** Draws lines over points that stand at equal distances, as SVG. */
export function chart(yTitle: string, xTitle: string, lines: readonly Line[]): string {
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  const top = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, y]) => y))) * 1.1;
  const x = (value: number) => LEFT + (xs.indexOf(value) * (WIDTH - LEFT - 100)) / Math.max(1, xs.length - 1);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 20);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => (share * top) / 1.1);
  const text = (at: number, down: number, content: string, anchor = "middle") =>
    `<text x="${at.toFixed(0)}" y="${down.toFixed(0)}" text-anchor="${anchor}">${content}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${yTitle} by ${xTitle}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...ticks.flatMap((tick) => [
      `<line x1="${LEFT}" x2="${WIDTH - 100}" y1="${y(tick).toFixed(0)}" y2="${y(tick).toFixed(0)}" stroke="#ddd"/>`,
      text(LEFT - 6, y(tick) + 4, tick.toFixed(0), "end"),
    ]),
    ...xs.map((value) => text(x(value), HEIGHT - BOTTOM + 18, String(value))),
    text((WIDTH - 40) / 2, HEIGHT - 6, xTitle),
    text(4, 12, yTitle, "start"),
    ...lines.flatMap(({ name, points }, index) => {
      const colour = COLOURS[index % COLOURS.length];
      const [lastX, lastY] = points.at(-1) ?? [0, 0];
      const path = points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(" ");
      return [
        `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        `<text x="${(x(lastX) + 8).toFixed(0)}" y="${(y(lastY) + 4 + index * 12).toFixed(0)}" fill="${colour}">${name}</text>`,
      ];
    }),
    "</svg>\n",
  ].join("\n");
}
