import type { Kinds, Made, Outputs } from "./made";

/** VPCs and what is in front of them. */
export const NETWORK: Kinds = [
  ["aws:ec2/vpc:Vpc", { outputs: vpc }],
  ["aws:ec2/subnet:Subnet", { outputs: subnet }],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { outputs: vpcEndpoint }],
  ["awsx:ec2:Vpc", { outputs: network }],
  ["aws:lb/loadBalancer:LoadBalancer", { outputs: loadBalancer }],
  ["aws:lb/targetGroup:TargetGroup", { outputs: targetGroup }],
  ["aws:lb/listener:Listener", { outputs: listener }],
];

function ec2Id(made: Made, prefix: string): string {
  return made.existingId ?? `${prefix}-${made.hex("id", 17)}`;
}

/** What every VPC is made with: https://docs.aws.amazon.com/vpc/latest/userguide/create-vpc.html */
function vpc(made: Made): Outputs {
  const id = ec2Id(made, "vpc");
  const table = `rtb-${made.hex("table", 17)}`;
  return {
    id,
    arn: made.arn("ec2", `vpc/${id}`),
    ownerId: made.cloud.accountId,
    defaultNetworkAclId: `acl-${made.hex("acl", 17)}`,
    defaultRouteTableId: table,
    mainRouteTableId: table,
    defaultSecurityGroupId: `sg-${made.hex("group", 17)}`,
    dhcpOptionsId: `dopt-${made.hex("dhcp", 17)}`,
  };
}

function subnet(made: Made): Outputs {
  const id = ec2Id(made, "subnet");
  return {
    id,
    arn: made.arn("ec2", `subnet/${id}`),
    ownerId: made.cloud.accountId,
    availabilityZone: made.text("availabilityZone") || `${made.cloud.region}a`,
  };
}

function vpcEndpoint(made: Made): Outputs {
  const id = ec2Id(made, "vpce");
  const hostedZoneId = `Z${made.letters("zone", 13).toUpperCase()}`;
  const service = made.text("serviceName").split(".").at(-1) || "execute-api";
  const dnsName = `${id}-${made.letters("dns", 8)}.${service}.${made.cloud.region}.vpce.${made.cloud.dnsSuffix}`;
  return { id, arn: made.arn("ec2", `vpc-endpoint/${id}`), ownerId: made.cloud.accountId, dnsEntries: [{ dnsName, hostedZoneId }] };
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

/**
 * Their names have 32 characters at the most:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
function loadBalancer(made: Made): Outputs {
  const kind = made.text("loadBalancerType") === "network" ? "net" : "app";
  const arnSuffix = `${kind}/${made.name}/${made.hex("id", 16)}`;
  const arn = made.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
  const internal = made.text("internal") === "true" ? "internal-" : "";
  const number = Number.parseInt(made.hex("dns", 7), 16);
  const { region, dnsSuffix } = made.cloud;
  const dnsName =
    kind === "net"
      ? `${made.name}-${made.hex("id", 16)}.elb.${region}.${dnsSuffix}`
      : `${internal}${made.name}-${number}.${region}.elb.${dnsSuffix}`;
  return { id: arn, name: made.name, arn, arnSuffix, dnsName };
}

function targetGroup(made: Made): Outputs {
  const arnSuffix = `targetgroup/${made.name}/${made.hex("id", 16)}`;
  const arn = made.arn("elasticloadbalancing", arnSuffix);
  return { id: arn, name: made.name, arn, arnSuffix };
}

function listener(made: Made): Outputs {
  const arn = `${made.text("loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${made.hex("id", 16)}`;
  return { id: arn, arn };
}
