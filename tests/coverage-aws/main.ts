/**
 * Lists the members of the API models of API Gateway and Lambda that no argument says, each with the reason; fails where nothing is
 * decided.
 */
import { undecided, unsaid } from "./model";

process.stdout.write(`${unsaid().join("\n")}\n`);
for (const line of undecided()) {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
