import { join } from "node:path";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { LambdaFunction, lambdaCustom, lambdaProxy, RestApi, type RestApiArgs } from "../../components/index";
import type { Program } from "./engine";

/** What a version of the shop's program says. */
export interface Shop {
  readonly name: string;
  readonly opts: ComponentResourceOptions;
  /** File of the function `items`. */
  readonly code: "one" | "two";
  /** What the list of items answers. */
  readonly answer: string;
  /** Routes besides the list of items, with their function. */
  readonly routes: Readonly<Record<string, "items" | "users">>;
  readonly stages: RestApiArgs["stages"];
  readonly models: RestApiArgs["models"];
}

/** A small API with two functions, the second only where a route needs it, whose versions differ in one thing at a time. */
export const SHOP: Shop = {
  name: "shop",
  opts: {},
  code: "one",
  answer: "items",
  routes: { "GET /users": "users", "ANY /users/{id}": "users" },
  stages: { dev: {}, prod: {} },
  models: { Item: { type: "object", properties: { name: { type: "string" } } } },
};

export function shop({ name, opts, code, answer, routes, stages, models }: Shop): Program {
  return () => {
    const items = new LambdaFunction("items", { entry: join(__dirname, "functions", `${code}.ts`) });
    const isUsed = Object.values(routes).includes("users");
    const users = isUsed ? new LambdaFunction("users", { entry: join(__dirname, "functions", "one.ts") }) : items;
    const functions = { items, users };
    new RestApi(
      name,
      {
        ...(models !== undefined && { models }),
        routes: {
          "GET /items": { integration: lambdaCustom(items, { responses: [{ body: { answer } }] }) },
          ...Object.fromEntries(Object.entries(routes).map(([key, fn]) => [key, { integration: lambdaProxy(functions[fn]) }])),
        },
        stages,
      },
      opts,
    );
  };
}
