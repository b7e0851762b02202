import { LambdaFunction, lambdaProxy, RestApi } from "../components/index";
import type { Settings } from "./settings";

/** A greedy path that takes whatever the routes beside it leave, and the narrower routes of a grocery beside it. */
export function greeting({ logRetentionInDays }: Settings): RestApi {
  const greeter = new LambdaFunction("greeter", { entry: "functions/greeter/index.ts", logRetentionInDays });
  const grocery = new LambdaFunction("grocery", { entry: "functions/grocery/index.ts", logRetentionInDays });

  return new RestApi("greeting", {
    binaryMediaTypes: ["image/png"],
    routes: {
      "ANY /{proxy+}": { integration: lambdaProxy(greeter) },
      "GET /produce/{proxy+}": { integration: lambdaProxy(grocery) },
      "PUT /produce/{proxy+}": { integration: lambdaProxy(grocery) },
      "POST /produce/vegetables/{proxy+}": { integration: lambdaProxy(grocery) },
    },
    stages: { test: {} },
  });
}
