import { decodedPath, LambdaFunction, lambdaCustom, optional, query, RestApi, required, result } from "../components/index";
import type { Settings } from "./settings";

/** A calculator called in three ways: by query, by body and by path, each mapped to the one event of its function. */
export function lambdaGate({ logRetentionInDays }: Settings): RestApi {
  const calc = new LambdaFunction("calc", { entry: "functions/calc/index.ts", logRetentionInDays });

  const invalid = { selectionPattern: "400 .*", statusCode: 400, body: { message: result("errorMessage") } };
  const failed = { selectionPattern: ".+", statusCode: 500, body: { message: "Internal server error" } };

  return new RestApi("lambda-gate", {
    apiName: "LambdaGate",
    models: {
      Input: {
        type: "object",
        title: "Input",
        required: ["a", "b", "op"],
        properties: { a: { type: "number" }, b: { type: "number" }, op: { type: "string" } },
      },
      Output: { type: "object", title: "Output", properties: { c: { type: "number" } } },
      Result: { type: "object", title: "Result", properties: { input: { $ref: "Input" }, output: { $ref: "Output" } } },
    },
    routes: {
      "GET /calc": {
        parameters: { query: { operand1: required, operand2: required, operator: required } },
        integration: lambdaCustom(calc, {
          request: { a: query("operand1"), b: query("operand2"), op: query("operator") },
          responses: [invalid, failed, {}],
        }),
      },
      "POST /calc": {
        body: "Input",
        parameters: { header: { InvocationType: optional } },
        integration: lambdaCustom(calc, {
          requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "method.request.header.InvocationType" },
          responses: [invalid, failed, {}],
        }),
      },
      "GET /calc/{operand1}/{operand2}/{operator}": {
        integration: lambdaCustom(calc, {
          request: { a: decodedPath("operand1"), b: decodedPath("operand2"), op: decodedPath("operator") },
          responses: [
            invalid,
            failed,
            { body: { input: { a: result("a"), b: result("b"), op: result("op") }, output: { c: result("c") } } },
          ],
        }),
        responses: { 200: { body: "Result" } },
      },
    },
    validationErrors: false,
    stages: { v0: {} },
  });
}
