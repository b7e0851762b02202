import { policyDocument } from "./policy-document";
import type { Cloud } from "./resource";

type Mapping = Readonly<Record<string, unknown>>;

/** What a data source answers, or undefined where it is not known locally. */
export function callFunction(token: string, inputs: Mapping, cloud: Cloud): Mapping | undefined {
  return CALLS.get(token)?.(inputs, cloud);
}

const CALLS: ReadonlyMap<string, (inputs: Mapping, cloud: Cloud) => Mapping> = new Map([
  ["aws:index/getCallerIdentity:getCallerIdentity", callerIdentity],
  ["aws:index/getRegion:getRegion", region],
  ["aws:index/getPartition:getPartition", partition],
  ["aws:index/getAvailabilityZones:getAvailabilityZones", availabilityZones],
  ["aws:index/getServicePrincipal:getServicePrincipal", servicePrincipal],
  ["aws:ec2/getVpc:getVpc", vpc],
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocument],
  ["aws:iam/getPolicy:getPolicy", policy],
  ["aws:iam/getRole:getRole", role],
  ["aws:lambda/getFunction:getFunction", lambdaFunction],
  ["aws:route53/getZone:getZone", zone],
]);

function callerIdentity(_inputs: Mapping, { accountId, partition }: Cloud): Mapping {
  return { id: accountId, accountId, arn: `arn:${partition}:iam::${accountId}:user/local`, userId: "AIDALOCALLOCALLOCAL00" };
}

function region(inputs: Mapping, { region, dnsSuffix }: Cloud): Mapping {
  const name = typeof inputs["name"] === "string" ? inputs["name"] : region;
  return { id: name, name, region: name, description: name, endpoint: `ec2.${name}.${dnsSuffix}` };
}

function partition(_inputs: Mapping, { partition, dnsSuffix }: Cloud): Mapping {
  return { id: partition, partition, dnsSuffix, reverseDnsPrefix: dnsSuffix.split(".").reverse().join(".") };
}

function availabilityZones(_inputs: Mapping, { region }: Cloud): Mapping {
  const letters = ["a", "b", "c"];
  return { id: region, names: letters.map((letter) => region + letter), zoneIds: letters.map((_, index) => `${region}-az${index + 1}`), groupNames: [region] };
}

/** The ranges of a VPC matter to nothing that runs locally; any will do. */
function vpc({ id }: Mapping, { partition, region, accountId }: Cloud): Mapping {
  const cidrBlock = "10.0.0.0/16";
  const cidrBlockAssociations = [{ associationId: "vpc-cidr-assoc-0", cidrBlock, state: "associated" }];
  return { id, arn: `arn:${partition}:ec2:${region}:${accountId}:vpc/${String(id)}`, cidrBlock, cidrBlockAssociations };
}

function servicePrincipal(inputs: Mapping, { region }: Cloud): Mapping {
  const name = `${String(inputs["serviceName"])}.amazonaws.com`;
  return { id: name, name, region, suffix: "amazonaws.com" };
}

/** One of AWS's own: those of the program are known by their resources. */
function policy({ name, arn }: Mapping, { partition }: Cloud): Mapping {
  const known = typeof arn === "string" ? arn : `arn:${partition}:iam::aws:policy/${String(name)}`;
  return { id: known, arn: known, name: name ?? known.split("/").at(-1), path: "/", policy: "{}" };
}

function role({ name }: Mapping, { partition, accountId }: Cloud): Mapping {
  return { id: name, name, arn: `arn:${partition}:iam::${accountId}:role/${String(name)}`, path: "/" };
}

function lambdaFunction({ functionName, qualifier }: Mapping, { partition, region, accountId }: Cloud): Mapping {
  const arn = `arn:${partition}:lambda:${region}:${accountId}:function:${String(functionName)}`;
  const qualifiedArn = typeof qualifier === "string" ? `${arn}:${qualifier}` : arn;
  const invokeArn = `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  return { id: functionName, functionName, arn, qualifiedArn, invokeArn };
}

function zone({ name, zoneId }: Mapping): Mapping {
  const id = typeof zoneId === "string" ? zoneId : "Z0123456789ABCDEFGHIJ";
  return { id, zoneId: id, name: name ?? "example.com", nameServers: [] };
}
