import type { Kind, Kinds, LocalResource, Outputs } from "./local-resource";

/** What the provider documents of a kind, as texts in which `{…}` stands for something of the resource. */
interface Row {
  /** The property that holds the physical name; empty where the kind has none. @default name */
  readonly named?: string;
  /** @default the physical name */
  readonly id?: string;
  readonly [output: string]: string | undefined;
}

/**
 * Kinds whose outputs need no more than that, by their type without `aws:`. The forms of ids and ARNs are those of
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html; what is not
 * here is unknown.
 */
const ROWS: Readonly<Record<string, Row>> = {
  "apigateway/account:Account": { named: "", id: "api-gateway-account" },
  "apigateway/clientCertificate:ClientCertificate": { named: "", id: "{letters6}", arn: "{regional:apigateway}/clientcertificates/{id}" },
  "apigateway/documentationPart:DocumentationPart": {
    named: "",
    documentationPartId: "{letters6}",
    id: "{restApiId}/{documentationPartId}",
  },
  "apigatewayv2/deployment:Deployment": { named: "", id: "{letters6}" },
  "apigatewayv2/integration:Integration": { named: "", id: "{letters7}" },
  "apigatewayv2/route:Route": { named: "", id: "{letters7}" },
  "apigatewayv2/authorizer:Authorizer": { id: "{letters6}" },
  "apigatewayv2/stage:Stage": {
    arn: "{regional:apigateway}/apis/{apiId}/stages/{name}",
    executionArn: "{arn:execute-api}{apiId}/{name}",
    invokeUrl: "https://{apiId}.execute-api.{region}.{suffix}/{name}",
  },
  "apigatewayv2/vpcLink:VpcLink": { id: "{letters6}", arn: "{regional:apigateway}/vpclinks/{id}" },
  "appconfig/application:Application": { id: "{letters7}", arn: "{arn:appconfig}application/{id}" },
  "appconfig/environment:Environment": {
    environmentId: "{letters7}",
    id: "{environmentId}:{applicationId}",
    arn: "{arn:appconfig}application/{applicationId}/environment/{environmentId}",
  },
  "appsync/apiKey:ApiKey": { named: "", apiKeyId: "da2-{letters26}", key: "{apiKeyId}", id: "{apiId}:{apiKeyId}" },
  "athena/workgroup:Workgroup": { arn: "{arn:athena}workgroup/{name}" },
  "backup/vault:Vault": { arn: "{arn:backup}backup-vault:{name}" },
  "cloudfront/distribution:Distribution": {
    named: "",
    id: "E{LETTERS13}",
    arn: "{global:cloudfront}distribution/{id}",
    domainName: "d{letters13}.cloudfront.net",
    hostedZoneId: "Z2FDTNDATAQYW2",
  },
  "cloudfront/function:Function": { arn: "{global:cloudfront}function/{name}" },
  "cloudfront/originAccessControl:OriginAccessControl": {
    id: "E{LETTERS13}",
    arn: "{global:cloudfront}origin-access-control/{id}",
  },
  "cloudfront/originAccessIdentity:OriginAccessIdentity": {
    named: "",
    id: "E{LETTERS13}",
    arn: "{global:cloudfront}origin-access-identity/{id}",
    cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/{id}",
    iamArn: "arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}",
  },
  "cloudtrail/trail:Trail": { arn: "{arn:cloudtrail}trail/{name}", id: "{arn}" },
  "cloudwatch/compositeAlarm:CompositeAlarm": { named: "alarmName", arn: "{arn:cloudwatch}alarm:{name}" },
  "cloudwatch/dashboard:Dashboard": { named: "dashboardName", dashboardArn: "{global:cloudwatch}dashboard/{name}" },
  "cloudwatch/eventApiDestination:EventApiDestination": { arn: "{arn:events}api-destination/{name}/{uuid}" },
  "cloudwatch/eventArchive:EventArchive": { arn: "{arn:events}archive/{name}" },
  "cloudwatch/eventBus:EventBus": { arn: "{arn:events}event-bus/{name}" },
  "cloudwatch/eventConnection:EventConnection": { arn: "{arn:events}connection/{name}/{uuid}" },
  "cloudwatch/logStream:LogStream": { arn: "{arn:logs}log-group:{logGroupName}:log-stream:{name}" },
  "cloudwatch/metricAlarm:MetricAlarm": { arn: "{arn:cloudwatch}alarm:{name}" },
  "codebuild/project:Project": { arn: "{arn:codebuild}project/{name}", id: "{arn}" },
  "codepipeline/pipeline:Pipeline": { arn: "{arn:codepipeline}{name}" },
  "cognito/identityPool:IdentityPool": { named: "identityPoolName", id: "{region}:{uuid}", arn: "{arn:cognito-identity}identitypool/{id}" },
  "cognito/identityProvider:IdentityProvider": { named: "", id: "{userPoolId}:{providerName}" },
  "cognito/userGroup:UserGroup": { id: "{userPoolId}/{name}" },
  "cognito/userPoolDomain:UserPoolDomain": {
    named: "domain",
    awsAccountId: "{account}",
    cloudfrontDistribution: "d{letters13}.cloudfront.net",
    cloudfrontDistributionArn: "d{letters13}.cloudfront.net",
    cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
  },
  "dynamodb/globalTable:GlobalTable": { arn: "{global:dynamodb}global-table/{name}" },
  "ec2/eip:Eip": { named: "", id: "eipalloc-{hex17}", allocationId: "{id}", arn: "{arn:ec2}elastic-ip/{id}" },
  "ec2/flowLog:FlowLog": { named: "", id: "fl-{hex17}", arn: "{arn:ec2}vpc-flow-log/{id}" },
  "ec2/instance:Instance": { named: "", id: "i-{hex17}", arn: "{arn:ec2}instance/{id}" },
  "ec2/internetGateway:InternetGateway": { named: "", id: "igw-{hex17}", arn: "{arn:ec2}internet-gateway/{id}", ownerId: "{account}" },
  "ec2/keyPair:KeyPair": { named: "keyName", keyPairId: "key-{hex17}", arn: "{arn:ec2}key-pair/{name}" },
  "ec2/launchTemplate:LaunchTemplate": { id: "lt-{hex17}", arn: "{arn:ec2}launch-template/{id}" },
  "ec2/natGateway:NatGateway": { named: "", id: "nat-{hex17}" },
  "ec2/networkAcl:NetworkAcl": { named: "", id: "acl-{hex17}", arn: "{arn:ec2}network-acl/{id}", ownerId: "{account}" },
  "ec2/networkInterface:NetworkInterface": { named: "", id: "eni-{hex17}", arn: "{arn:ec2}network-interface/{id}", ownerId: "{account}" },
  "ec2/routeTable:RouteTable": { named: "", id: "rtb-{hex17}", arn: "{arn:ec2}route-table/{id}", ownerId: "{account}" },
  "ec2/routeTableAssociation:RouteTableAssociation": { named: "", id: "rtbassoc-{hex17}" },
  "ec2/securityGroup:SecurityGroup": { id: "sg-{hex17}", name: "{name}", arn: "{arn:ec2}security-group/{id}", ownerId: "{account}" },
  "ec2/securityGroupRule:SecurityGroupRule": { named: "", id: "sgrule-{hex8}", securityGroupRuleId: "sgr-{hex17}" },
  "ec2/vpcPeeringConnection:VpcPeeringConnection": { named: "", id: "pcx-{hex17}" },
  "ecr/repository:Repository": {
    arn: "{arn:ecr}repository/{name}",
    registryId: "{account}",
    repositoryUrl: "{account}.dkr.ecr.{region}.{suffix}/{name}",
  },
  "ecs/cluster:Cluster": { arn: "{arn:ecs}cluster/{name}", id: "{arn}" },
  "ecs/taskDefinition:TaskDefinition": {
    named: "family",
    arn: "{arn:ecs}task-definition/{name}:1",
    arnWithoutRevision: "{arn:ecs}task-definition/{name}",
  },
  "efs/accessPoint:AccessPoint": {
    named: "",
    id: "fsap-{hex17}",
    arn: "{arn:elasticfilesystem}access-point/{id}",
    fileSystemArn: "{arn:elasticfilesystem}file-system/{fileSystemId}",
    ownerId: "{account}",
  },
  "efs/fileSystem:FileSystem": {
    id: "fs-{hex17}",
    arn: "{arn:elasticfilesystem}file-system/{id}",
    dnsName: "{id}.efs.{region}.{suffix}",
    ownerId: "{account}",
  },
  "efs/mountTarget:MountTarget": {
    named: "",
    id: "fsmt-{hex17}",
    dnsName: "{fileSystemId}.efs.{region}.{suffix}",
    fileSystemArn: "{arn:elasticfilesystem}file-system/{fileSystemId}",
    ownerId: "{account}",
  },
  "elasticache/cluster:Cluster": { named: "clusterId", arn: "{arn:elasticache}cluster:{name}" },
  "elasticache/replicationGroup:ReplicationGroup": { named: "replicationGroupId", arn: "{arn:elasticache}replicationgroup:{name}" },
  "elasticache/subnetGroup:SubnetGroup": { arn: "{arn:elasticache}subnetgroup:{name}" },
  "glue/catalogDatabase:CatalogDatabase": { id: "{account}:{name}", arn: "{arn:glue}database/{name}" },
  "iam/group:Group": { arn: "{global:iam}group{path}{name}", uniqueId: "AGPA{LETTERS17}" },
  "iam/instanceProfile:InstanceProfile": { arn: "{global:iam}instance-profile{path}{name}", uniqueId: "AIPA{LETTERS17}" },
  "kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": { arn: "{arn:firehose}deliverystream/{name}", id: "{arn}" },
  "kinesis/stream:Stream": { arn: "{arn:kinesis}stream/{name}", id: "{arn}" },
  "lambda/codeSigningConfig:CodeSigningConfig": {
    named: "",
    configId: "csc-{hex17}",
    arn: "{arn:lambda}code-signing-config:{configId}",
    id: "{arn}",
  },
  "opensearch/domain:Domain": { named: "domainName", arn: "{arn:es}domain/{name}", id: "{arn}" },
  "pipes/pipe:Pipe": { arn: "{arn:pipes}pipe/{name}" },
  "rds/cluster:Cluster": { named: "clusterIdentifier", arn: "{arn:rds}cluster:{name}", clusterResourceId: "cluster-{LETTERS26}" },
  "rds/clusterInstance:ClusterInstance": { named: "identifier", arn: "{arn:rds}db:{name}", dbiResourceId: "db-{LETTERS26}" },
  "rds/instance:Instance": { named: "identifier", resourceId: "db-{LETTERS26}", id: "{resourceId}", arn: "{arn:rds}db:{name}" },
  "rds/subnetGroup:SubnetGroup": { arn: "{arn:rds}subgrp:{name}" },
  "route53/healthCheck:HealthCheck": { named: "", id: "{uuid}", arn: "arn:{partition}:route53:::healthcheck/{id}" },
  "scheduler/scheduleGroup:ScheduleGroup": { arn: "{arn:scheduler}schedule-group/{name}" },
  "secretsmanager/secretVersion:SecretVersion": {
    named: "",
    versionId: "{uuid}",
    arn: "{secretId}",
    secretArn: "{secretId}",
    id: "{secretId}|{versionId}",
  },
  "ses/configurationSet:ConfigurationSet": { arn: "{arn:ses}configuration-set/{name}" },
  "ses/domainIdentity:DomainIdentity": { named: "domain", arn: "{arn:ses}identity/{name}" },
  "ses/emailIdentity:EmailIdentity": { named: "email", arn: "{arn:ses}identity/{name}" },
  "sesv2/emailIdentity:EmailIdentity": { named: "emailIdentity", arn: "{arn:ses}identity/{name}" },
  "sfn/activity:Activity": { arn: "{arn:states}activity:{name}", id: "{arn}" },
  "sfn/stateMachine:StateMachine": { arn: "{arn:states}stateMachine:{name}", id: "{arn}" },
  "sns/topicSubscription:TopicSubscription": { named: "", arn: "{topic}:{uuid}", id: "{arn}", ownerId: "{account}" },
  "timestreamwrite/database:Database": { named: "databaseName", arn: "{arn:timestream}database/{name}" },
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    named: "",
    securityGroupRuleId: "sgr-{hex17}",
    id: "{securityGroupRuleId}",
    arn: "{arn:ec2}security-group-rule/{id}",
  },
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    named: "",
    securityGroupRuleId: "sgr-{hex17}",
    id: "{securityGroupRuleId}",
    arn: "{arn:ec2}security-group-rule/{id}",
  },
  "xray/group:Group": { named: "groupName", arn: "{arn:xray}group/{name}/{LETTERS26}", id: "{arn}" },
};

export const DOCUMENTED: Kinds = Object.entries(ROWS).map(([type, { named, ...texts }]) => [`aws:${type}`, kindOf(named, texts)] as const);

function kindOf(named: string | undefined, texts: Readonly<Record<string, string | undefined>>): Kind {
  return {
    ...(named && { nameProperty: named }),
    outputs(resource) {
      // The provider names what it names itself.
      const outputs: Record<string, unknown> = named === "" ? {} : { [named ?? "name"]: resource.name };
      for (const [output, text = ""] of Object.entries(texts)) {
        const value = filled(text, outputs, resource);
        if (value !== undefined) outputs[output] = output === "id" ? (resource.existingId ?? value) : value;
      }
      return outputs;
    },
  };
}

/** A text with everything filled in; undefined where something of it is not known. */
function filled(text: string, known: Outputs, resource: LocalResource): string | undefined {
  let whole = true;
  const result = text.replace(/\{([^}]+)\}/g, (_, what: string) => {
    const value = partOf(what, known, resource);
    whole &&= value !== "";
    return value;
  });
  return whole ? result : undefined;
}

function partOf(what: string, known: Outputs, resource: LocalResource): string {
  const { partition, region, accountId, dnsSuffix } = resource.cloud;
  const [, kind = "", length] = /^(hex|letters|LETTERS)(\d+)$/.exec(what) ?? [];
  if (length !== undefined) {
    const text = kind === "hex" ? resource.hex("id", Number(length)) : resource.letters("id", Number(length));
    return kind === "LETTERS" ? text.toUpperCase() : text;
  }
  const [, form = "", service] = /^(arn|global|regional):(.+)$/.exec(what) ?? [];
  if (service !== undefined)
    return `arn:${partition}:${service}:${form === "global" ? "" : region}:${form === "regional" ? "" : accountId}:`;
  switch (what) {
    case "name":
      return resource.name;
    case "region":
      return region;
    case "account":
      return accountId;
    case "partition":
      return partition;
    case "suffix":
      return dnsSuffix;
    case "uuid":
      return resource.uuid();
    case "path":
      return resource.text("path") || "/";
    default:
      return String(known[what] ?? resource.text(what));
  }
}
