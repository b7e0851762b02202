import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type ApiDefinition, readOpenApi } from "../../definition/index";
import { withoutStacks } from "../../local/program/nodejs/light-sdk";

// Each of them is looked up in ts-node's source maps, which is more than half of the time of these tests.
withoutStacks(require("@pulumi/pulumi/runtime/debuggable"));

/** One registered resource, as the engine would see it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Name of the parent. */
  readonly parent: string | undefined;
  /** Names of what it explicitly waits for. */
  readonly dependsOn: readonly string[];
  readonly retainOnDelete: boolean;
}

interface Seen {
  readonly resource: pulumi.Resource;
  readonly type: string;
  readonly name: string;
  readonly opts: pulumi.ResourceOptions;
}

const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

/** What the provider would answer, by type: ids and ARNs made of the logical name. */
const OUTPUTS: Readonly<Record<string, (name: string, inputs: Readonly<Record<string, unknown>>) => Record<string, unknown>>> = {
  "aws:acm/certificate:Certificate": (name) => ({
    arn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/${name}`,
    domainValidationOptions: [
      { resourceRecordName: `_${name}.example.com.`, resourceRecordType: "CNAME", resourceRecordValue: `_${name}.acm.` },
    ],
  }),
  "aws:acm/certificateValidation:CertificateValidation": () => ({}),
  "aws:apigateway/account:Account": () => ({}),
  "aws:apigateway/basePathMapping:BasePathMapping": () => ({}),
  "aws:apigateway/clientCertificate:ClientCertificate": () => ({}),
  "aws:apigateway/documentationVersion:DocumentationVersion": () => ({}),
  "aws:apigateway/domainName:DomainName": (name) => ({
    arn: `arn:aws:apigateway:${REGION}::/domainnames/${name}`,
    domainNameId: `${name}-domain-id`,
    regionalDomainName: `${name}.regional`,
    regionalZoneId: `${name}-regional-zone`,
    cloudfrontDomainName: `${name}.cloudfront.net`,
    cloudfrontZoneId: `${name}-edge-zone`,
  }),
  "aws:apigateway/domainNameAccessAssociation:DomainNameAccessAssociation": () => ({}),
  "aws:apigateway/restApiPolicy:RestApiPolicy": () => ({}),
  "aws:apigateway/restApi:RestApi": (name) => ({ executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${name}-id` }),
  "aws:apigateway/deployment:Deployment": () => ({}),
  "aws:apigateway/stage:Stage": (name, { stageName }) => ({
    invokeUrl: `https://a1b2c3d4e5.execute-api.${REGION}.amazonaws.com/${stageName}`,
    arn: `arn:aws:apigateway:${REGION}::/restapis/api/stages/${name}`,
  }),
  "aws:apigateway/methodSettings:MethodSettings": () => ({}),
  "aws:apigateway/apiKey:ApiKey": () => ({}),
  "aws:apigateway/usagePlan:UsagePlan": () => ({}),
  "aws:apigateway/usagePlanKey:UsagePlanKey": () => ({}),
  "aws:apigatewayv2/apiMapping:ApiMapping": () => ({}),
  "aws:apigatewayv2/routingRule:RoutingRule": () => ({}),
  "aws:cloudwatch/dashboard:Dashboard": () => ({}),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": () => ({}),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => ({ arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}` }),
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({ name: `${name}-log`, arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}-log` }),
  "aws:cognito/userPool:UserPool": (name) => ({ arn: `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${name}` }),
  "aws:dynamodb/table:Table": (name) => ({ arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}` }),
  "aws:ec2/securityGroup:SecurityGroup": () => ({}),
  "aws:ec2/vpcEndpoint:VpcEndpoint": (name) => ({ dnsEntries: [{ dnsName: `${name}.vpce`, hostedZoneId: `${name}-vpce-zone` }] }),
  "aws:iam/role:Role": (name) => ({ name: `${name}-role`, arn: `arn:aws:iam::${ACCOUNT}:role/${name}-role` }),
  "aws:iam/rolePolicy:RolePolicy": () => ({}),
  "aws:lambda/alias:Alias": (_, { functionName, name }) => ({
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${functionName}:${name}`,
    invokeArn: invokeArn(`${functionName}:${name}`),
  }),
  "aws:lambda/function:Function": (name) => ({
    name: `${name}-fn`,
    version: "1",
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}-fn`,
    invokeArn: invokeArn(`${name}-fn`),
  }),
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": () => ({}),
  "aws:lambda/permission:Permission": () => ({}),
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": () => ({}),
  "aws:route53/record:Record": (_, { name }) => ({ fqdn: String(name) }),
  "aws:route53/zone:Zone": (name) => ({ zoneId: `${name}-zone` }),
  "aws:sqs/queue:Queue": (name) => ({ arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}` }),
  "aws:wafv2/webAclAssociation:WebAclAssociation": () => ({}),
  "awsx:ec2:Vpc": (name) => ({ vpcId: `vpc-of-${name}`, isolatedSubnetIds: [`${name}-a`, `${name}-b`] }),
};

const CALLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws:ec2/getVpc:getVpc": { cidrBlockAssociations: [{ cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }] },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: ACCOUNT },
  "aws:index/getPartition:getPartition": { partition: "aws" },
  "aws:index/getRegion:getRegion": { region: REGION },
};

function invokeArn(fn: string): string {
  return `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:${REGION}:${ACCOUNT}:function:${fn}/invocations`;
}

/**
 * Runs a program and tells the resources that it registers; a type or call without an answer above is an error, unless nothing is to be
 * answered, as by the mocks of many tests.
 */
export async function record(program: () => void, { answers = true } = {}): Promise<readonly Registered[]> {
  const inputs = new Map<string, Record<string, unknown>>();
  const seen: Seen[] = [];
  const unknown: string[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs: given }) => {
        const outputs = answers && /^awsx?:/.test(type) ? OUTPUTS[type] : () => ({});
        // An error thrown here would leave the resource's outputs pending for ever.
        if (outputs === undefined) unknown.push(type);
        inputs.set(`${type} ${name}`, given);
        return { id: `${name}-id`, state: { ...(answers && { name }), ...outputs?.(name, given), ...given } };
      },
      call: ({ token }) => {
        const answer = answers ? CALLS[token] : {};
        if (answer === undefined) throw new Error(`no answer is known for ${token}`);
        return answer;
      },
    },
    "project",
    "stack",
  );
  const transformation: pulumi.ResourceTransformation = ({ resource, type, name, opts }) => {
    seen.push({ resource, type, name, opts });
    return undefined;
  };
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(transformation);
    program();
  });
  const urns = new Set<string>();
  for (const { resource } of seen) {
    const urn = await settled(resource.urn);
    // The engine refuses a program that has two; the mocks do not.
    if (urns.has(urn)) throw new Error(`two resources have the URN ${urn}`);
    urns.add(urn);
  }
  if (unknown.length > 0) throw new Error(`no answer is known for ${unknown.join(", ")}`);

  return Promise.all(
    seen.map(async ({ type, name, opts }) => ({
      type,
      name,
      inputs: inputs.get(`${type} ${name}`) ?? {},
      parent: seen.find(({ resource }) => resource === opts.parent)?.name,
      dependsOn: dependencies(opts).map((dependency) => seen.find(({ resource }) => resource === dependency)?.name ?? "outside"),
      retainOnDelete: opts.retainOnDelete ?? false,
    })),
  );
}

/** The resources of one type. */
export function ofType(registered: readonly Registered[], type: string): readonly Registered[] {
  return registered.filter((resource) => resource.type === type);
}

/** What is inside a secret input. */
export function opened(value: unknown): unknown {
  assert.ok(typeof value === "object" && value !== null && "value" in value, "it is a secret");
  return value.value;
}

/** What the document of a program's API says; of its first, unless a name tells which. */
export function definitionOf(registered: readonly Registered[], name?: string): ApiDefinition {
  const api = ofType(registered, "aws:apigateway/restApi:RestApi").find((one) => name === undefined || one.name === name);
  return readOpenApi(JSON.parse(String(opened(api?.inputs["body"]))));
}

/** How many resources there are of each type. */
export function counts(registered: readonly Registered[]): Readonly<Record<string, number>> {
  const count: Record<string, number> = {};
  for (const { type } of registered) count[type] = (count[type] ?? 0) + 1;
  return count;
}

function settled<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

function dependencies({ dependsOn }: pulumi.ResourceOptions): readonly unknown[] {
  return Array.isArray(dependsOn) ? dependsOn : dependsOn === undefined ? [] : [dependsOn];
}
