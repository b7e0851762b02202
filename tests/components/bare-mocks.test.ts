import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import {
  ApiAlarms,
  ApiDashboard,
  ApiGatewayAccount,
  byStageVariable,
  cognitoAuthorizer,
  DomainName,
  ExecuteApiEndpoint,
  LambdaFunction,
  lambdaCustom,
  lambdaProxy,
  RestApi,
  sqsSendMessage,
  stepFunctionsStartExecution,
  tokenAuthorizer,
} from "../../components/index";
import { ofType, record } from "./recording";

// What a program's own tests have as mocks: https://www.pulumi.com/docs/iac/guides/testing/unit/
describe("Under mocks that give back what they are given, and nothing else", () => {
  const inline = "def handler(event, context): pass";

  it("every component is made", async () => {
    const registered = await record(
      () => {
        const fn = new LambdaFunction("fn", { inline, aliases: { live: {}, next: { traffic: { previous: 0.5 } } } });
        const entrance = new ExecuteApiEndpoint("entrance", { vpcId: "vpc-1", subnetIds: ["subnet-1"] });
        const queue = new aws.sqs.Queue("queue");
        const api = new RestApi("api", {
          authorizers: { token: tokenAuthorizer(fn), users: cognitoAuthorizer([new aws.cognito.UserPool("users").arn]) },
          policy: { allow: { ipRanges: ["192.0.2.0/24"] } },
          routes: {
            "GET /a": { authorization: { authorizer: "token" }, integration: lambdaProxy(fn) },
            "GET /b": { authorization: { authorizer: "users" }, integration: lambdaCustom(fn.aliases.live) },
            "GET /c": { integration: lambdaProxy(byStageVariable("version", fn.aliases)) },
            "GET /d": { authorization: "AWS_IAM", integration: lambdaProxy(fn) },
            "POST /e": { integration: sqsSendMessage(queue) },
            "POST /f": {
              integration: stepFunctionsStartExecution(new aws.sfn.StateMachine("machine", { definition: "{}", roleArn: "role" })),
            },
          },
          stages: { prod: { variables: { version: "live" }, accessLog: true, loggingLevel: "INFO", metrics: true } },
        });
        api.grantExecute(new aws.iam.Role("caller", { assumeRolePolicy: "{}" }), ["GET /d"]);
        const inside = new RestApi("inside", {
          endpointType: "PRIVATE",
          vpcEndpoints: [entrance],
          lambdaAccess: "role",
          routes: { "GET /a": { integration: lambdaProxy(fn) } },
          stages: { prod: {} },
        });
        new RestApi("guarded", {
          policy: aws.iam.getPolicyDocumentOutput({ statements: [] }).json,
          routes: { "GET /a": { integration: lambdaProxy(fn) } },
          stages: { prod: {} },
        });
        new DomainName("outside", { domainName: "api.example.com", hostedZone: "Z1", mappings: { "": api.stages.prod } });
        new DomainName("inside", {
          domainName: "in.example.com",
          endpointType: "PRIVATE",
          hostedZone: "Z1",
          vpcEndpoints: { entrance: { endpoint: entrance, hostedZone: "Z2" } },
          mappings: { "": inside.stages.prod },
        });
        new ApiGatewayAccount("account");
        new ApiAlarms("alarms", { api, stage: "prod", actions: [new aws.sns.Topic("alarms").arn] });
        new ApiDashboard("dashboard", { api, stage: "prod" });
      },
      { answers: false },
    );
    assert.equal(ofType(registered, "aws:apigateway/stage:Stage").length, 3);
  });
});
