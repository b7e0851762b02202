import * as pulumi from "@pulumi/pulumi";
import { arnParts } from "../../definition/index";
import type { PolicyStatement } from "../iam/policy-document";

/** Where each of them may go, by the service in its ARN: the page that is named below; a dead-letter target is a queue or a topic. */
export const DESTINATIONS = {
  onFailure: ["sqs", "sns", "lambda", "events", "s3"],
  onSuccess: ["sqs", "sns", "lambda", "events"],
  deadLetterTarget: ["sqs", "sns"],
} as const;

/** What a function's role may do to reach these targets, each once. Throws where a function can have no such target. */
export function destinationStatements(arns: readonly string[]): readonly PolicyStatement[] {
  return [...new Set(arns)].map(statementOf);
}

function statementOf(arn: string): PolicyStatement {
  const { service } = arnParts(arn);
  const actions = ACTIONS.get(service);
  if (actions === undefined)
    throw new pulumi.RunError(`${arn} cannot be the destination of a function; give the ARN of one of ${[...ACTIONS.keys()].join(", ")}.`);
  return { actions, resources: service === "s3" ? [arn, `${arn}/*`] : [arn] };
}

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
const ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["sqs", ["sqs:SendMessage"]],
  ["sns", ["sns:Publish"]],
  ["lambda", ["lambda:InvokeFunction"]],
  ["events", ["events:PutEvents"]],
  ["s3", ["s3:ListBucket", "s3:PutObject"]],
]);
