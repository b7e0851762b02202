import { type PermissionPlan, type PermissionRequest, type Problem, planPermissions, type StageDefinition } from "../../definition/index";
import type { FunctionTarget } from "../references/function-reference";

/** One route with the function that it invokes; without one, if it needs no permission. */
export interface RouteTarget extends Omit<PermissionRequest["routes"][number], "function"> {
  readonly target: FunctionTarget | undefined;
}

/** What the functions need that stage variables name: each of them from those stages alone that name it. */
export function planByStageVariable(
  routes: readonly RouteTarget[],
  stages: readonly StageDefinition[],
  request: PermissionRequest,
): PermissionPlan {
  const plans = [...namedTargets(routes)].map((name) => {
    const naming = stages.filter((stage) => routes.some(({ target }) => namesIn(stage, target).includes(name)));
    const plan = planPermissions({
      ...request,
      routes: request.routes.map((route, index) => (isNamedBy(routes[index]?.target, name) ? { ...route, function: name } : route)),
      authorizers: [],
      stages: naming.map((stage) => stage.name),
    });
    return {
      statements: plan.statements.filter((statement) => statement.function === name),
      widened: plan.widened.filter((widening) => widening.function === name),
      problems: plan.problems,
    };
  });
  return {
    statements: plans.flatMap(({ statements }) => statements),
    widened: plans.flatMap(({ widened }) => widened),
    problems: [...routes.flatMap((route) => unnamed(route, stages)), ...plans.flatMap(({ problems }) => problems)],
  };
}

/** The names of the functions that stage variables name. */
export function namedTargets(routes: readonly RouteTarget[]): ReadonlySet<string> {
  return new Set(routes.flatMap(({ target }) => [...(target?.byStageVariable?.targets.values() ?? [])].map(({ name }) => name)));
}

function isNamedBy(target: FunctionTarget | undefined, name: string): boolean {
  return [...(target?.byStageVariable?.targets.values() ?? [])].some((one) => one.name === name);
}

/** The functions that a stage names: for all its requests, and for those that a canary answers. */
function namesIn(stage: StageDefinition, target: FunctionTarget | undefined): readonly string[] {
  return valuesIn(stage, target).flatMap((value) => target?.byStageVariable?.targets.get(value)?.name ?? []);
}

function valuesIn({ variables, canary }: StageDefinition, target: FunctionTarget | undefined): readonly string[] {
  const variable = target?.byStageVariable?.variable ?? "";
  return [variables[variable], canary?.stageVariableOverrides[variable]].filter((value) => value !== undefined);
}

function unnamed({ method, path, target }: RouteTarget, stages: readonly StageDefinition[]): readonly Problem[] {
  const { byStageVariable } = target ?? {};
  if (byStageVariable === undefined) return [];
  const { variable, targets } = byStageVariable;
  return stages.flatMap((stage) => {
    const values = valuesIn(stage, target);
    if (stage.variables[variable] !== undefined && values.every((value) => targets.has(value))) return [];
    const given = values.length === 0 ? "is missing" : `is ${values.map((value) => JSON.stringify(value)).join(" and ")}`;
    const choice = [...targets.keys()].map((value) => JSON.stringify(value)).join(", ");
    return [
      {
        rule: "stage-variable",
        where: `stages.${stage.name}.variables.${variable}`,
        message: `${given}. ${method} ${path} invokes the function that it names; give one of ${choice}.`,
      },
    ];
  });
}
