import { LambdaFunction, lambdaProxy, RestApi } from "../components/index";
import type { Settings } from "./settings";

/** Two stages, each with permissions of its own for each method and path, and a function that answers its callers' errors itself. */
export function users({ logRetentionInDays }: Settings): RestApi {
  const users = new LambdaFunction("users", { entry: "functions/users/index.ts", tracing: true, logRetentionInDays });

  return new RestApi("users", {
    routes: {
      "GET /": { integration: lambdaProxy(users) },
      "ANY /user": { integration: lambdaProxy(users) },
      "GET /user/{id}": { integration: lambdaProxy(users) },
    },
    stages: { default: { tracing: true }, prod: { tracing: true } },
  });
}
