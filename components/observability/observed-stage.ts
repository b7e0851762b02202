import * as pulumi from "@pulumi/pulumi";
import { refused } from "../rules/refusal";
import type { Stage } from "../stages/stage";

interface Observed {
  readonly stages: Readonly<Record<string, Stage>>;
}

/**
 * The stage that a component is to observe; throws `pulumi.ResourceError` if the API has none of that name.
 */
export function observedStage(api: pulumi.Resource & Observed, stage: string, subject: string, component: pulumi.Resource): Stage {
  const { stages } = api;
  const found = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  if (found !== undefined) return found;
  const message = `is ${JSON.stringify(stage)}. The API's stages are ${Object.keys(stages).join(", ")}.`;
  throw refused([{ where: "stage", message, rule: "alarm" }], subject, component);
}

/**
 * The options of a component that observes an API: it is in the API's account and region, where the metrics are, unless a provider is
 * given.
 */
export function besideApi(api: pulumi.Resource | undefined, opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
  const provider = pulumi.Resource.isInstance(api) ? api.getProvider("aws:apigateway/restApi:RestApi") : undefined;
  return provider === undefined || opts.provider !== undefined || opts.providers !== undefined ? opts : { ...opts, provider };
}
