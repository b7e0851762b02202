import type { Document, YAMLError } from "yaml";

/**
 * For what a document cannot be read as it is meant: a tag that means nothing, as CloudFormation's `!Sub` and `!Ref`, would leave its text as
 * if that were all.
 */
export function yamlErrors({ errors, warnings }: Pick<Document, "errors" | "warnings">): readonly YAMLError[] {
  return [...errors, ...warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED")];
}
