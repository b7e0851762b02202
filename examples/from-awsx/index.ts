import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const pets = new LambdaFunction("pets", { entry: "pets.ts" });

const FORMER = "aws:apigateway:x:API";

const api = new RestApi(
  "shop",
  {
    // What the awsx classic package has without being told.
    endpointType: "EDGE",
    binaryMediaTypes: ["*/*"],
    routes: { "GET /pets/{id}": { integration: lambdaProxy(pets) } },
    stages: { stage: {} },
    transform: {
      stage: (args, opts) => ({ args, opts: { ...opts, aliases: [{ name: "shop", parent: pulumi.createUrn("shop", FORMER) }] } }),
    },
  },
  { aliases: [{ type: FORMER }] },
);

export const url = api.url;
