import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const pets = new LambdaFunction("pets", { entry: "pets.ts" });

const api = new RestApi("shop", {
  // What aws.apigateway.RestApi has without being told.
  endpointType: "EDGE",
  routes: { "GET /pets/{id}": { integration: lambdaProxy(pets) } },
  stages: { prod: {} },
  transform: {
    restApi: (args, opts) => ({ args, opts: { ...opts, aliases: [{ name: "shop", parent: pulumi.rootStackResource }] } }),
    stage: (args, opts) => ({ args, opts: { ...opts, aliases: [{ name: "prod", parent: pulumi.rootStackResource }] } }),
  },
});

export const url = api.url;
