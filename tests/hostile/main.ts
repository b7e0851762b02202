/** Replays attacks on a served program, on this machine alone, each kind bounded in number; prints what was tried, what went wrong and what was lost. */
import { once } from "node:events";
import { fullDisks } from "./kinds/disks";
import { mutatedDocuments } from "./kinds/documents";
import { documentsKept } from "./kinds/documents-kept";
import { functions } from "./kinds/functions";
import { foreignHosts, halfRequests, rawRequests } from "./kinds/http";
import { stops } from "./kinds/stop";
import { killedEngines, killedServers, malformedOperations } from "./kinds/tables";
import { bombs, injections, neighbours } from "./kinds/values";
import { type Outcome, startTarget } from "./target";

async function main(): Promise<void> {
  const target = await startTarget();
  await target.isWell();
  const outcomes: Outcome[] = [];
  for (const attack of [rawRequests, halfRequests, foreignHosts, injections, bombs, neighbours, functions])
    outcomes.push(await attack(target));
  target.started.child.kill("SIGTERM");
  const [status] = await once(target.started.child, "exit");
  if (status !== 0) outcomes.push({ kind: "the server itself", tried: 1, faults: [`it ended with status ${status}`] });
  outcomes.push(
    await mutatedDocuments(3_000),
    await malformedOperations(2_000),
    await killedEngines(5),
    await killedServers(3),
    await fullDisks(),
    await stops(),
    await documentsKept(10),
  );

  const isFine = ({ faults, lost = 0 }: Outcome) => faults.length === 0 && lost === 0;
  const line = (kind: string, ...columns: readonly unknown[]) =>
    process.stdout.write(`${kind.padEnd(52)}${columns.map((column) => String(column).padStart(9)).join("")}\n`);
  for (const { kind, faults } of outcomes) for (const fault of faults.slice(0, 20)) process.stdout.write(`${kind}: ${fault}\n`);
  line("kind", "tried", "faults", "lost");
  for (const { kind, tried, faults, lost = 0 } of outcomes) line(kind, tried, faults.length, lost);
  const failing = outcomes.filter((outcome) => !isFine(outcome)).length;
  process.stdout.write(`\n  ${outcomes.length - failing} passing\n${failing === 0 ? "" : `  ${failing} failing\n`}`);
  process.exitCode = failing === 0 ? 0 : 1;
}

void main();
