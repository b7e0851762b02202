/** Replays recorded cases and counts them by family. */
import { readCases } from "./files";
import { replayApi, type StepResult } from "./replay-api";
import { type RefusalResult, replayRefusal } from "./replay-control-plane";
import { replayTemplate } from "./replay-template";

export interface Family {
  readonly name: string;
  readonly results: readonly StepResult[];
  /** Cases that cannot be replayed, each with the reason. */
  readonly outOfReach: readonly RefusalResult[];
}

/** Replays every case below the paths; a family is the folder of an API's case, or a file of templates. */
export async function replay(paths: readonly string[]): Promise<Family[]> {
  const { apis, templates, refusals } = readCases(paths);
  const families = new Map<string, StepResult[]>();
  const add = (family: string, results: readonly StepResult[]): void => {
    families.set(family, [...(families.get(family) ?? []), ...results]);
  };
  for (const api of apis) add(api.name.split("/", 1)[0] ?? "", await replayApi(api));
  for (const { family, template } of templates) add(family, [replayTemplate(template)]);
  const refused = refusals.map(replayRefusal);
  const outOfReach = refused.filter((result) => result.outOfReach !== undefined);
  if (refused.length > 0)
    add(
      "control-plane",
      refused.filter((result) => result.outOfReach === undefined),
    );
  return [...families].map(([name, results]) => ({ name, results, outOfReach: name === "control-plane" ? outOfReach : [] }));
}
