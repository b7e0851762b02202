import { join } from "node:path";
import { bundled } from "../bundled";

/** The bootstrap as one text. The name it gets is what stack traces show on AWS. */
export async function bundleRuntime(): Promise<string> {
  return `${await bundled(join(__dirname, "runtime", "index"))}\n//# sourceURL=/var/runtime/index.mjs\n`;
}
