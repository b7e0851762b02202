import type { Problem } from "../../definition/index";
import type { FunctionPolicy } from "./arguments";
import { problem } from "./problem";

/**
 * What IAM refuses of the statements of a role's policy (`MalformedPolicyDocument`), as far as they are known before a deployment:
 * https://github.com/getmoto/moto/blob/master/moto/iam/policy_validation.py, which is held against IAM's own answers.
 */
export function rolePolicyProblems(policy: FunctionPolicy = []): readonly Problem[] {
  return policy.flatMap(({ actions, resources }, index) => [
    ...listProblems(`policy[${index}].actions`, actions, actionProblem),
    ...listProblems(`policy[${index}].resources`, resources, resourceProblem),
  ]);
}

function listProblems(where: string, list: readonly unknown[], problemOf: (text: string) => string | undefined): readonly Problem[] {
  if (list.length === 0) return problem(where, "is empty, and a statement names one at least; leave the statement out");
  return list.flatMap((text, index) => {
    const message = typeof text === "string" ? problemOf(text) : undefined;
    return message === undefined ? [] : problem(`${where}[${index}]`, `${JSON.stringify(text)} ${message}`);
  });
}

function actionProblem(action: string): string | undefined {
  return action === "*" || /^(?:\*|[a-zA-Z0-9.-]+):[^:]+$/.test(action)
    ? undefined
    : "names no service and action of it; write it as s3:GetObject";
}

// A `*` at the end stands for all that follows, colons too: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
function resourceProblem(resource: string): string | undefined {
  return resource === "*" || /^arn:[^:]+:(?:[^:]+:[^:]*:[^:]*:.+|.*\*$)/.test(resource)
    ? undefined
    : "is no ARN; write one, arn:aws:s3:::<bucket>/*, or take the resource's own";
}
