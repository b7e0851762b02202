/**
 * Measures the local server, the component and the package, each beside something else in the same run:
 *
 *     npm run bench                       everything but the soak
 *     npm run bench -- traffic memory     these parts alone
 *     npm run bench -- soak 10            ten minutes of requests
 *
 * Prints tables, and writes them as JSON to coverage/bench/.
 */
import { computing } from "./computing";
import { deployment } from "./deployment";
import { growth } from "./growth";
import { memory } from "./memory";
import { printRows, type Section } from "./result";
import { sizes } from "./sizes";
import { soak } from "./soak";
import { starts } from "./starts";
import { traffic } from "./traffic/index";

const SECTIONS: readonly Section[] = [computing, traffic, memory, starts, deployment, sizes, growth];

async function main(): Promise<void> {
  const [first, minutes = "10"] = process.argv.slice(2);
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !SECTIONS.some((section) => section.name === name));
  const chosen = first === "soak" ? [soak(Number(minutes))] : SECTIONS.filter(({ name }) => asked.length === 0 || asked.includes(name));
  if (first !== "soak" && unknown.length > 0) {
    process.stderr.write(`there is no part ${unknown.join(", ")}: ${SECTIONS.map(({ name }) => name).join(", ")}, soak\n`);
    process.exitCode = 1;
    return;
  }
  for (const section of chosen) {
    try {
      printRows(section.name, await section.run());
    } catch (error) {
      process.stderr.write(`${section.name} could not be measured: ${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    }
  }
}

void main();
