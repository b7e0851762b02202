import { checkAccessLogDestination, LOG_RETENTION_DAYS, type Problem } from "../../definition/index";
import type { StageArgs } from "./stage-arguments";

/** What is wrong with stages beside their definitions. */
export function stageProblems(stages: Readonly<Record<string, StageArgs>>): readonly Problem[] {
  return Object.entries(stages).flatMap(([name, stage]) => [
    ...canaryProblems(name, stage),
    ...destinationProblems(name, stage),
    ...retentionProblems(name, stage),
    ...webAclProblems(name, stage),
  ]);
}

/**
 * A canary that the next deployment would find in its way: API Gateway moves no stage that has one (developer guide, "Create a canary
 * release deployment").
 */
function canaryProblems(name: string, { canary, deploymentId }: StageArgs): readonly Problem[] {
  if (canary === undefined || deploymentId !== undefined) return [];
  return [
    {
      rule: "canary",
      where: `stages.${name}.canary`,
      message: "needs the stage's deploymentId: the deployment that answers all other requests, and that stays while the canary is there.",
    },
  ];
}

function destinationProblems(name: string, { accessLog }: StageArgs): readonly Problem[] {
  const destination = typeof accessLog === "object" ? accessLog.destinationArn : undefined;
  return typeof destination === "string" ? checkAccessLogDestination(["stages", name, "accessLog", "destinationArn"], destination) : [];
}

function retentionProblems(name: string, { logRetentionInDays: days }: StageArgs): readonly Problem[] {
  // The provider takes 0 for ever.
  if (typeof days !== "number" || days === 0 || LOG_RETENTION_DAYS.includes(days)) return [];
  const message = `is ${days}. CloudWatch Logs keeps logs for ${LOG_RETENTION_DAYS.join(", ")} days; 0 is for ever.`;
  return [{ rule: "stage", where: `stages.${name}.logRetentionInDays`, message }];
}

// https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html: for resources other than distributions of CloudFront.
function webAclProblems(name: string, { webAclArn: arn }: StageArgs): readonly Problem[] {
  if (typeof arn !== "string" || !/^arn:[^:]*:wafv2:[^:]*:[^:]*:global\//.test(arn)) return [];
  const message = `is ${JSON.stringify(arn)}, of scope CLOUDFRONT. A stage takes one of scope REGIONAL, arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>.`;
  return [{ rule: "stage", where: `stages.${name}.webAclArn`, message }];
}
