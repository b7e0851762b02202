import type * as pulumi from "@pulumi/pulumi";
import { isLateValue, mapRecord, type StageArguments } from "../../definition/index";
import type { LateValues } from "../late/late-values";
import type { StageArgs } from "./stage-arguments";

/** A stage as plain data, names standing for the variables that are known only at deployment. */
export function nameVariables(name: string, { variables, ...stage }: StageArgs, late: LateValues): StageArguments {
  if (variables === undefined) return stage;
  return { ...stage, variables: mapRecord(variables, (value, variable) => late.name(`stage ${name} variable ${variable}`, value)) };
}

/** The variables with their values. */
export function fillVariables(variables: Readonly<Record<string, string>>, late: LateValues): Record<string, pulumi.Input<string>> {
  return { ...mapRecord(variables, (value) => (isLateValue(value) ? late.fill(value) : value)) };
}
