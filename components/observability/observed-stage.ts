import * as pulumi from "@pulumi/pulumi";
import { DefinitionError, type Problem } from "../../definition/index";
import type { Stage } from "../stage";

/** The stage that a component is to observe; throws `pulumi.ResourceError` if the API has none of that name. */
export function observedStage(stages: Readonly<Record<string, Stage>>, stage: string, subject: string, component: pulumi.Resource): Stage {
  const found = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  if (found !== undefined) return found;
  throw refusal([{ where: "stage", message: `is ${JSON.stringify(stage)}. The API's stages are ${Object.keys(stages).join(", ")}.` }], subject, component);
}

/** What is thrown for these problems: a preview shows it under the component's name, without a stack trace. */
export function refusal(problems: readonly Problem[], subject: string, component: pulumi.Resource): pulumi.ResourceError {
  return new pulumi.ResourceError(new DefinitionError(problems, subject).message, component, true);
}
