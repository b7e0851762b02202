import * as aws from "@pulumi/aws";
import { makeFunction, permit } from "./parts";

// A document in YAML, with anchors, into which the function's uri is written.
const called = makeFunction("documented", "exports.handler = async (event) => ({ statusCode: 200, body: event.resource });");
const body = called.invokeArn.apply(
  (uri) => `
openapi: 3.0.1
info: { title: documented, version: "1" }
x-integration: &integration { type: aws_proxy, httpMethod: POST, uri: "${uri}" }
paths:
  /a: { get: { responses: {}, x-amazon-apigateway-integration: *integration } }
  /a/{b}: { get: { responses: {}, x-amazon-apigateway-integration: { <<: *integration, timeoutInMillis: 1000 } } }
`,
);
const api = new aws.apigateway.RestApi("documented", { body });
permit("documented", api, called.name);
const deployment = new aws.apigateway.Deployment("documented", { restApi: api.id });
new aws.apigateway.Stage("documented", { restApi: api.id, deployment: deployment.id, stageName: "dev" });
