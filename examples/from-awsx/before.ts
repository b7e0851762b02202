import * as awsx from "@pulumi/awsx/classic";
import { LambdaFunction } from "lambda-rest-api";

const pets = new LambdaFunction("pets", { entry: "pets.ts" });

const api = new awsx.apigateway.API("shop", {
  routes: [{ path: "/pets/{id}", method: "GET", eventHandler: pets.function }],
});

export const url = api.url;
