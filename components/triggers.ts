import type * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, fingerprint, mapRecord, snapshot } from "../definition/index";
import type { LateValues } from "./late/late-values";

/**
 * What a deployment is replaced for, part by part; a part that waits for a value leaves the others known, so that a preview names no part
 * that stays.
 */
export function triggers(definition: ApiDefinition, late: LateValues): Readonly<Record<string, pulumi.Output<string>>> {
  return mapRecord(snapshot(definition), (part) => late.fill(part).apply(fingerprint));
}
