import * as aws from "@pulumi/aws";
import { ApiGatewayAccount, mock, RestApi } from "../../../components/index";
import { formerly } from "./formerly";

const WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/firewall/1";
const NOBODY = { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
const BODY = JSON.stringify({ openapi: "3.0.1", info: { title: "shop", version: "1" }, paths: { "/": { get: {} } } });

/** An API of plain resources, with one of each kind whose id names what it is of; `retained` tells Pulumi to leave those at AWS. */
export function before(retained: boolean): void {
  const kept = { retainOnDelete: retained };
  const restApi = new aws.apigateway.RestApi("shop", { body: BODY });
  const deployment = new aws.apigateway.Deployment("shop", { restApi: restApi.id });
  const stage = new aws.apigateway.Stage("prod", { restApi: restApi.id, deployment: deployment.id, stageName: "prod" });
  const settings = { throttlingRateLimit: 5, throttlingBurstLimit: 5 };
  new aws.apigateway.MethodSettings("all", { restApi: restApi.id, stageName: stage.stageName, methodPath: "*/*", settings }, kept);
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [NOBODY] });
  new aws.apigateway.RestApiPolicy("shop", { restApiId: restApi.id, policy }, kept);
  new aws.apigateway.Response("missing", { restApiId: restApi.id, responseType: "RESOURCE_NOT_FOUND", statusCode: "404" }, kept);
  const key = new aws.apigateway.ApiKey("partner");
  const plan = new aws.apigateway.UsagePlan("paid", { apiStages: [{ apiId: restApi.id, stage: stage.stageName }] });
  new aws.apigateway.UsagePlanKey("partner", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id }, kept);
  new aws.apigateway.Account("logs", { cloudwatchRoleArn: "arn:aws:iam::123456789012:role/logs" }, kept);
  new aws.wafv2.WebAclAssociation("prod", { webAclArn: WEB_ACL, resourceArn: stage.arn }, kept);
}

/** The same API by the components, which take over the API, its stage, its plan and its key by aliases. */
export function after(): void {
  new RestApi("shop", {
    endpointType: "EDGE",
    routes: { "GET /": { apiKeyRequired: true, integration: mock() } },
    stages: { prod: { throttle: { rate: 5, burst: 5 }, webAclArn: WEB_ACL } },
    policy: { Version: "2012-10-17", Statement: [NOBODY] },
    gatewayResponses: { RESOURCE_NOT_FOUND: { statusCode: 404 } },
    apiKeys: { partner: {} },
    usagePlans: { paid: { apiKeys: ["partner"] } },
    transform: {
      restApi: formerly("shop"),
      stage: formerly("prod"),
      apiKey: formerly("partner"),
      usagePlan: formerly("paid"),
    },
  });
  new ApiGatewayAccount("logs");
}
