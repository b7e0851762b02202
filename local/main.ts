import { init } from "./commands/init";
import { invoke } from "./commands/invoke";
import { local } from "./commands/local";
import { openapi } from "./commands/openapi";
import { USAGE } from "./commands/options";
import { testInvoke } from "./commands/test-invoke";
import { writeGathered } from "./output";
import { Refusal } from "./refusal";

/** Runs a command line and ends the process: 0 when all went well, 1 when the user has to do something first. */
export async function main(args: readonly string[]): Promise<never> {
  const [command, ...rest] = args;
  // What is logged is in UTC, as on AWS.
  process.env["TZ"] = "UTC";
  try {
    if (args.includes("--help") || args.includes("-h")) process.stdout.write(`${USAGE}\n`);
    else if (command === "local") await local(rest);
    else if (command === "invoke") await invoke(rest);
    else if (command === "test-invoke") await testInvoke(rest);
    else if (command === "openapi") await openapi(rest);
    else if (command === "init") init(rest);
    else throw new Refusal(`${command === undefined ? "a command is missing" : `there is no command ${command}`}\n${USAGE}`);
    process.exit(0);
  } catch (error) {
    writeGathered();
    process.stderr.write(`${error instanceof Refusal ? `error: ${error.message}` : error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
}
