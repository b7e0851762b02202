import { LambdaFunction, lambdaProxy, RestApi } from "../components/index";
import type { Settings } from "./settings";

/** The smallest API: one method that hands its requests to a function, by a role that may invoke that function alone. */
export function hello({ logRetentionInDays }: Settings): RestApi {
  const hello = new LambdaFunction("hello", { entry: "functions/hello/index.ts", logRetentionInDays });

  return new RestApi("hello", {
    description: "An API Gateway with a Lambda integration",
    endpointType: "EDGE",
    lambdaAccess: "role",
    models: { Empty: { type: "object", title: "Empty Schema" } },
    routes: { "POST /lambda": { operationName: "lambda", integration: lambdaProxy(hello) } },
    stages: { v0: { description: "Lambda API Stage v0" } },
  });
}
