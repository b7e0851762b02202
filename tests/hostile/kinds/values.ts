import fc from "fast-check";
import type { Outcome, Target } from "../target";

/** Values that want to be more than values: they have to arrive as they were sent. */
export async function injections(target: Target): Promise<Outcome> {
  const piece = fc.constantFrom(
    '"',
    "'",
    "\\",
    "$",
    "#set($x=1)",
    "$input.body",
    "${",
    "}",
    "#end",
    "##",
    "*#",
    "\n",
    "\u2028",
    "\\u0022",
    '","admin":true,"a":"',
    "é",
    "🐾",
    "\u0000",
    "%22",
    "<!--",
  );
  const texts = fc.sample(
    fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join("")),
    { numRuns: 300, seed: 42 },
  );
  const faults: string[] = [];
  for (const text of texts) {
    const encoded = encodeURIComponent(text);
    const answer = await target.ask("POST", `/target/dev/mapped/${encoded}?q=${encoded}`, {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ x: text }),
    });
    const got = parse(answer.text);
    if (answer.status !== 200 || got?.["q"] !== text || got["x"] !== text || Object.keys(got).length !== 3)
      faults.push(`${JSON.stringify(text)}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  return { kind: "values that are code", tried: texts.length, faults };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const DEEP = 100_000;
const BOMBS: readonly (readonly [path: string, body: string])[] = [
  ["/target/dev/mapped/a", `{"x":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`],
  ["/target/dev/mapped/a", `{"x":${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}}`],
  ["/target/dev/mapped/a", "[".repeat(DEEP)],
  ["/target/dev/mapped/a", `{"x":"${"\\u0000".repeat(300_000)}"}`],
  ["/target/dev/mapped/a", `{"x":${"9".repeat(200_000)}}`],
  ["/target/dev/mapped/a", `{"x":1e${"9".repeat(1000)}}`],
  ["/target/dev/mapped/a", `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":0`).join()}}`],
  ["/target/dev/mapped/a", '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'],
  ["/target/dev/checked", `{"name":"${"a".repeat(40)}!"}`],
  ["/target/dev/checked", `{"name":"${"a".repeat(100_000)}!"}`],
  ["/target/dev/checked", `{"name":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`],
  ["/target/dev/proxy/a", "x".repeat(11 * 1024 * 1024)],
  ["/target/dev/proxy/a", "\u0000".repeat(5 * 1024 * 1024)],
];

/** Bodies that cost more than they weigh; each is answered, with whatever status, and leaves no trace. */
export async function bombs(target: Target): Promise<Outcome> {
  const faults: string[] = [];
  for (const [path, body] of BOMBS) {
    const what = `${path} ${body.slice(0, 40)}…`;
    const answer = await target
      .ask("POST", path, { headers: { "Content-Type": "application/json" }, body })
      .catch((error: Error) => ({ status: 0, text: error.message }));
    if (answer.status === 0) faults.push(`${what}: ${answer.text}`);
    if (!(await target.isWell())) faults.push(`${what}: others are not answered any more`);
  }
  return { kind: "bodies that are bombs", tried: BOMBS.length, faults };
}

const LONG: readonly (readonly [path: string, body: string])[] = [
  ["/target/dev/looped", "{}"],
  ["/target/dev/checked", `{"name":"${"a".repeat(40)}!"}`],
  ["/target/dev/mapped/a", JSON.stringify({ x: Array.from({ length: 400_000 }, (_, n) => ({ n })) })],
];

/** What takes a second or more: somebody else's request is answered before. */
export async function neighbours(target: Target): Promise<Outcome> {
  const faults: string[] = [];
  for (const [path, body] of LONG) {
    const order: string[] = [];
    const long = target.ask("POST", path, { headers: { "Content-Type": "application/json" }, body }).then(
      () => order.push("long"),
      (error: Error) => faults.push(`${path}: ${error.message}`),
    );
    const neighbour = async () => {
      if (!(await target.isWell())) faults.push(`${path}: others are not answered`);
      order.push("neighbour");
    };
    await Promise.all([long, neighbour()]);
    if (order[0] !== "neighbour") faults.push(`${path}: others wait for it`);
  }
  return { kind: "neighbours of what takes long", tried: LONG.length, faults };
}
