import { LambdaFunction, lambdaProxy, RestApi } from "../components/index";
import type { Settings } from "./settings";

/** The same API as `hello`, with the few lines of its function written where it is made. */
export function helloPython({ logRetentionInDays }: Settings): RestApi {
  const hello = new LambdaFunction("hello-python", {
    inline: `def lambda_handler(event, context):
    return {"statusCode": 200, "body": "Hello, World!"}
`,
    runtime: "python3.13",
    handler: "lambda_handler",
    logRetentionInDays,
  });

  return new RestApi("hello-python", {
    description: "An API Gateway with a Lambda integration, in Python",
    endpointType: "EDGE",
    lambdaAccess: "role",
    routes: { "POST /lambda": { operationName: "lambda", integration: lambdaProxy(hello) } },
    stages: { v0: { description: "Lambda API Stage v0" } },
  });
}
