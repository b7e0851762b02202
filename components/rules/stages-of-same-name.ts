import * as pulumi from "@pulumi/pulumi";

interface Known {
  readonly name: string;
  readonly provider: unknown;
  readonly stages: readonly string[];
}

/** The APIs of each program that runs in this process. */
const PROGRAMS = new WeakMap<pulumi.Resource, Known[]>();

/** Remembers an API, and tells the stages of those before it that have its name in its account and region. */
export function stagesOfSameName(component: pulumi.ComponentResource, name: string, stages: readonly string[]): readonly string[] {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return [];
  const known = PROGRAMS.get(stack) ?? [];
  const provider = component.getProvider("aws:apigateway/restApi:RestApi");
  PROGRAMS.set(stack, [...known, { name, provider, stages }]);
  return known.filter((other) => other.name === name && other.provider === provider).flatMap((other) => other.stages);
}
