import * as pulumi from "@pulumi/pulumi";
import { body, LambdaFunction, lambdaCustom, lambdaProxy, path, query, RestApi, result } from "../../../components/index";

const { apis, routes } = new pulumi.Config().requireObject<{ readonly apis: number; readonly routes: number }>("size");
const echo = new LambdaFunction("echo", { entry: "echo.ts" });
const number = { type: "number" } as const;
const Output = { type: "object", required: ["id", "x"], properties: { id: { type: "string" }, x: number } } as const;

for (let api = 0; api < apis; api++) {
  new RestApi(api === 0 ? "bench" : `bench-${api}`, {
    models: { Input: { type: "object", required: ["x"], properties: { x: number } }, Output },
    routes: {
      "ANY /proxy": { integration: lambdaProxy(echo) },
      "POST /custom/{id}": {
        body: "Input",
        integration: lambdaCustom(echo, {
          request: { id: path("id"), q: query("q"), x: body("x") },
          responses: [{ body: { id: result("id"), x: result("x") } }],
        }),
        responses: { 200: { body: "Output" } },
      },
      ...Object.fromEntries(
        Array.from({ length: routes }, (_, n) => [
          `${["GET", "POST", "PUT", "DELETE"][n % 4]} /service${(n >> 2) % 10}/resource${n >> 2}`,
          { integration: lambdaProxy(echo) },
        ]),
      ),
    },
    stages: { dev: {} },
    suppressWarnings: ["open-routes"],
  });
}
