import type { Problem } from "../problems";
import type { ApiDefinition, StageDefinition } from "../types";

/** What is wrong with the stages. */
export function checkStages(stages: readonly StageDefinition[], { routes }: ApiDefinition): readonly Problem[] {
  if (stages.length === 0) return [{ where: "stages", message: "is empty. An API can be called only by a stage; give it at least one." }];
  return stages.flatMap((stage) => checkStage(`stages[${JSON.stringify(stage.name)}]`, stage, Object.keys(routes)));
}

function checkStage(where: string, { name, variables, methodSettings }: StageDefinition, routes: readonly string[]): readonly Problem[] {
  const problems: Problem[] = [];
  // Recorded: CreateStage with "$default"; developer guide, "Amazon API Gateway important notes".
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) problems.push({ where, message: "Stage name only allows a-zA-Z0-9_ and hyphens, at most 128 of them." });
  for (const [variable, value] of Object.entries(variables)) {
    const place = `${where}.variables[${JSON.stringify(variable)}]`;
    if (!/^\w{1,64}$/.test(variable))
      problems.push({ where: place, message: `Invalid stage variable name: ${variable}.  Please use names with only word characters.` });
    if (!/^[A-Za-z0-9\-._~:/?#&=,]{1,512}$/.test(value))
      problems.push({
        where: place,
        message: `Invalid stage variable value: ${value}.  Please use 1 to 512 alphanumeric characters and the symbols - . _ ~ : / ? # & = ,`,
      });
  }
  for (const key of Object.keys(methodSettings))
    if (key !== "*" && !routes.includes(key))
      problems.push({
        where: `${where}.methodSettings[${JSON.stringify(key)}]`,
        message: `is no route of the API; its routes are ${routes.map((route) => JSON.stringify(route)).join(", ")}.`,
      });
  return problems;
}
