import type { Kinds } from "./local-resource";

/** What the engine makes itself: https://www.pulumi.com/docs/iac/concepts/resources/stash/ */
export const BUILT_IN: Kinds = [["pulumi:index:Stash", { outputs: (resource) => ({ output: resource.input("input") }) }]];
