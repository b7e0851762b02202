import { setFlagsFromString } from "node:v8";
import { beginProgram } from "../begin-program";
import { createClosers } from "../closing";
import { createReport } from "../report";
import { parseLocalOptions } from "./options";
import { untilStopped } from "./stop";

/**
 * The newest requests are kept for the inspector, and a moment later no more. V8 takes what they are made of for what stays, and begins to
 * make it among the old objects, where it holds each request until the next collection of those: seen with Node.js 20.20 by
 * `--trace-pretenuring-statistics`, and by `--trace-gc-nvp` as three times the time that collections of young objects take.
 */
const NO_PRETENURING = "--no-allocation-site-pretenuring";

/** Serves until SIGINT or SIGTERM; then the requests under way end, and everything that was started. */
export async function local(args: readonly string[]): Promise<void> {
  setFlagsFromString(NO_PRETENURING);
  const options = parseLocalOptions(args);
  const report = createReport(options);
  const closers = createClosers();
  const stopped = untilStopped(closers.close);
  try {
    // The program's process loads its packages while this one loads what serves it.
    const program = beginProgram(options, report.line);
    await program.then(
      ({ stop }) => closers.add(stop),
      () => {},
    );
    const { serveLocally }: typeof import("./serve-locally") = require("./serve-locally");
    await Promise.race([serveLocally(program, options, report, closers.add), stopped]);
  } catch (error) {
    await closers.close();
    throw error;
  }
  await stopped;
}
