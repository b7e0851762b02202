const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const word = new pulumi.Config().get("word") ?? "none";
const from = new pulumi.StackReference("acme/network/prod").getOutput("word");

const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const role = new aws.iam.Role("runs", { assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }) });
const make = (name, text) => {
  const code = new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(text) });
  return new aws.lambda.Function(name, { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code });
};
const echo = make(
  "echo",
  "exports.handler = async (event) => ({ statusCode: event.fail ? 'none' : 200, body: JSON.stringify(event.path) });",
);
const asked = make(
  "asked",
  "let times = 0; exports.handler = async ({ methodArn }) => ({ principalId: 'me', context: { times: ++times }, policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }] } });",
);
const proxy = { type: "aws_proxy", httpMethod: "POST", uri: echo.invokeArn };
const mock = (template) => ({
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: { default: { statusCode: "200", responseTemplates: { "text/plain": template } } },
});
const responses = { 200: { description: "" } };
const scheme = (authtype, authorizer) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": authtype,
  "x-amazon-apigateway-authorizer": authorizer,
});
const body = pulumi.jsonStringify({
  openapi: "3.0.1",
  info: { title: "words", version: "1" },
  paths: {
    "/": { get: { responses, "x-amazon-apigateway-integration": mock(pulumi.interpolate`${pulumi.getStack()}, ${word}, ${from}`) } },
    "/echo": {
      get: { responses, "x-amazon-apigateway-integration": proxy },
      post: { responses, "x-amazon-apigateway-integration": proxy },
    },
    "/asked": { get: { security: [{ asked: [] }], responses, "x-amazon-apigateway-integration": mock("$context.authorizer.times") } },
    "/pool": { get: { security: [{ pool: [] }], responses, "x-amazon-apigateway-integration": mock("$context.authorizer.claims.sub") } },
    "/back": {
      get: { "x-amazon-apigateway-integration": { type: "http_proxy", httpMethod: "GET", uri: "https://backend.example/answer" } },
    },
  },
  components: {
    securitySchemes: {
      asked: scheme("custom", { type: "token", authorizerUri: asked.invokeArn, authorizerResultTtlInSeconds: 60 }),
      pool: scheme("cognito_user_pools", {
        type: "cognito_user_pools",
        providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"],
      }),
    },
  },
});
const api = new aws.apigateway.RestApi("words", { body });
const allow = (name, target, path) =>
  new aws.lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    function: target,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/${path}`,
  });
allow("echo", echo, "*/*/*");
allow("asked", asked, "authorizers/*");
const deployment = new aws.apigateway.Deployment("words", { restApi: api });
new aws.apigateway.Stage("dev", { restApi: api, deployment: deployment.id, stageName: "dev" });
new aws.dynamodb.Table("things", {
  name: "things",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
});
