/** A statement of a policy document that allows exactly these actions on exactly these resources. */
export interface PolicyStatement {
  readonly sid?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The policy document of these statements: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      Condition: condition,
    })),
  });
}

/** The trust policy of a role that this service assumes. */
export function trustPolicy(service: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
}
