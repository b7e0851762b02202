import { join } from "node:path";
import { LambdaFunction, lambdaCustom, mock, RestApi, type RestApiArgs } from "../../components/index";
import type { Program } from "./engine";

export interface Large {
  readonly routes: number;
  readonly stages: readonly string[];
  readonly lambdaAccess: NonNullable<RestApiArgs["lambdaAccess"]>;
  /** What the first route answers. */
  readonly answer: string;
}

/** An API of many routes of one function, each with a template. */
export function large({ routes, stages, lambdaAccess, answer }: Large): Program {
  return () => {
    const fn = new LambdaFunction("fn", { entry: join(__dirname, "functions", "one.ts") });
    new RestApi("large", {
      routes: {
        "GET /status": { integration: mock({ responses: [{ body: { answer } }] }) },
        ...Object.fromEntries(numbers(routes).map((n) => [`GET /group${Math.floor(n / 10)}/item${n}`, { integration: lambdaCustom(fn, { request: { n } }) }])),
      },
      stages: Object.fromEntries(stages.map((stage) => [stage, {}])),
      lambdaAccess,
    });
  };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) => n);
}
