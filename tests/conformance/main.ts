/** `npm run conformance [-- PATH...]`: replays the recorded cases below the paths; exit status 1 where one fails that is no exception. */
import { resolve } from "node:path";
import { EXCEPTIONS } from "./exceptions";
import { replay } from "./replay";

async function main(paths: readonly string[]): Promise<void> {
  const families = await replay(paths.length > 0 ? paths.map((path) => resolve(path)) : [__dirname]);
  const results = families.flatMap((family) => family.results);
  const failures = results.filter(({ differences }) => differences.length > 0);
  for (const { name, differences } of failures) {
    const reason = EXCEPTIONS[name];
    print(reason === undefined ? `FAIL ${name}` : `EXCEPTION ${name}: ${reason}`);
    for (const difference of differences) print(`     ${difference}`);
  }
  for (const { name, results: all, outOfReach } of families) {
    print(`${name}: ${all.filter(({ differences }) => differences.length === 0).length} of ${all.length}`);
    for (const reason of new Set(outOfReach.map((one) => one.outOfReach))) {
      const names = outOfReach.filter((one) => one.outOfReach === reason).map((one) => one.name);
      print(`  out of reach: ${names.length}, ${reason}: ${names.join(", ")}`);
    }
  }
  print(`${results.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.every(({ name }) => name in EXCEPTIONS) ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv.slice(2));
