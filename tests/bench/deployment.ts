import { spawnSync } from "node:child_process";
import { type EngineStack, startEngine } from "../engine/engine";
import { exampleProject } from "../engine/project";
import { cdkSynth } from "./peers/cdk";
import { median, type Row, type Section } from "./result";

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

/** The same by the provider's own resources, one for each part of a path, method and integration. */
const RAW = `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const role = new aws.iam.Role("fn", { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }) });
const code = new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 200 });") });
const fn = new aws.lambda.Function("fn", { runtime: "nodejs22.x", handler: "index.handler", role: role.arn, code });
const api = new aws.apigateway.RestApi("api");
const groups = new Map<number, aws.apigateway.Resource>();
const items = new Map<string, aws.apigateway.Resource>();
const integrations: aws.apigateway.Integration[] = [];
for (let n = 0; n < new pulumi.Config().requireNumber("routes"); n++) {
  const [group, item] = [n % 20 >> 1, n >> 1];
  const parent = groups.get(group) ?? new aws.apigateway.Resource("group" + group, { restApi: api.id, parentId: api.rootResourceId, pathPart: "group" + group });
  groups.set(group, parent);
  const key = group + "-" + item;
  const resource = items.get(key) ?? new aws.apigateway.Resource("item" + key, { restApi: api.id, parentId: parent.id, pathPart: "item" + item });
  items.set(key, resource);
  const httpMethod = n % 2 === 0 ? "GET" : "POST";
  const method = new aws.apigateway.Method("route" + n, { restApi: api.id, resourceId: resource.id, httpMethod, authorization: "NONE" });
  integrations.push(new aws.apigateway.Integration("route" + n, { restApi: api.id, resourceId: resource.id, httpMethod: method.httpMethod, type: "AWS_PROXY", integrationHttpMethod: "POST", uri: fn.invokeArn }));
}
// One for each route, as the component makes them while they fit, is more than a function's policy holds.
new aws.lambda.Permission("all", { action: "lambda:InvokeFunction", function: fn.name, principal: "apigateway.amazonaws.com", sourceArn: pulumi.interpolate\`\${api.executionArn}/*/*\` });
const deployment = new aws.apigateway.Deployment("now", { restApi: api.id }, { dependsOn: integrations });
new aws.apigateway.Stage("dev", { restApi: api.id, deployment: deployment.id, stageName: "dev" });
`;

const ROUTES = 300;
const ROUNDS = 3;

export const deployment: Section = {
  name: "deployment",
  async run() {
    const [ours, cdk] = [await previews(), cdkSynth(ROUTES)];
    return [...ours, cdk, awsApigateway()];
  },
};

/** How long `pulumi preview` takes where nothing has changed, for one route and many, and for the provider's own resources. */
async function previews(): Promise<readonly Row[]> {
  if (spawnSync("pulumi", ["version"]).error !== undefined)
    return [{ what: "previews", figure: "left out", beside: "there is no pulumi on the PATH" }];
  const engine = await startEngine();
  const project = exampleProject();
  const made = async (name: string, program: string, routes: number): Promise<EngineStack> => {
    project.write("index.ts", program);
    const stack = await engine.stack(name, {
      folder: project.path,
      config: { "aws:region": "us-east-1", routes: String(routes) },
      checkpoints: false,
    });
    await stack.up();
    return stack;
  };
  try {
    const raw = await made("raw", RAW, ROUTES).catch((error: Error) => error);
    const rawTimes: number[] = [];
    if (!(raw instanceof Error)) for (let round = 0; round < ROUNDS; round++) rawTimes.push(await secondsOf(raw));
    const [many, one] = [await made("many", PROGRAM, ROUTES), await made("one", PROGRAM, 1)];
    const pairs: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round++) pairs.push([await secondsOf(many), await secondsOf(one)]);
    const [seconds, ratio] = [median(pairs.map(([a]) => a)), median(pairs.map(([a, b]) => a / b))];
    const resources = await countOf(many);
    return [
      {
        what: `a preview without changes, ${ROUTES} routes, ${resources} resources`,
        figure: `${seconds.toFixed(1)} s`,
        beside: `one route, ${median(pairs.map(([, b]) => b)).toFixed(1)} s`,
        ratio,
        goal: { text: "at most 1.5 times", met: ratio <= 1.5 },
      },
      raw instanceof Error
        ? { what: "@pulumi/aws resources alone", figure: "left out", beside: /error: .*/.exec(raw.message)?.[0] ?? raw.message }
        : {
            what: `  beside @pulumi/aws alone, ${await countOf(raw)} resources`,
            figure: `${median(rawTimes).toFixed(1)} s`,
            beside: "of it the component takes",
            ratio: seconds / median(rawTimes),
          },
    ];
  } finally {
    engine.stop();
    project.remove();
  }
}

async function secondsOf(stack: EngineStack): Promise<number> {
  const start = performance.now();
  await stack.run("preview");
  return (performance.now() - start) / 1000;
}

async function countOf(stack: EngineStack): Promise<number> {
  const exported: { readonly deployment: { readonly resources: readonly unknown[] } } = JSON.parse(await stack.run("stack", "export"));
  return exported.deployment.resources.length;
}

/** The plugin of Pulumi's own component is no package of npm's: it is on the machine, or not. */
function awsApigateway(): Row {
  const { stdout } = spawnSync("pulumi", ["plugin", "ls"], { encoding: "utf8" });
  const version = /^aws-apigateway\s+resource\s+(\S+)/m.exec(stdout ?? "")?.[1];
  return {
    what: "@pulumi/aws-apigateway",
    figure: "left out",
    beside: version === undefined ? "its plugin is not on this machine" : `its plugin ${version} needs AWS itself`,
  };
}
