import type { CallContext } from "./call-context";
import { provide } from "./outputs/index";
import type { Resource } from "./resource";

type Mapping = Readonly<Record<string, unknown>>;

/** A function that finds a resource: of which type, and by which of its properties each input names it. */
interface Lookup {
  readonly type: string;
  readonly by: Readonly<Record<string, string>>;
}

const NAME = { name: "name" };

/** By their tokens without `aws:`, which end with the function's name once more. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  "apigateway/getApiKey": { type: "apigateway/apiKey:ApiKey", by: { id: "id" } },
  "apigateway/getAuthorizer": { type: "apigateway/authorizer:Authorizer", by: { authorizerId: "id", restApiId: "restApi" } },
  "apigateway/getDomainName": { type: "apigateway/domainName:DomainName", by: { domainName: "domainName" } },
  "apigateway/getResource": { type: "apigateway/resource:Resource", by: { restApiId: "restApi", path: "path" } },
  "apigateway/getRestApi": { type: "apigateway/restApi:RestApi", by: NAME },
  "apigateway/getVpcLink": { type: "apigateway/vpcLink:VpcLink", by: NAME },
  "apigatewayv2/getApi": { type: "apigatewayv2/api:Api", by: { apiId: "id" } },
  "cloudfront/getDistribution": { type: "cloudfront/distribution:Distribution", by: { id: "id" } },
  "cloudwatch/getEventBus": { type: "cloudwatch/eventBus:EventBus", by: NAME },
  "cloudwatch/getLogGroup": { type: "cloudwatch/logGroup:LogGroup", by: NAME },
  "cognito/getUserPool": { type: "cognito/userPool:UserPool", by: { userPoolId: "id" } },
  "cognito/getUserPoolClient": { type: "cognito/userPoolClient:UserPoolClient", by: { clientId: "id", userPoolId: "userPoolId" } },
  "dynamodb/getTable": { type: "dynamodb/table:Table", by: NAME },
  "ec2/getInternetGateway": { type: "ec2/internetGateway:InternetGateway", by: { internetGatewayId: "id" } },
  "ec2/getRouteTable": { type: "ec2/routeTable:RouteTable", by: { routeTableId: "id", vpcId: "vpcId" } },
  "ec2/getSecurityGroup": { type: "ec2/securityGroup:SecurityGroup", by: { id: "id", name: "name", vpcId: "vpcId" } },
  "ec2/getSubnet": { type: "ec2/subnet:Subnet", by: { id: "id", vpcId: "vpcId" } },
  "ec2/getVpc": { type: "ec2/vpc:Vpc", by: { id: "id", cidrBlock: "cidrBlock" } },
  "ec2/getVpcEndpoint": { type: "ec2/vpcEndpoint:VpcEndpoint", by: { id: "id", serviceName: "serviceName", vpcId: "vpcId" } },
  "ecr/getRepository": { type: "ecr/repository:Repository", by: NAME },
  "ecs/getCluster": { type: "ecs/cluster:Cluster", by: { clusterName: "name" } },
  "efs/getFileSystem": { type: "efs/fileSystem:FileSystem", by: { fileSystemId: "id" } },
  "iam/getGroup": { type: "iam/group:Group", by: { groupName: "name" } },
  "iam/getInstanceProfile": { type: "iam/instanceProfile:InstanceProfile", by: NAME },
  "iam/getRole": { type: "iam/role:Role", by: NAME },
  "iam/getUser": { type: "iam/user:User", by: { userName: "name" } },
  "kinesis/getFirehoseDeliveryStream": { type: "kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", by: NAME },
  "kinesis/getStream": { type: "kinesis/stream:Stream", by: NAME },
  "kms/getAlias": { type: "kms/alias:Alias", by: NAME },
  "kms/getKey": { type: "kms/key:Key", by: { keyId: "keyId" } },
  "lambda/getAlias": { type: "lambda/alias:Alias", by: { functionName: "functionName", name: "name" } },
  "lambda/getFunction": { type: "lambda/function:Function", by: { functionName: "name" } },
  "lambda/getFunctionUrl": { type: "lambda/functionUrl:FunctionUrl", by: { functionName: "functionName" } },
  "lambda/getLayerVersion": { type: "lambda/layerVersion:LayerVersion", by: { layerName: "layerName" } },
  "lb/getLoadBalancer": { type: "lb/loadBalancer:LoadBalancer", by: { arn: "arn", name: "name" } },
  "lb/getTargetGroup": { type: "lb/targetGroup:TargetGroup", by: { arn: "arn", name: "name" } },
  "route53/getZone": { type: "route53/zone:Zone", by: { zoneId: "zoneId", name: "name" } },
  "s3/getBucket": { type: "s3/bucket:Bucket", by: { bucket: "bucket" } },
  "secretsmanager/getSecret": { type: "secretsmanager/secret:Secret", by: { arn: "arn", name: "name" } },
  "sfn/getStateMachine": { type: "sfn/stateMachine:StateMachine", by: NAME },
  "sns/getTopic": { type: "sns/topic:Topic", by: NAME },
  "sqs/getQueue": { type: "sqs/queue:Queue", by: NAME },
};

/** The program's own resource that a function would find. */
export function ownResource(token: string, inputs: Mapping, { resources }: CallContext): Resource | undefined {
  const lookup = lookupOf(token);
  const asked = Object.entries(lookup?.by ?? {}).filter(([input]) => inputs[input] !== undefined);
  if (lookup === undefined || asked.length === 0) return undefined;
  return resources.find(
    ({ type, id, outputs }) =>
      type === `aws:${lookup.type}` && asked.every(([input, property]) => (property === "id" ? id : outputs[property]) === inputs[input]),
  );
}

/** What a resource of that kind would have that is made elsewhere; undefined where the function finds none. */
export function lookUp(token: string, inputs: Mapping, { cloud, resources }: CallContext): Mapping | undefined {
  const lookup = lookupOf(token);
  if (lookup === undefined) return undefined;
  const { type, by } = lookup;
  const named = Object.entries(by).flatMap(([input, property]) =>
    inputs[input] === undefined ? [] : [[property, inputs[input]] as const],
  );
  const { id: given, ...properties } = Object.fromEntries(named);
  const label = JSON.stringify(inputs);
  const { id, outputs } = provide({
    type: `aws:${type}`,
    name: "found",
    uniqueName: `found ${label}`,
    id: given === undefined ? undefined : String(given),
    inputs: properties,
    cloud,
    baseUrl: "",
    find: (kind, wanted) => resources.find((resource) => resource.type === kind && resource.id === wanted),
  });
  return { ...inputs, ...properties, ...outputs, id };
}

function lookupOf(token: string): Lookup | undefined {
  const [, place = "", member = ""] = /^aws:([^:]+):(\w+)$/.exec(token) ?? [];
  return place.endsWith(`/${member}`) && Object.hasOwn(LOOKUPS, place) ? LOOKUPS[place] : undefined;
}
