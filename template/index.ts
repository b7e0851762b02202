import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

// Whoever deploys may be let make roles only below the stack's own path, and within a boundary: see deploy-access/.
const permissionsBoundary = new pulumi.Config().get("permissionsBoundary");
if (permissionsBoundary !== undefined)
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    type === "aws:iam/role:Role" ? { props: { ...props, path: `/${pulumi.getStack()}/`, permissionsBoundary }, opts } : undefined,
  );

const hello = new LambdaFunction("hello", { entry: "functions/hello.ts" });

const api = new RestApi("hello", {
  routes: { "GET /hello/{name}": { integration: lambdaProxy(hello) } },
  stages: { v1: {} },
});

export const url = api.url;
