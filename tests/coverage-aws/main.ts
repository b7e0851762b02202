/** Lists the members of API Gateway's API model that no argument says, each with the reason; fails where nothing is decided. */
import { MEMBERS } from "./members";
import { undecided } from "./model";

const left = Object.entries(MEMBERS).flatMap(([structure, decisions]) =>
  Object.entries(decisions.left).map(([member, reason]) => `${structure}.${member}: ${reason}`),
);
process.stdout.write(`${left.join("\n")}\n`);
for (const line of undecided()) {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
