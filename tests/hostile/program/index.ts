import * as aws from "@pulumi/aws";
import { body, dynamoDb, LambdaFunction, lambdaCustom, lambdaProxy, path, query, RestApi } from "../../../components/index";

const pets = new aws.dynamodb.Table("pets", { attributes: [{ name: "id", type: "S" }], hashKey: "id", billingMode: "PAY_PER_REQUEST" });
const echo = new LambdaFunction("echo", { entry: "echo.ts" });
const hostile = new LambdaFunction("hostile", { entry: "hostile.ts", timeout: 2, memorySize: 128 });

const LOOPS = "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#end#end#end";

new RestApi("target", {
  models: { Pet: { type: "object", required: ["name"], properties: { name: { type: "string", pattern: "^(a+)+$" } } } },
  routes: {
    "ANY /proxy/{rest+}": { integration: lambdaProxy(echo) },
    "POST /mapped/{id}": { integration: lambdaCustom(echo, { request: { id: path("id"), q: query("q"), x: body("x") } }) },
    "POST /looped": { integration: lambdaCustom(echo, { requestTemplates: { "application/json": `${LOOPS}{}` } }) },
    "POST /checked": { body: "Pet", integration: lambdaProxy(echo) },
    "PUT /pets/{id}": {
      integration: dynamoDb(pets, "PutItem", { request: { Item: { id: { S: path("id") }, name: { S: body("name") } } } }),
    },
    "GET /hostile": { integration: lambdaProxy(hostile) },
  },
  stages: { dev: {} },
  suppressWarnings: ["open-routes"],
});
