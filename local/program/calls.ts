import type { CallContext } from "./call-context";
import { lookUp, ownResource } from "./lookups";
import { alphanumeric, hexadecimal } from "./names";
import { policyDocument } from "./policy-document";
import { UNKNOWN } from "./property";
import { makeArchive } from "./pure/archive";
import { callStd } from "./pure/std";
import { arnIn, type Cloud } from "./resource";
import { CURRENT, GET_PARAMETER, GET_SECRET_VERSION, storedValues } from "./stored-values";
import type { Mapping } from "./yaml";

type Call = (inputs: Mapping, cloud: Cloud, context: CallContext) => Mapping;

/** Who has what a function gives, as `--value` names it. */
export function holderOf(token: string, inputs: Mapping, { cloud, resources, given }: CallContext): string {
  const { holder } = storedValues(resources, given, cloud);
  if (token === GET_PARAMETER) return holder("parameter", String(inputs["name"]));
  return token === GET_SECRET_VERSION ? holder("secret", String(inputs["secretId"])) : token;
}

/** What a function of a provider answers, the program's own resource where it finds one; undefined where it is not known locally. */
export function callFunction(token: string, inputs: Mapping, context: CallContext): Mapping | undefined {
  const own = ownResource(token, inputs, context);
  const answer =
    CALLS.get(token)?.(inputs, context.cloud, context) ?? lookUp(token, inputs, context) ?? callStd(token, inputs, context.directory);
  return own === undefined ? answer : { ...answer, ...own.outputs, id: own.id };
}

const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ["archive:index/getFile:getFile", (inputs, _, { directory }) => makeArchive(inputs, directory)],
  ["aws:index/getCallerIdentity:getCallerIdentity", callerIdentity],
  ["aws:index/getRegion:getRegion", region],
  ["aws:index/getPartition:getPartition", partition],
  ["aws:index/getAvailabilityZones:getAvailabilityZones", availabilityZones],
  ["aws:index/getAvailabilityZone:getAvailabilityZone", availabilityZone],
  ["aws:index/getArn:getArn", arnParts],
  ["aws:index/getDefaultTags:getDefaultTags", () => ({ id: "aws", tags: {} })],
  ["aws:index/getRegions:getRegions", (_, { region }) => ({ id: region, names: [region] })],
  ["aws:index/getServicePrincipal:getServicePrincipal", servicePrincipal],
  ["aws:acm/getCertificate:getCertificate", certificate],
  ["aws:cognito/getUserPools:getUserPools", userPools],
  [
    "aws:ec2/getSecurityGroup:getSecurityGroup",
    (inputs) => ({ ...inputs, id: inputs["id"] ?? id("sg", inputs), vpcId: inputs["vpcId"] ?? id("vpc", {}) }),
  ],
  ["aws:ec2/getSecurityGroups:getSecurityGroups", (inputs) => ({ ...inputs, id: "security-groups", ids: [id("sg", inputs)] })],
  [
    "aws:ec2/getSubnet:getSubnet",
    (inputs, { region }) => ({
      availabilityZone: `${region}a`,
      cidrBlock: "10.0.0.0/20",
      ...inputs,
      id: inputs["id"] ?? id("subnet", inputs),
    }),
  ],
  ["aws:ec2/getSubnetIds:getSubnetIds", (inputs) => ({ ...inputs, id: "subnets", ids: subnets(inputs) })],
  ["aws:ec2/getSubnets:getSubnets", (inputs) => ({ ...inputs, id: "subnets", ids: subnets(inputs) })],
  ["aws:ec2/getVpc:getVpc", vpc],
  ["aws:ec2/getVpcs:getVpcs", (inputs) => ({ ...inputs, id: "vpcs", ids: [id("vpc", inputs)] })],
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocument],
  ["aws:iam/getPolicy:getPolicy", policy],
  ["aws:kms/getAlias:getAlias", keyAlias],
  ["aws:kms/getKey:getKey", key],
  ["aws:lambda/getFunction:getFunction", lambdaFunction],
  ["aws:route53/getZone:getZone", zone],
  ["aws:secretsmanager/getSecret:getSecret", secret],
  [GET_SECRET_VERSION, secretVersion],
  [GET_PARAMETER, parameter],
]);

/** An id of EC2's form, the same for the same question. */
function id(kind: string, inputs: Mapping): string {
  return `${kind}-${hexadecimal(`${kind} ${JSON.stringify(inputs)}`, 17)}`;
}

function subnets(inputs: Mapping): string[] {
  return ["a", "b", "c"].map((zone) => id("subnet", { ...inputs, zone }));
}

function certificate({ domain, ...inputs }: Mapping, cloud: Cloud): Mapping {
  const found = arnIn(
    cloud,
    "acm",
    `certificate/${hexadecimal(`certificate ${domain}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`,
  );
  return { ...inputs, domain, id: found, arn: found, status: "ISSUED" };
}

function userPools({ name }: Mapping, cloud: Cloud): Mapping {
  const pool = `${cloud.region}_${alphanumeric(`pool ${name}`, 9)}`;
  return { name, id: name, ids: [pool], arns: [arnIn(cloud, "cognito-idp", `userpool/${pool}`)] };
}

function key(inputs: Mapping, cloud: Cloud): Mapping {
  const keyId = hexadecimal(`key ${JSON.stringify(inputs)}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const found = arnIn(cloud, "kms", `key/${keyId}`);
  return { ...inputs, id: keyId, keyId, targetKeyId: keyId, targetKeyArn: found, arn: found };
}

function keyAlias(inputs: Mapping, cloud: Cloud): Mapping {
  const arn = arnIn(cloud, "kms", String(inputs["name"]));
  return { ...key(inputs, cloud), id: arn, arn };
}

/** The value is the program's own, given, or known elsewhere alone. */
function parameter({ name }: Mapping, cloud: Cloud, { resources, given }: CallContext): Mapping {
  const { arn, type, value = UNKNOWN } = storedValues(resources, given, cloud).parameter(String(name));
  return { id: name, name, arn, type, value, ...(type !== "SecureString" && { insecureValue: value }), version: 1 };
}

function secret({ name, arn: given }: Mapping, cloud: Cloud): Mapping {
  const found = given ?? arnIn(cloud, "secretsmanager", `secret:${String(name)}-${alphanumeric(`secret ${name}`, 6)}`);
  return {
    id: found,
    arn: found,
    name:
      name ??
      String(given)
        .split(":")
        .at(-1)
        ?.replace(/-\w{6}$/, ""),
  };
}

/** The text is the program's own, given, or known elsewhere alone. */
function secretVersion({ secretId, versionStage = CURRENT }: Mapping, cloud: Cloud, { resources, given }: CallContext): Mapping {
  const { arn, versions } = storedValues(resources, given, cloud).secret(String(secretId));
  const version = versions.find(({ stages }) => stages.includes(String(versionStage))) ?? { id: UNKNOWN, text: UNKNOWN, binary: undefined };
  return {
    id: `${String(secretId)}|${String(versionStage)}`,
    secretId,
    arn,
    versionStage,
    ...(version.text !== undefined && { secretString: version.text }),
    ...(version.binary !== undefined && { secretBinary: version.binary }),
    versionId: version.id,
  };
}

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
  return {
    id: region,
    names: letters.map((letter) => region + letter),
    zoneIds: letters.map((_, index) => `${region}-az${index + 1}`),
    groupNames: [region],
  };
}

function availabilityZone(inputs: Mapping, { region }: Cloud): Mapping {
  const name = String(inputs["name"] ?? `${region}a`);
  const nameSuffix = name.slice(region.length);
  return { id: name, name, nameSuffix, region, groupName: region, state: "available", zoneId: inputs["zoneId"] ?? `${region}-az1` };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function arnParts({ arn }: Mapping): Mapping {
  const [, partition = "", service = "", region = "", account = "", ...resource] = String(arn).split(":");
  return { id: arn, arn, partition, service, region, account, resource: resource.join(":") };
}

/** The ranges of a VPC matter to nothing that runs locally; any will do. */
function vpc(inputs: Mapping, cloud: Cloud): Mapping {
  const cidrBlock = "10.0.0.0/16";
  const cidrBlockAssociations = [{ associationId: "vpc-cidr-assoc-0", cidrBlock, state: "associated" }];
  const vpcId = inputs["id"] ?? id("vpc", inputs);
  return { ...inputs, id: vpcId, arn: arnIn(cloud, "ec2", `vpc/${String(vpcId)}`), cidrBlock, cidrBlockAssociations };
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
