import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const hello = new LambdaFunction("hello", { entry: "hello.ts" });

const api = new RestApi("hello", {
  routes: { "GET /": { integration: lambdaProxy(hello) } },
  stages: { dev: {} },
});

export const url = api.url;
