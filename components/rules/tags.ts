import type * as pulumi from "@pulumi/pulumi";
import { checkResourceTags, lateValue, mapRecord, type Problem } from "../../definition/index";

/** What is wrong with the tags; values that are known later are left aside. */
export function tagProblems(tags: Readonly<Record<string, pulumi.Input<string>>> = {}): readonly Problem[] {
  return checkResourceTags(mapRecord(tags, (value, key) => (typeof value === "string" ? value : lateValue(key))));
}
