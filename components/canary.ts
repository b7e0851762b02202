import type { Problem } from "../definition/index";
import type { StageArgs } from "./stage-arguments";

/** Canaries that the next deployment would find in its way: API Gateway moves no stage that has one (developer guide, "Create a canary release deployment"). */
export function canaryProblems(stages: Readonly<Record<string, StageArgs>>): readonly Problem[] {
  return Object.entries(stages).flatMap(([name, { canary, deploymentId }]) =>
    canary === undefined || deploymentId !== undefined
      ? []
      : [
          {
            where: `stages.${name}.canary`,
            message: "needs the stage's deploymentId: the deployment that answers all other requests, and that stays while the canary is there.",
          },
        ],
  );
}
