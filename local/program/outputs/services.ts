import type { Kinds, Made, Outputs } from "./made";

/** What programs often have beside their APIs. */
export const SERVICES: Kinds = [
  ["aws:dynamodb/table:Table", { outputs: table }],
  ["aws:cloudwatch/logGroup:LogGroup", { outputs: (made) => ({ name: made.name, arn: made.arn("logs", `log-group:${made.name}`) }) }],
  ["aws:s3/bucket:Bucket", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketV2:BucketV2", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketObject:BucketObject", { nameProperty: "key", outputs: object }],
  ["aws:s3/bucketObjectv2:BucketObjectv2", { nameProperty: "key", outputs: object }],
  [
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    { outputs: (made) => ({ id: made.text("bucket"), ...website(made, made.text("bucket")) }) },
  ],
  [
    "aws:sqs/queue:Queue",
    {
      outputs: (made) => {
        const url = `https://sqs.${made.cloud.region}.${made.cloud.dnsSuffix}/${made.cloud.accountId}/${made.name}`;
        return { id: url, url, name: made.name, arn: made.arn("sqs", made.name) };
      },
    },
  ],
  [
    "aws:sns/topic:Topic",
    {
      outputs: (made) => {
        const arn = made.arn("sns", made.name);
        return { id: arn, name: made.name, arn, owner: made.cloud.accountId };
      },
    },
  ],
  ["aws:cloudwatch/eventRule:EventRule", { outputs: rule }],
  ["aws:scheduler/schedule:Schedule", { outputs: schedule }],
  ["aws:ecs/service:Service", { outputs: service }],
  ["aws:appsync/graphQLApi:GraphQLApi", { outputs: graphQlApi }],
  ["aws:wafv2/ipSet:IpSet", { outputs: (made) => webAcl(made, "ipset") }],
  ["aws:wafv2/webAcl:WebAcl", { outputs: (made) => webAcl(made, "webacl") }],
  ["aws:kms/key:Key", { outputs: key }],
  [
    "aws:ssm/parameter:Parameter",
    { outputs: (made) => ({ name: made.name, arn: made.arn("ssm", `parameter/${made.name.replace(/^\//, "")}`), version: 1 }) },
  ],
  [
    "aws:secretsmanager/secret:Secret",
    {
      outputs: (made) => {
        const arn = made.arn("secretsmanager", `secret:${made.name}-${made.letters("suffix", 6)}`);
        return { id: arn, name: made.name, arn };
      },
    },
  ],
  [
    "aws:cognito/userPool:UserPool",
    {
      outputs: (made) => {
        const id = made.existingId ?? `${made.cloud.region}_${made.letters("pool", 9)}`;
        return {
          id,
          name: made.name,
          arn: made.arn("cognito-idp", `userpool/${id}`),
          endpoint: `cognito-idp.${made.cloud.region}.${made.cloud.dnsSuffix}/${id}`,
        };
      },
    },
  ],
  [
    "aws:cognito/userPoolClient:UserPoolClient",
    {
      outputs: (made) => ({
        id: made.id(26),
        name: made.name,
        ...(made.input("generateSecret") === true && { clientSecret: made.letters("secret", 51) }),
      }),
    },
  ],
  ["aws:cognito/resourceServer:ResourceServer", { outputs: resourceServer }],
];

function key(made: Made): Outputs {
  const id = made.existingId ?? made.uuid();
  return { id, keyId: id, arn: made.arn("kms", `key/${id}`) };
}

/** Its stream has the day of its making in its name. */
function table(made: Made): Outputs {
  const arn = made.arn("dynamodb", `table/${made.name}`);
  const streamLabel = "2026-01-01T00:00:00.000";
  return { name: made.name, arn, ...(made.input("streamEnabled") === true && { streamLabel, streamArn: `${arn}/stream/${streamLabel}` }) };
}

/** Without a key of its own an object has the logical name. */
function object(made: Made): Outputs {
  const [bucket, key] = [made.text("bucket"), made.text("key") || made.logicalName];
  return { id: key, key, arn: `arn:${made.cloud.partition}:s3:::${bucket}/${key}` };
}

/** Those of one of the event buses name it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
function rule(made: Made): Outputs {
  const bus = made.text("eventBusName").split("/").at(-1);
  const place = bus === "" || bus === "default" ? made.name : `${bus}/${made.name}`;
  return { id: place, name: made.name, arn: made.arn("events", `rule/${place}`) };
}

function schedule(made: Made): Outputs {
  const place = `${made.text("groupName") || "default"}/${made.name}`;
  return { id: place, name: made.name, arn: made.arn("scheduler", `schedule/${place}`) };
}

function service(made: Made): Outputs {
  const arn = made.arn("ecs", `service/${made.text("cluster").split("/").at(-1) || "default"}/${made.name}`);
  return { id: arn, name: made.name, arn };
}

function graphQlApi(made: Made): Outputs {
  const id = made.id(26);
  const host = (kind: string) => `${made.letters("host", 26)}.appsync-${kind}.${made.cloud.region}.${made.cloud.dnsSuffix}/graphql`;
  return {
    id,
    name: made.name,
    arn: made.arn("appsync", `apis/${id}`),
    uris: { GRAPHQL: `https://${host("api")}`, REALTIME: `wss://${host("realtime-api")}` },
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html */
function webAcl(made: Made, kind: string): Outputs {
  const id = made.uuid();
  const scope = made.text("scope") === "CLOUDFRONT" ? "global" : "regional";
  return { id, name: made.name, arn: made.arn("wafv2", `${scope}/${kind}/${made.name}/${id}`) };
}

function resourceServer(made: Made): Outputs {
  const identifier = made.text("identifier");
  const scopes = Array.isArray(made.input("scopes")) ? Array.from(Object(made.input("scopes"))) : [];
  return {
    id: `${made.text("userPoolId")}|${identifier}`,
    scopeIdentifiers: scopes.map((scope) => `${identifier}/${String(Object(scope).scopeName)}`),
  };
}

/**
 * The older regions have a dash where the others have a dot:
 * https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
 */
function website(made: Made, bucket: string): Outputs {
  const { region, dnsSuffix } = made.cloud;
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

function bucket(made: Made): Outputs {
  const name = made.name.toLowerCase();
  const { partition, region, dnsSuffix } = made.cloud;
  return {
    id: name,
    bucket: name,
    arn: `arn:${partition}:s3:::${name}`,
    bucketRegion: region,
    ...(made.input("website") !== undefined && website(made, name)),
    bucketDomainName: `${name}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${region}.${dnsSuffix}`,
  };
}
