import { USAGE } from "./commands/usage";
import { writeGathered } from "./output";
import { Refusal } from "./refusal";

/** Each is loaded when it is asked for: what one of them does not need, it need not wait for. */
const COMMANDS: ReadonlyMap<string, () => (args: readonly string[]) => Promise<void> | void> = new Map([
  ["local", () => (require("./commands/local") as typeof import("./commands/local")).local],
  ["invoke", () => (require("./commands/invoke") as typeof import("./commands/invoke")).invoke],
  ["test-invoke", () => (require("./commands/test-invoke") as typeof import("./commands/test-invoke")).testInvoke],
  ["init", () => (require("./commands/init") as typeof import("./commands/init")).init],
  ["openapi", () => (require("./commands/openapi") as typeof import("./commands/openapi")).openapi],
]);

/** Runs a command line and ends the process: 0 when all went well, 1 when the user has to do something first. */
export async function main(args: readonly string[]): Promise<never> {
  const [name = "", ...rest] = args;
  const command = COMMANDS.get(name);
  // What is logged is in UTC, as on AWS.
  process.env["TZ"] = "UTC";
  try {
    if (args.includes("--help") || args.includes("-h")) process.stdout.write(`${USAGE}\n`);
    else if (command !== undefined) await command()(rest);
    else throw new Refusal(`${name === "" ? "a command is missing" : `there is no command ${name}`}\n${USAGE}`);
    process.exit(0);
  } catch (error) {
    writeGathered();
    process.stderr.write(`${error instanceof Refusal ? `error: ${error.message}` : error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
}
