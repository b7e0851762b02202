import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "lambda-rest-api";

const pets = new LambdaFunction("pets", { entry: "pets.ts" });

const shop = new aws.apigateway.RestApi("shop");

// API Gateway has one tree of methods. Told to let these go, Pulumi leaves it to the document that replaces them.
const kept = { retainOnDelete: true };
const collection = new aws.apigateway.Resource("pets", { restApi: shop.id, parentId: shop.rootResourceId, pathPart: "pets" }, kept);
const pet = new aws.apigateway.Resource("pet", { restApi: shop.id, parentId: collection.id, pathPart: "{id}" }, kept);
const method = new aws.apigateway.Method("pet", { restApi: shop.id, resourceId: pet.id, httpMethod: "GET", authorization: "NONE" }, kept);
const integration = new aws.apigateway.Integration(
  "pet",
  {
    restApi: shop.id,
    resourceId: pet.id,
    httpMethod: method.httpMethod,
    type: "AWS_PROXY",
    integrationHttpMethod: "POST",
    uri: pets.function.invokeArn,
  },
  kept,
);

new aws.lambda.Permission("pet", {
  action: "lambda:InvokeFunction",
  function: pets.function.name,
  principal: "apigateway.amazonaws.com",
  sourceArn: pulumi.interpolate`${shop.executionArn}/*/*`,
});

const deployment = new aws.apigateway.Deployment("shop", { restApi: shop.id }, { dependsOn: integration });
const stage = new aws.apigateway.Stage("prod", { restApi: shop.id, deployment: deployment.id, stageName: "prod" });

export const url = stage.invokeUrl;
