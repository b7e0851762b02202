import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One figure, beside what it is measured by, both in the same run. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** What it is measured by, with its version. */
  readonly beside?: string;
  readonly ratio?: number;
  /** What the ratio is to be, and whether it is. */
  readonly goal?: { readonly text: string; readonly met: boolean };
}

/** The part of the bench that gives rows of its own. */
export interface Section {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}

/** Where the figures of the last run are. */
export const RESULTS = join(__dirname, "../../coverage/bench");

export function printRows(name: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${name}\n`);
  for (const { what, figure, beside = "", ratio, goal } of rows) {
    const judged = goal === undefined ? "" : `${goal.text}: ${goal.met ? "met" : "missed"}`;
    process.stdout.write(
      `  ${what.padEnd(58)}${figure.padStart(24)}${ratio === undefined ? "" : `  ${ratio.toFixed(2)} times`} ${beside}  ${judged}\n`,
    );
  }
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    join(RESULTS, `${name}.json`),
    `${JSON.stringify({ node: process.version, at: new Date().toISOString(), rows }, null, 1)}\n`,
  );
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
