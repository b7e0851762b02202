import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, lambdaProxy, RestApi } from "../../../components/index";
import { formerly } from "./formerly";

const ALIVE = {
  responses: { 200: { description: "alive" } },
  "x-amazon-apigateway-integration": {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200" } },
  },
};

const PETS = { responses: { 200: { description: "a pet" } } };
const INFO = { title: "shop", version: "1" };

function pets(): LambdaFunction {
  return new LambdaFunction("pets", { entry: join(__dirname, "../functions/one.ts") });
}

/** An API of a document that is made a text, with what is around it; `retained` tells Pulumi to leave at AWS what docs/migration.md says. */
export function before(retained: boolean): void {
  const fn = pets();
  const integration = { type: "aws_proxy", httpMethod: "POST", uri: fn.invokeArn };
  const paths = { "/alive": { get: ALIVE }, "/pets/{id}": { get: { ...PETS, "x-amazon-apigateway-integration": integration } } };
  const restApi = new aws.apigateway.RestApi("shop", { body: pulumi.jsonStringify({ openapi: "3.0.1", info: INFO, paths }) });
  const deployment = new aws.apigateway.Deployment("shop", { restApi: restApi.id });
  const stage = new aws.apigateway.Stage("prod", { restApi: restApi.id, deployment: deployment.id, stageName: "prod" });
  new aws.lambda.Permission("shop", {
    action: "lambda:InvokeFunction",
    function: fn.function.name,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${restApi.executionArn}/*`,
  });
  const settings = { throttlingRateLimit: 5, throttlingBurstLimit: 5 };
  new aws.apigateway.MethodSettings(
    "all",
    { restApi: restApi.id, stageName: stage.stageName, methodPath: "*/*", settings },
    { retainOnDelete: retained },
  );
}

/** The same API by the component, of the document without what was an output. */
export function after(): void {
  new RestApi("shop", {
    openapi: { openapi: "3.0.1", info: INFO, paths: { "/alive": { get: ALIVE }, "/pets/{id}": { get: PETS } } },
    endpointType: "EDGE",
    integrations: { "GET /pets/{id}": lambdaProxy(pets()) },
    stages: { prod: { throttle: { rate: 5, burst: 5 } } },
    transform: { restApi: formerly("shop"), stage: formerly("prod") },
  });
}
