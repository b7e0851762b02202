import { header, LambdaFunction, lambdaProxy, RestApi, requestAuthorizer, tokenAuthorizer } from "lambda-rest-api";

// What is installed for this machine runs on it, too.
const architecture = process.arch === "arm64" ? "arm64" : "x86_64";

function made(name: string, args: { readonly entry?: string; readonly nodeModules?: readonly string[] } = {}): LambdaFunction {
  return new LambdaFunction(name, { entry: `functions/${name}.ts`, architecture, memorySize: 1024, ...args });
}

const powertools = made("powertools");
const authorizers = made("powertools-authorizers");

export const api = new RestApi("frameworks", {
  binaryMediaTypes: ["application/pdf"],
  authorizers: { token: tokenAuthorizer(authorizers), request: requestAuthorizer(authorizers, { identitySource: [header("X-Tenant")] }) },
  routes: {
    "ANY /express/{proxy+}": { integration: lambdaProxy(made("express")) },
    "ANY /fastify/{proxy+}": { integration: lambdaProxy(made("fastify")) },
    "ANY /hono/{proxy+}": { integration: lambdaProxy(made("hono")) },
    "ANY /hono-streaming/{proxy+}": { integration: lambdaProxy(made("hono-streaming"), { responseTransferMode: "STREAM" }) },
    "ANY /nest/{proxy+}": { integration: lambdaProxy(made("nest")) },
    "POST /middy": { integration: lambdaProxy(made("middy")) },
    "POST /powertools": { integration: lambdaProxy(powertools) },
    "POST /powertools/token": { authorization: { authorizer: "token" }, integration: lambdaProxy(powertools) },
    "POST /powertools/request": { authorization: { authorizer: "request" }, integration: lambdaProxy(powertools) },
    "POST /yoga/graphql": { integration: lambdaProxy(made("yoga")) },
    "POST /apollo/graphql": { integration: lambdaProxy(made("apollo")) },
    "GET /trpc/{proxy+}": { integration: lambdaProxy(made("trpc")) },
    "GET /sharp": { integration: lambdaProxy(made("sharp", { nodeModules: ["sharp"] })) },
    "GET /pdfkit": { integration: lambdaProxy(made("pdfkit", { nodeModules: ["pdfkit"] })) },
    "GET /sentry": { integration: lambdaProxy(made("sentry")) },
    "GET /jwt": { integration: lambdaProxy(made("jwt")) },
    "GET /python/{proxy+}": { integration: lambdaProxy(made("python", { entry: "functions/python/app.py" })) },
  },
  stages: { dev: {} },
});
