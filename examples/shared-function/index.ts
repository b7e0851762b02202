import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const catalogue = new LambdaFunction("catalogue", { entry: "catalogue.ts" });

/** Everybody may read. */
const shop = new RestApi("shop", {
  routes: { "GET /products/{id}": { integration: lambdaProxy(catalogue) } },
  stages: { prod: {} },
});

/** Callers with rights of their own in IAM may write. */
const office = new RestApi("office", {
  routes: { "PUT /products/{id}": { authorization: "AWS_IAM", integration: lambdaProxy(catalogue) } },
  stages: { prod: {} },
});

export const shopUrl = shop.url;
export const officeUrl = office.url;
