import type { Kinds, Made, Outputs } from "./made";

/** What programs often have beside their APIs. */
export const SERVICES: Kinds = [
  ["aws:dynamodb/table:Table", { outputs: (made) => ({ name: made.name, arn: made.arn("dynamodb", `table/${made.name}`) }) }],
  ["aws:cloudwatch/logGroup:LogGroup", { outputs: (made) => ({ name: made.name, arn: made.arn("logs", `log-group:${made.name}`) }) }],
  ["aws:s3/bucket:Bucket", { nameProperty: "bucket", outputs: bucket }],
  ["aws:s3/bucketV2:BucketV2", { nameProperty: "bucket", outputs: bucket }],
  [
    "aws:sqs/queue:Queue",
    {
      outputs: (made) => {
        const url = `https://sqs.${made.cloud.region}.${made.cloud.dnsSuffix}/${made.cloud.accountId}/${made.name}`;
        return { id: url, url, name: made.name, arn: made.arn("sqs", made.name) };
      },
    },
  ],
  ["aws:sns/topic:Topic", { outputs: (made) => ({ id: made.arn("sns", made.name), name: made.name, arn: made.arn("sns", made.name) }) }],
  ["aws:kms/key:Key", { outputs: (made) => ({ id: made.uuid(), keyId: made.uuid(), arn: made.arn("kms", `key/${made.uuid()}`) }) }],
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
        const id = `${made.cloud.region}_${made.letters("pool", 9)}`;
        return {
          id,
          name: made.name,
          arn: made.arn("cognito-idp", `userpool/${id}`),
          endpoint: `cognito-idp.${made.cloud.region}.${made.cloud.dnsSuffix}/${id}`,
        };
      },
    },
  ],
  ["aws:ec2/vpc:Vpc", { outputs: (made) => ({ id: `vpc-${made.hex("id", 17)}`, arn: made.arn("ec2", `vpc/vpc-${made.hex("id", 17)}`) }) }],
  ["aws:ec2/subnet:Subnet", { outputs: (made) => ({ id: `subnet-${made.hex("id", 17)}` }) }],
  ["aws:ec2/securityGroup:SecurityGroup", { outputs: (made) => ({ id: `sg-${made.hex("id", 17)}`, name: made.name }) }],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { outputs: vpcEndpoint }],
  ["awsx:ec2:Vpc", { outputs: network }],
  ["aws:cognito/userPoolClient:UserPoolClient", { outputs: (made) => ({ id: made.id(26), name: made.name }) }],
];

function vpcEndpoint(made: Made): Outputs {
  const id = `vpce-${made.hex("id", 17)}`;
  const hostedZoneId = `Z${made.letters("zone", 13).toUpperCase()}`;
  const dnsName = `${id}-${made.letters("dns", 8)}.execute-api.${made.cloud.region}.vpce.${made.cloud.dnsSuffix}`;
  return { id, dnsEntries: [{ dnsName, hostedZoneId }] };
}

/** A component of a plugin, which consists of nothing here. */
function network(made: Made): Outputs {
  const id = `vpc-${made.hex("id", 17)}`;
  const subnets = (kind: string) => [1, 2, 3].map((number) => `subnet-${made.hex(`${kind}${number}`, 17)}`);
  const parts = ["eips", "natGateways", "routeTableAssociations", "routeTables", "routes", "subnetLayout", "subnets", "vpcEndpoints"];
  return {
    vpcId: id,
    vpc: { id, arn: made.arn("ec2", `vpc/${id}`), cidrBlock: made.text("cidrBlock") || "10.0.0.0/16" },
    publicSubnetIds: subnets("public"),
    privateSubnetIds: subnets("private"),
    isolatedSubnetIds: subnets("isolated"),
    ...Object.fromEntries(parts.map((part) => [part, []])),
  };
}

function bucket(made: Made): Outputs {
  const name = made.name.toLowerCase();
  const { partition, region, dnsSuffix } = made.cloud;
  return {
    id: name,
    bucket: name,
    arn: `arn:${partition}:s3:::${name}`,
    bucketDomainName: `${name}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${region}.${dnsSuffix}`,
  };
}
