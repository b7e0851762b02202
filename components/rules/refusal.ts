import * as pulumi from "@pulumi/pulumi";
import { DefinitionError, type Problem } from "../../definition/index";

/**
 * Refuses a component for these problems, if there are any; Pulumi prints them without a stack trace. @throws pulumi.ResourceError whose
 * cause is a `DefinitionError`
 */
export function refuse(problems: readonly Problem[], subject: string, component: pulumi.Resource): void {
  if (problems.length > 0) throw refused(problems, subject, component);
}

/** What is thrown for these problems. */
export function refused(problems: readonly Problem[], subject: string, component: pulumi.Resource): pulumi.ResourceError {
  const cause = new DefinitionError(problems, subject);
  return Object.assign(new pulumi.ResourceError(cause.message, component, true), { cause });
}

/**
 * What a component was refused for, if that is what the error tells: for tests, which can match a problem's rule and place in place of its
 * words.
 */
export function refusal(error: unknown): DefinitionError | undefined {
  return error instanceof Error && error.cause instanceof DefinitionError ? error.cause : undefined;
}
