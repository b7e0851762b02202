import type { Kinds, LocalResource, Outputs } from "./local-resource";

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

function ec2Id(resource: LocalResource, prefix: string): string {
  return resource.existingId ?? `${prefix}-${resource.hex("id", 17)}`;
}

/** What every VPC is made with: https://docs.aws.amazon.com/vpc/latest/userguide/create-vpc.html */
function vpc(resource: LocalResource): Outputs {
  const id = ec2Id(resource, "vpc");
  const table = `rtb-${resource.hex("table", 17)}`;
  return {
    id,
    arn: resource.arn("ec2", `vpc/${id}`),
    ownerId: resource.cloud.accountId,
    defaultNetworkAclId: `acl-${resource.hex("acl", 17)}`,
    defaultRouteTableId: table,
    mainRouteTableId: table,
    defaultSecurityGroupId: `sg-${resource.hex("group", 17)}`,
    dhcpOptionsId: `dopt-${resource.hex("dhcp", 17)}`,
  };
}

function subnet(resource: LocalResource): Outputs {
  const id = ec2Id(resource, "subnet");
  return {
    id,
    arn: resource.arn("ec2", `subnet/${id}`),
    ownerId: resource.cloud.accountId,
    availabilityZone: resource.text("availabilityZone") || `${resource.cloud.region}a`,
  };
}

function vpcEndpoint(resource: LocalResource): Outputs {
  const id = ec2Id(resource, "vpce");
  const hostedZoneId = `Z${resource.letters("zone", 13).toUpperCase()}`;
  const service = resource.text("serviceName").split(".").at(-1) || "execute-api";
  const dnsName = `${id}-${resource.letters("dns", 8)}.${service}.${resource.cloud.region}.vpce.${resource.cloud.dnsSuffix}`;
  return { id, arn: resource.arn("ec2", `vpc-endpoint/${id}`), ownerId: resource.cloud.accountId, dnsEntries: [{ dnsName, hostedZoneId }] };
}

/** A component of a plugin, which consists of nothing here. */
function network(resource: LocalResource): Outputs {
  const id = `vpc-${resource.hex("id", 17)}`;
  const subnets = (kind: string) => [1, 2, 3].map((number) => `subnet-${resource.hex(`${kind}${number}`, 17)}`);
  const parts = ["eips", "natGateways", "routeTableAssociations", "routeTables", "routes", "subnetLayout", "subnets", "vpcEndpoints"];
  return {
    vpcId: id,
    vpc: { id, arn: resource.arn("ec2", `vpc/${id}`), cidrBlock: resource.text("cidrBlock") || "10.0.0.0/16" },
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
function loadBalancer(resource: LocalResource): Outputs {
  const kind = resource.text("loadBalancerType") === "network" ? "net" : "app";
  const arnSuffix = `${kind}/${resource.name}/${resource.hex("id", 16)}`;
  const arn = resource.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
  const internal = resource.text("internal") === "true" ? "internal-" : "";
  const number = Number.parseInt(resource.hex("dns", 7), 16);
  const { region, dnsSuffix } = resource.cloud;
  const dnsName =
    kind === "net"
      ? `${resource.name}-${resource.hex("id", 16)}.elb.${region}.${dnsSuffix}`
      : `${internal}${resource.name}-${number}.${region}.elb.${dnsSuffix}`;
  return { id: arn, name: resource.name, arn, arnSuffix, dnsName };
}

function targetGroup(resource: LocalResource): Outputs {
  const arnSuffix = `targetgroup/${resource.name}/${resource.hex("id", 16)}`;
  const arn = resource.arn("elasticloadbalancing", arnSuffix);
  return { id: arn, name: resource.name, arn, arnSuffix };
}

function listener(resource: LocalResource): Outputs {
  const arn = `${resource.text("loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${resource.hex("id", 16)}`;
  return { id: arn, arn };
}
