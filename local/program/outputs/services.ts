import type { Kinds, LocalResource, Outputs } from "./local-resource";

/** What programs often have beside their APIs. */
export const SERVICES: Kinds = [
  ["aws:dynamodb/table:Table", { outputs: table }],
  [
    "aws:cloudwatch/logGroup:LogGroup",
    { outputs: (resource) => ({ name: resource.name, arn: resource.arn("logs", `log-group:${resource.name}`) }) },
  ],
  ["aws:s3/bucket:Bucket", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketV2:BucketV2", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketObject:BucketObject", { nameProperty: "key", outputs: object }],
  ["aws:s3/bucketObjectv2:BucketObjectv2", { nameProperty: "key", outputs: object }],
  [
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    { outputs: (resource) => ({ id: resource.text("bucket"), ...website(resource, resource.text("bucket")) }) },
  ],
  [
    "aws:sqs/queue:Queue",
    {
      outputs: (resource) => {
        const url = `https://sqs.${resource.cloud.region}.${resource.cloud.dnsSuffix}/${resource.cloud.accountId}/${resource.name}`;
        return { id: url, url, name: resource.name, arn: resource.arn("sqs", resource.name) };
      },
    },
  ],
  [
    "aws:sns/topic:Topic",
    {
      outputs: (resource) => {
        const arn = resource.arn("sns", resource.name);
        return { id: arn, name: resource.name, arn, owner: resource.cloud.accountId };
      },
    },
  ],
  ["aws:cloudwatch/eventRule:EventRule", { outputs: rule }],
  ["aws:scheduler/schedule:Schedule", { outputs: schedule }],
  ["aws:ecs/service:Service", { outputs: service }],
  ["aws:appsync/graphQLApi:GraphQLApi", { outputs: graphQlApi }],
  ["aws:wafv2/ipSet:IpSet", { outputs: (resource) => webAcl(resource, "ipset") }],
  ["aws:wafv2/webAcl:WebAcl", { outputs: (resource) => webAcl(resource, "webacl") }],
  ["aws:kms/key:Key", { outputs: key }],
  ["aws:kms/alias:Alias", { outputs: keyAlias }],
  [
    "aws:ssm/parameter:Parameter",
    {
      outputs: (resource) => ({
        name: resource.name,
        arn: resource.arn("ssm", `parameter/${resource.name.replace(/^\//, "")}`),
        version: 1,
      }),
    },
  ],
  [
    "aws:secretsmanager/secret:Secret",
    {
      outputs: (resource) => {
        const arn = resource.arn("secretsmanager", `secret:${resource.name}-${resource.letters("suffix", 6)}`);
        return { id: arn, name: resource.name, arn };
      },
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    {
      outputs: (resource) => {
        const id = resource.existingId ?? `${resource.cloud.region}_${resource.letters("pool", 9)}`;
        return {
          id,
          name: resource.name,
          arn: resource.arn("cognito-idp", `userpool/${id}`),
          endpoint: `cognito-idp.${resource.cloud.region}.${resource.cloud.dnsSuffix}/${id}`,
        };
      },
    },
  ],
  [
    "aws:cognito/userPoolClient:UserPoolClient",
    {
      outputs: (resource) => ({
        id: resource.id(26),
        name: resource.name,
        ...(resource.input("generateSecret") === true && { clientSecret: resource.letters("secret", 51) }),
      }),
    },
  ],
  ["aws:cognito/resourceServer:ResourceServer", { outputs: resourceServer }],
];

function key(resource: LocalResource): Outputs {
  const id = resource.existingId ?? resource.uuid();
  return { id, keyId: id, arn: resource.arn("kms", `key/${id}`) };
}

/** Its target may be given by the id or by the ARN of a key. */
function keyAlias(resource: LocalResource): Outputs {
  const name = resource.text("name") || `alias/${resource.name}`;
  const target = resource.text("targetKeyId");
  const targetKeyArn = target.startsWith("arn:") ? target : resource.arn("kms", `key/${target}`);
  return { id: name, name, arn: resource.arn("kms", name), ...(target !== "" && { targetKeyArn }) };
}

/** Its stream has the day of its making in its name. */
function table(resource: LocalResource): Outputs {
  const arn = resource.arn("dynamodb", `table/${resource.name}`);
  const streamLabel = "2026-01-01T00:00:00.000";
  return {
    name: resource.name,
    arn,
    ...(resource.input("streamEnabled") === true && { streamLabel, streamArn: `${arn}/stream/${streamLabel}` }),
  };
}

/** Without a key of its own an object has the logical name. */
function object(resource: LocalResource): Outputs {
  const [bucket, key] = [resource.text("bucket"), resource.text("key") || resource.logicalName];
  return { id: key, key, arn: `arn:${resource.cloud.partition}:s3:::${bucket}/${key}` };
}

/** Those of one of the event buses name it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
function rule(resource: LocalResource): Outputs {
  const bus = resource.text("eventBusName").split("/").at(-1);
  const place = bus === "" || bus === "default" ? resource.name : `${bus}/${resource.name}`;
  return { id: place, name: resource.name, arn: resource.arn("events", `rule/${place}`) };
}

function schedule(resource: LocalResource): Outputs {
  const place = `${resource.text("groupName") || "default"}/${resource.name}`;
  return { id: place, name: resource.name, arn: resource.arn("scheduler", `schedule/${place}`) };
}

function service(resource: LocalResource): Outputs {
  const arn = resource.arn("ecs", `service/${resource.text("cluster").split("/").at(-1) || "default"}/${resource.name}`);
  return { id: arn, name: resource.name, arn };
}

function graphQlApi(resource: LocalResource): Outputs {
  const id = resource.id(26);
  const host = (kind: string) =>
    `${resource.letters("host", 26)}.appsync-${kind}.${resource.cloud.region}.${resource.cloud.dnsSuffix}/graphql`;
  return {
    id,
    name: resource.name,
    arn: resource.arn("appsync", `apis/${id}`),
    uris: { GRAPHQL: `https://${host("api")}`, REALTIME: `wss://${host("realtime-api")}` },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html */
function webAcl(resource: LocalResource, kind: string): Outputs {
  const id = resource.uuid();
  const scope = resource.text("scope") === "CLOUDFRONT" ? "global" : "regional";
  return { id, name: resource.name, arn: resource.arn("wafv2", `${scope}/${kind}/${resource.name}/${id}`) };
}

function resourceServer(resource: LocalResource): Outputs {
  const identifier = resource.text("identifier");
  const scopes = Array.isArray(resource.input("scopes")) ? Array.from(Object(resource.input("scopes"))) : [];
  return {
    id: `${resource.text("userPoolId")}|${identifier}`,
    scopeIdentifiers: scopes.map((scope) => `${identifier}/${String(Object(scope).scopeName)}`),
  };
}

/**
 * The older regions have a dash where the others have a dot:
 * https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
 */
function website(resource: LocalResource, bucket: string): Outputs {
  const { region, dnsSuffix } = resource.cloud;
  const websiteDomain = `s3-website${WITH_DASH.has(region) ? "-" : "."}${region}.${dnsSuffix}`;
  return { websiteDomain, websiteEndpoint: `${bucket}.${websiteDomain}` };
}

const WITH_DASH = new Set([
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-west-1",
  "sa-east-1",
  "us-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
]);

function bucket(resource: LocalResource): Outputs {
  const name = resource.name.toLowerCase();
  const { partition, region, dnsSuffix } = resource.cloud;
  return {
    id: name,
    bucket: name,
    arn: `arn:${partition}:s3:::${name}`,
    bucketRegion: region,
    ...(resource.input("website") !== undefined && website(resource, name)),
    bucketDomainName: `${name}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${region}.${dnsSuffix}`,
  };
}
