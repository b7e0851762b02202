/** Replays recorded cases and counts them by family. */
import { readCases } from "./files";
import { replayApi, type StepResult } from "./replay-api";
import { replayTemplate } from "./replay-template";

export interface Family {
  readonly name: string;
  readonly results: readonly StepResult[];
}

/** Replays every case below the paths; a family is the folder of an API's case, or a file of templates. */
export async function replay(paths: readonly string[]): Promise<Family[]> {
  const { apis, templates } = readCases(paths);
  const families = new Map<string, StepResult[]>();
  const add = (family: string, results: readonly StepResult[]): void => {
    families.set(family, [...(families.get(family) ?? []), ...results]);
  };
  for (const api of apis) add(api.name.split("/", 1)[0] ?? "", await replayApi(api));
  for (const { family, template } of templates) add(family, [replayTemplate(template)]);
  return [...families].map(([name, results]) => ({ name, results }));
}
