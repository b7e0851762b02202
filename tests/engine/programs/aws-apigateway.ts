import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "lambda-rest-api";

/** What `RestAPI` of @pulumi/aws-apigateway 3.0.0 registers for one route; the package itself is a plugin, which is no npm package. */
class RestAPI extends pulumi.ComponentResource {
  constructor(name: string, { method, path, eventHandler }: { method: string; path: string; eventHandler: aws.lambda.Function }) {
    super("aws-apigateway:index:RestAPI", name);
    const integration = { type: "aws_proxy", httpMethod: "POST", uri: eventHandler.invokeArn };
    const body = pulumi.jsonStringify({
      swagger: "2.0",
      info: { title: name, version: "1.0" },
      paths: { [path]: { [method.toLowerCase()]: { "x-amazon-apigateway-integration": integration } } },
    });
    const restApi = new aws.apigateway.RestApi(name, { name, binaryMediaTypes: ["*/*"], body }, { parent: this });
    const deployment = new aws.apigateway.Deployment(name, { restApi: restApi.id, variables: { version: body } }, { parent: this });
    const permission = new aws.lambda.Permission(
      `${name}-permission`,
      {
        action: "lambda:invokeFunction",
        function: eventHandler.name,
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${restApi.executionArn}/*/${method}${path}`,
      },
      { parent: this },
    );
    new aws.apigateway.Stage(
      name,
      { restApi: restApi.id, deployment: deployment.id, stageName: "stage" },
      { parent: this, dependsOn: permission },
    );
    this.registerOutputs();
  }
}

const pets = new LambdaFunction("pets", { entry: "pets.ts" });

new RestAPI("shop", { method: "GET", path: "/pets/{id}", eventHandler: pets.function });
