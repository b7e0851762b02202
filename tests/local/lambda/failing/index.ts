import { join } from "node:path";
import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const fails = new LambdaFunction("fails", { entry: join(__dirname, "fails.ts") });

export const api = new RestApi("failing", { routes: { "GET /": { integration: lambdaProxy(fails) } }, stages: { dev: {} } });
