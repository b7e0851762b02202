import { spawnSync } from "node:child_process";
import { type EngineStack, startEngine } from "../engine/engine";
import { exampleProject } from "../engine/project";

/** Seconds that a preview takes. */
export interface PreviewTimes {
  readonly many: number;
  readonly one: number;
}

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, lambdaProxy, RestApi } from "lambda-rest-api";

const fn = new LambdaFunction("fn", { entry: "functions/hello/index.ts" });
const numbers = Array.from({ length: new pulumi.Config().requireNumber("routes") }, (_, n) => n);
new RestApi("api", {
  routes: Object.fromEntries(numbers.map((n) => [\`\${n % 2 === 0 ? "GET" : "POST"} /group\${n % 20 >> 1}/item\${n >> 1}\`, { integration: lambdaProxy(fn) }])),
  stages: { dev: {} },
});
`;

/** How long `pulumi preview` takes for an API of so many routes, and for one of one, in turn; nothing where no Pulumi CLI is on the PATH. */
export async function previewTimes(routes: number, rounds: number): Promise<readonly PreviewTimes[]> {
  if (spawnSync("pulumi", ["version"]).error !== undefined) return [];
  const engine = await startEngine();
  const project = exampleProject();
  project.write("index.ts", PROGRAM);
  const made = async (count: number): Promise<EngineStack> => {
    const config = { "aws:region": "us-east-1", routes: String(count) };
    const stack = await engine.stack(`of-${count}`, { folder: project.path, config, checkpoints: false });
    await stack.up();
    return stack;
  };
  try {
    const [many, one] = [await made(routes), await made(1)];
    const times: PreviewTimes[] = [];
    for (let round = 0; round < rounds; round++) times.push({ many: await seconds(many), one: await seconds(one) });
    return times;
  } finally {
    engine.stop();
    project.remove();
  }
}

async function seconds(stack: EngineStack): Promise<number> {
  const start = performance.now();
  await stack.run("preview");
  return (performance.now() - start) / 1000;
}
