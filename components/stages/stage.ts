import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Endpoint, StageDefinition } from "../../definition/index";
import type { LateValues } from "../late/late-values";
import { vpcEndpointUrl } from "../private/vpc-endpoint-url";
import { transformed } from "../transform";
import { methodSettings } from "./method-settings";
import type { StageArgs, StageTransform } from "./stage-arguments";
import { fillVariables } from "./stage-variables";
import { webAclAssociation } from "./web-acl";

export interface StageContext {
  readonly restApi: aws.apigateway.RestApi;
  /** The current deployment. */
  readonly deployment: aws.apigateway.Deployment;
  readonly args: StageArgs;
  readonly definition: StageDefinition;
  /** Of the API. */
  readonly endpoint: Endpoint;
  /** Of a private API. */
  readonly vpcEndpointIds: readonly pulumi.Input<string>[];
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** What must be there before the stage moves. */
  readonly dependsOn: readonly pulumi.Resource[];
  readonly late: LateValues;
  readonly transform: StageTransform;
}

/** One stage of an API with its settings by method, and its logs. */
export class Stage extends pulumi.ComponentResource {
  /** The stage in API Gateway. */
  readonly stage: aws.apigateway.Stage;
  /** What the stage is, names standing for what is known only at deployment. */
  readonly definition: StageDefinition;
  /** How the API is reached without a custom domain name. */
  readonly endpoint: Endpoint;
  /** The settings of its methods: for all of them, and for single ones. */
  readonly methodSettings: readonly aws.apigateway.MethodSettings[];
  /** Present where the stage has an access log of its own. */
  readonly accessLogGroup: aws.cloudwatch.LogGroup | undefined;
  /** Present where the stage, or a method of it, has an execution log. */
  readonly executionLogGroup: aws.cloudwatch.LogGroup | undefined;
  /** Present where it has one, and a canary. */
  readonly canaryLogGroup: aws.cloudwatch.LogGroup | undefined;
  /** Present where the stage has one made. */
  readonly clientCertificate: aws.apigateway.ClientCertificate | undefined;
  /** Present where the stage has a web ACL. */
  readonly webAclAssociation: aws.wafv2.WebAclAssociation | undefined;
  /**
   * Where the stage of a private API is called by each of its VPC endpoints, in the order of `vpcEndpoints`, with or without private DNS.
   */
  readonly vpcEndpointUrls: readonly pulumi.Output<string>[];
  /** Where the stage is called, without a slash at its end; of a private API by the first of its VPC endpoints. */
  readonly url: pulumi.Output<string>;

  constructor(
    name: string,
    { restApi, deployment, args, definition, endpoint, vpcEndpointIds, tags, dependsOn, late, transform }: StageContext,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("lambda-rest-api:index:Stage", name, {}, opts);
    this.definition = definition;
    this.endpoint = endpoint;
    const { description, variables, accessLogFormat, cacheClusterSize, canary, documentationVersion } = definition;
    const retention = { retentionInDays: args.logRetentionInDays ?? 30, tags: tags && { ...tags } };

    const destination = typeof args.accessLog === "object" ? args.accessLog.destinationArn : undefined;
    if (accessLogFormat !== undefined && destination === undefined) {
      this.accessLogGroup = new aws.cloudwatch.LogGroup(
        ...transformed(transform.accessLogGroup, `${name}-access`, retention, { parent: this }),
      );
    }
    const accessLog = destination ?? this.accessLogGroup?.arn;

    if (Object.values(definition.methodSettings).some(({ loggingLevel = "OFF" }) => loggingLevel !== "OFF")) {
      // API Gateway would make it itself by this name, and keep it for ever: developer guide, "Set up CloudWatch logging for REST APIs".
      const groupName = pulumi.interpolate`API-Gateway-Execution-Logs_${restApi.id}/${definition.name}`;
      const executionLogGroup = (of: string, group: pulumi.Output<string>) =>
        new aws.cloudwatch.LogGroup(
          ...transformed(transform.executionLogGroup, `${name}-${of}`, { name: group, ...retention }, { parent: this }),
        );
      this.executionLogGroup = executionLogGroup("execution", groupName);
      // Developer guide, "Create a canary release deployment": a canary's requests are logged to a group of their own.
      if (canary !== undefined) this.canaryLogGroup = executionLogGroup("canary-execution", pulumi.interpolate`${groupName}/Canary`);
    }

    if (args.clientCertificate === true) {
      this.clientCertificate = new aws.apigateway.ClientCertificate(
        ...transformed(transform.clientCertificate, name, { description: name, tags: tags && { ...tags } }, { parent: this }),
      );
    }
    const clientCertificateId = typeof args.clientCertificate === "boolean" ? this.clientCertificate?.id : args.clientCertificate;

    this.stage = new aws.apigateway.Stage(
      ...transformed(
        transform.stage,
        name,
        {
          restApi: restApi.id,
          deployment: args.deploymentId ?? deployment.id,
          stageName: definition.name,
          description,
          variables: Object.keys(variables).length > 0 ? fillVariables(variables, late) : undefined,
          xrayTracingEnabled: definition.tracing,
          accessLogSettings:
            accessLogFormat !== undefined && accessLog !== undefined ? { destinationArn: accessLog, format: accessLogFormat } : undefined,
          cacheClusterEnabled: cacheClusterSize !== undefined,
          cacheClusterSize,
          canarySettings: canary && {
            deploymentId: args.canary?.deploymentId ?? deployment.id,
            percentTraffic: canary.percentTraffic,
            useStageCache: canary.useStageCache,
            ...(Object.keys(canary.stageVariableOverrides).length > 0 && {
              stageVariableOverrides: { ...canary.stageVariableOverrides },
            }),
          },
          clientCertificateId,
          documentationVersion,
          tags: tags && { ...tags },
        },
        {
          parent: this,
          dependsOn: [...dependsOn, ...[this.executionLogGroup, this.canaryLogGroup].filter((group) => group !== undefined)],
        },
      ),
    );

    this.methodSettings = methodSettings(
      name,
      definition,
      { stage: this.stage, restApi, transform },
      {
        parent: this,
        // Settings come and go with their routes.
        protect: false,
      },
    );

    this.webAclAssociation =
      args.webAclArn === undefined ? undefined : webAclAssociation(name, this.stage, args.webAclArn, transform, { parent: this });

    const { invokeUrl } = this.stage;
    this.vpcEndpointUrls = vpcEndpointIds.map((id) =>
      // As a text, also where the mocks of somebody's test give no url.
      pulumi.all([pulumi.interpolate`${invokeUrl}`, id]).apply(([url, endpoint]) => vpcEndpointUrl(url, endpoint)),
    );
    this.url = this.vpcEndpointUrls[0] ?? invokeUrl;
    this.registerOutputs({ url: this.url });
  }
}
