import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogArguments, CanaryArguments, StageArguments } from "../../definition/index";
import type { Transform } from "../transform";
import type { WebAclTransform } from "./web-acl";

/** A stage of an API: https://docs.aws.amazon.com/apigateway/latest/developerguide/stages.html */
export interface StageArgs extends Omit<StageArguments, "variables"> {
  /** Stage variables. @default none */
  readonly variables?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Id of an earlier deployment that the stage stays at, to roll back without a change of code. @default the current deployment */
  readonly deploymentId?: pulumi.Input<string>;
  readonly accessLog?: boolean | AccessLogArgs;
  readonly canary?: CanaryArgs;
  /** Days for which the stage's logs are kept. @default 30 */
  readonly logRetentionInDays?: pulumi.Input<number>;
  /**
   * The certificate by which API Gateway shows itself to HTTP back ends: `true` makes one, which is valid for a year; or the id of one.
   * @default none
   */
  readonly clientCertificate?: boolean | pulumi.Input<string>;
  /** ARN of a regional web ACL of WAF that requests pass first. @default none */
  readonly webAclArn?: pulumi.Input<string>;
}

/** The access log, and where it goes. */
export interface AccessLogArgs extends AccessLogArguments {
  /** ARN of a log group, or of a Firehose delivery stream named `amazon-apigateway-…`. @default a log group of the stage's own */
  readonly destinationArn?: pulumi.Input<string>;
}

export interface CanaryArgs extends CanaryArguments {
  /** Id of the deployment that the canary answers by. @default the current deployment */
  readonly deploymentId?: pulumi.Input<string>;
}

export interface StageTransform extends WebAclTransform {
  /** Each stage. */
  readonly stage?: Transform<aws.apigateway.StageArgs>;
  /** The settings of a stage's methods. */
  readonly methodSettings?: Transform<aws.apigateway.MethodSettingsArgs>;
  /** The group of a stage's access log. */
  readonly accessLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  /** The groups of a stage's execution log, and of its canary's. */
  readonly executionLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  /** The certificate by which a stage shows itself to back ends. */
  readonly clientCertificate?: Transform<aws.apigateway.ClientCertificateArgs>;
}
