import type { BegunProgram } from "./begin-program";
import { unknownNotices } from "./program/index";
import { Refusal } from "./refusal";
import { type LocalResources, readResources } from "./resources/index";

/**
 * Lets a program run to its end and reads the resources that it registers; nothing of them runs yet.
 *
 * @param baseUrl - where the APIs will be served, for example `http://localhost:3000`
 * @throws {Refusal} listing what is wrong with the program.
 */
export async function readProgram({ project, stack, cloud, log, run }: BegunProgram, baseUrl: string): Promise<LocalResources> {
  const recording = await run({ cloud, baseUrl });
  for (const notice of recording.notices) log(notice);
  for (const notice of unknownNotices(recording.resources, project, stack.name)) log(notice);
  const resources = readResources(recording, cloud, stack.values);
  if (resources.problems.length > 0) throw new Refusal(resources.problems.join("\n"));
  return resources;
}
