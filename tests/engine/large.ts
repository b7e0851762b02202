import { join } from "node:path";
import { LambdaFunction, lambdaCustom, mock, RestApi } from "../../components/index";
import type { RouteKey } from "../../definition/index";
import type { Program } from "./engine";

const METHODS = ["GET", "PUT", "PATCH", "DELETE"] as const;

export interface Large {
  readonly routes: number;
  readonly stages: readonly string[];
  /** What the first route answers. */
  readonly answer: string;
}

/** An API of many routes of one function, each with a template. */
export function large({ routes, stages, answer }: Large): Program {
  return () => {
    const fn = new LambdaFunction("fn", { entry: join(__dirname, "functions", "one.ts") });
    new RestApi("large", {
      routes: {
        "GET /status": { integration: mock({ responses: [{ body: { answer } }] }) },
        ...Object.fromEntries(numbers(routes).map((n) => [routeKey(n), { integration: lambdaCustom(fn, { request: { n } }) }])),
      },
      stages: Object.fromEntries(stages.map((stage) => [stage, {}])),
    });
  };
}

/** Four methods to a path, ten paths to a group: fewer resources than an API may have. */
function routeKey(n: number): RouteKey {
  return `${METHODS[n % 4] ?? "GET"} /group${Math.floor(n / 40)}/item${Math.floor(n / 4)}`;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => n);
}
