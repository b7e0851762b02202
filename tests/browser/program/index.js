const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");

const lambda = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const role = new aws.iam.Role("runs", { assumeRolePolicy: JSON.stringify(lambda) });
const gateway = { ...lambda, Statement: [{ ...lambda.Statement[0], Principal: { Service: "apigateway.amazonaws.com" } }] };
const caller = new aws.iam.Role("calls", { assumeRolePolicy: JSON.stringify(gateway) });
// What it allows is not known locally.
new aws.iam.RolePolicyAttachment("calls", { role: caller, policyArn: "arn:aws:iam::123456789012:policy/elsewhere" });
const code = (text) => new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(text) });
const make = (name, text) =>
  new aws.lambda.Function(name, { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code: code(text) });

const echo = make(
  "echo",
  "exports.handler = async (event) => { if (event.wait) await new Promise((over) => setTimeout(over, event.wait)); console.log('seen', event.path ?? event); return event.fail ? Promise.reject(new Error('no luck')) : event.malformed ? 1 : event.path ? { statusCode: 200, body: JSON.stringify({ path: event.path }) } : event; };",
);
const crash = make("crash", "exports.handler = async () => { throw new Error('no luck'); };");
const auth = make(
  "auth",
  "exports.handler = async ({ authorizationToken, methodArn }) => { if (authorizationToken === 'bad') throw new Error('Unauthorized'); return { principalId: 'me', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: authorizationToken === 'no' ? 'Deny' : 'Allow', Resource: methodArn }] } }; };",
);
new aws.dynamodb.Table("orders", {
  name: "orders",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
});
new aws.dynamodb.TableItem("first", { tableName: "orders", hashKey: "id", item: JSON.stringify({ id: { S: "o-1" }, total: { N: "3" } }) });

const proxy = (target) => ({ type: "aws_proxy", httpMethod: "POST", uri: target.invokeArn });
const custom = (target, more) => ({
  type: "aws",
  httpMethod: "POST",
  uri: target.invokeArn,
  responses: { default: { statusCode: "200" } },
  ...more,
});
const template = `{
  "id": "$input.params('id')",
  "total": $input.json('$.total')
#if($input.json('$.total') == '1000')
  , "large": true
  ## Nobody has asked for more yet.
#end
}`;
const mapped = { requestTemplates: { "application/json": template } };
const responses = { 200: { description: "" } };
const body = pulumi.jsonStringify({
  openapi: "3.0.1",
  info: { title: "orders", version: "1" },
  paths: {
    "/open/{name}": { get: { summary: "Says its path", responses, "x-amazon-apigateway-integration": proxy(echo) } },
    "/guarded": { get: { security: [{ token: [] }], "x-amazon-apigateway-integration": proxy(echo) } },
    "/keyed": { get: { security: [{ key: [] }], "x-amazon-apigateway-integration": proxy(echo) } },
    "/orders/{id}": {
      post: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } } },
        responses,
        "x-amazon-apigateway-request-validator": "body",
        "x-amazon-apigateway-integration": custom(echo, {
          ...mapped,
          responses: { default: { statusCode: "200", responseTemplates: { "application/json": "{\"order\": $input.json('$')}" } } },
        }),
      },
    },
    "/broken-template": {
      post: { responses, "x-amazon-apigateway-integration": custom(echo, { requestTemplates: { "application/json": "{\n  #if(" } }) },
    },
    "/forbidden": { get: { "x-amazon-apigateway-integration": proxy(crash) } },
    "/by-role": { get: { "x-amazon-apigateway-integration": { ...proxy(crash), credentials: caller.arn } } },
    "/crashes": { get: { "x-amazon-apigateway-integration": proxy(crash) } },
    "/back/{proxy+}": {
      get: {
        parameters: [{ name: "proxy", in: "path", required: true, schema: { type: "string" } }],
        "x-amazon-apigateway-integration": {
          type: "http_proxy",
          httpMethod: "GET",
          uri: "https://backend.example/{proxy}",
          requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
        },
      },
    },
    "/unmatched": { get: { responses, "x-amazon-apigateway-integration": custom(echo, { responses: { "x.*": { statusCode: "400" } } }) } },
    "/broken-answer": {
      get: {
        responses,
        "x-amazon-apigateway-integration": custom(echo, {
          responses: { default: { statusCode: "200", responseTemplates: { "application/json": "#if(" } } },
        }),
      },
    },
  },
  components: {
    schemas: { Order: { type: "object", required: ["total"], properties: { total: { type: "number" }, note: { type: "string" } } } },
    securitySchemes: {
      key: { type: "apiKey", name: "x-api-key", in: "header" },
      token: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: auth.invokeArn, authorizerResultTtlInSeconds: 0 },
      },
    },
  },
  "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true, validateRequestParameters: true } },
});
const api = new aws.apigateway.RestApi("orders", { body });
const allow = (name, target, path) =>
  new aws.lambda.Permission(name, {
    action: "lambda:InvokeFunction",
    function: target,
    principal: "apigateway.amazonaws.com",
    sourceArn: pulumi.interpolate`${api.executionArn}/${path}`,
  });
allow("echo", echo, "*/*/*");
allow("crash", crash, "dev/GET/crashes");
allow("auth", auth, "authorizers/*");
const deployment = new aws.apigateway.Deployment("orders", { restApi: api });
const stage = new aws.apigateway.Stage("dev", { restApi: api, deployment: deployment.id, stageName: "dev", variables: { colour: "blue" } });
const key = new aws.apigateway.ApiKey("customer", { value: "k".repeat(20) });
const plan = new aws.apigateway.UsagePlan("basic", {
  apiStages: [{ apiId: api.id, stage: stage.stageName }],
  throttleSettings: { rateLimit: 0.01, burstLimit: 1 },
});
new aws.apigateway.UsagePlanKey("basic", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
