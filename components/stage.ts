import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { MethodSettings, StageArguments, StageDefinition } from "../definition/index";
import { type Transform, transformed } from "./transform";

export interface StageArgs extends StageArguments {
  /** Id of an earlier deployment that the stage stays at, to roll back without a change of code. @default the current deployment */
  readonly deploymentId?: pulumi.Input<string>;
}

export interface StageTransform {
  readonly stage?: Transform<aws.apigateway.StageArgs>;
  readonly methodSettings?: Transform<aws.apigateway.MethodSettingsArgs>;
}

export interface StageContext {
  readonly restApi: aws.apigateway.RestApi;
  readonly deploymentId: pulumi.Input<string>;
  readonly definition: StageDefinition;
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** What must be there before the stage moves. */
  readonly dependsOn: readonly pulumi.Resource[];
  readonly transform: StageTransform;
}

/** One stage of an API with its settings by method. */
export class Stage extends pulumi.ComponentResource {
  readonly stage: aws.apigateway.Stage;
  readonly methodSettings: readonly aws.apigateway.MethodSettings[];
  /** Where the stage is called, without a slash at its end. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, { restApi, deploymentId, definition, tags, dependsOn, transform }: StageContext, opts: pulumi.ComponentResourceOptions) {
    super("lambda-rest-api:index:Stage", name, {}, opts);
    const { description, variables } = definition;
    const stage = transformed(
      transform.stage,
      {
        restApi: restApi.id,
        deployment: deploymentId,
        stageName: definition.name,
        ...(description !== undefined && { description }),
        ...(Object.keys(variables).length > 0 && { variables: { ...variables } }),
        xrayTracingEnabled: definition.tracing,
        ...(tags !== undefined && { tags: { ...tags } }),
      },
      { parent: this, dependsOn: [...dependsOn] },
    );
    this.stage = new aws.apigateway.Stage(name, stage.args, stage.opts);

    this.methodSettings = Object.entries(definition.methodSettings).map(([key, settings]) => {
      const methodPath = methodPathOf(key);
      const args = { restApi: restApi.id, stageName: this.stage.stageName, methodPath, settings: settingsOf(settings) };
      const child = transformed(transform.methodSettings, args, { parent: this });
      return new aws.apigateway.MethodSettings(`${name} ${key}`, child.args, child.opts);
    });

    this.url = this.stage.invokeUrl;
    this.registerOutputs({ url: this.url });
  }
}

// https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html: `*/*` for all, else the resource path without its first slash, and the method.
function methodPathOf(key: string): string {
  if (key === "*") return "*/*";
  const [method, path] = key.split(" ");
  return `${path?.slice(1)}/${method === "ANY" ? "*" : method}`;
}

function settingsOf({ throttle, loggingLevel, dataTrace, metrics, cache }: MethodSettings): aws.types.input.apigateway.MethodSettingsSettings {
  return {
    ...(throttle !== undefined && { throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst }),
    ...(loggingLevel !== undefined && { loggingLevel }),
    ...(dataTrace !== undefined && { dataTraceEnabled: dataTrace }),
    ...(metrics !== undefined && { metricsEnabled: metrics }),
    ...(cache !== undefined && { cachingEnabled: true, cacheTtlInSeconds: cache.ttlSeconds, cacheDataEncrypted: cache.encrypted }),
  };
}
