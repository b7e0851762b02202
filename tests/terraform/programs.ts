import {
  ApiAlarms,
  ApiDashboard,
  ApiGatewayAccount,
  DomainName,
  ExecuteApiEndpoint,
  LambdaFunction,
  lambdaProxy,
  RestApi,
} from "../../components/index";

/** A program that says of everything as little as it may. */
export function barely(): void {
  const fn = new LambdaFunction("fn", { entry: "functions/hello/index.ts" });
  const restApi = new RestApi("api", { routes: { "GET /": { integration: lambdaProxy(fn) } }, stages: { dev: { metrics: true } } });
  new DomainName("domain", { domainName: "a.example.com", certificateArn: CERTIFICATE, mappings: { "": restApi.stages.dev } });
  new DomainName("zoned", { domainName: "b.example.com", hostedZone: "Z1", mappings: { "": restApi.stages.dev } });
  new ExecuteApiEndpoint("entrance", { vpcId: "vpc-1", subnetIds: ["subnet-1"] });
}

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";

/** A program that says much of everything. */
export function richly(): void {
  const fn = new LambdaFunction("fn", {
    entry: "functions/hello/index.ts",
    description: "d",
    environment: { COLOUR: "blue" },
    ephemeralStorage: 1024,
    tracing: true,
    reservedConcurrentExecutions: 5,
    aliases: { live: { provisionedConcurrentExecutions: 1 } },
    asynchronous: { maximumRetryAttempts: 0, onFailure: "arn:aws:sqs:eu-central-1:123456789012:q" },
    vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
    tags: { a: "b" },
  });
  const restApi = new RestApi("api", {
    routes: { "GET /": { apiKeyRequired: true, integration: lambdaProxy(fn) } },
    stages: {
      dev: {
        description: "d",
        accessLog: true,
        cache: { clusterSize: "0.5" },
        clientCertificate: true,
        loggingLevel: "INFO",
        dataTrace: true,
        metrics: true,
        throttle: { rate: 5, burst: 5 },
        tracing: true,
        variables: { colour: "blue" },
        deploymentId: "a1b2c3",
        canary: { percentTraffic: 5, stageVariableOverrides: { colour: "green" } },
        methodSettings: { "GET /": { throttle: { rate: 1, burst: 1 } } },
        webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/12345678-1234-1234-1234-123456789012",
      },
    },
    apiKeys: { partner: { value: "12345678901234567890" } },
    usagePlans: {
      gold: {
        apiKeys: ["partner"],
        throttle: { rate: 5, burst: 5 },
        quota: { limit: 100, period: "DAY" },
        methodThrottle: { "GET /": { rate: 1, burst: 1 } },
      },
    },
    binaryMediaTypes: ["image/png"],
    description: "d",
    disableExecuteApiEndpoint: true,
    minimumCompressionSize: 0,
    policy: { allow: { ipRanges: ["203.0.113.0/24"] } },
    tags: { a: "b" },
  });
  const mutualTls = { truststoreUri: "s3://bucket/key" };
  new DomainName("domain", {
    domainName: "a.example.com",
    certificateArn: CERTIFICATE,
    mutualTls,
    mappings: { a: restApi.stages.dev, "b/c": restApi.stages.dev },
  });
  new ApiGatewayAccount("account");
  new ApiAlarms("alarms", { api: restApi, stage: "dev", actions: ["arn:aws:sns:eu-central-1:123456789012:t"] });
  new ApiDashboard("dashboard", { api: restApi, stage: "dev" });
}
