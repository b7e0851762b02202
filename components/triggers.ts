import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, fingerprint, type Given, mapRecord, snapshot } from "../definition/index";
import type { LateValues } from "./late/late-values";

/**
 * What a deployment is replaced for, part by part; a part that waits for a value leaves the others known, so that a preview names no part
 * that stays.
 */
export function triggers(definition: ApiDefinition, late: LateValues): Readonly<Record<string, pulumi.Output<string>>> {
  return mapRecord(snapshot(definition), (part) => late.fill(part).apply(fingerprint));
}

/**
 * What `transform.restApi` has changed of the API's arguments, all of which a deployment snapshots but for the tags:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
 */
export function transformTrigger(
  given: Given<aws.apigateway.RestApiArgs>,
  last: aws.apigateway.RestApiArgs,
): Readonly<Record<string, pulumi.Output<string>>> {
  const before = new Map<string, unknown>(Object.entries(given));
  const after = new Map<string, unknown>(Object.entries(last));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => name !== "tags" && before.get(name) !== after.get(name),
  );
  if (changed.length === 0) return {};
  return { transform: pulumi.output(Object.fromEntries(changed.map((name) => [name, after.get(name) ?? null]))).apply(fingerprint) };
}
