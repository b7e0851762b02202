import assert from "node:assert/strict";
import { callsOf, changesOf, lateCalls } from "./calls";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { unpermittedRoutes } from "./live-routes";
import { exampleProject, type Folder } from "./project";
import { isProperties } from "./provider/properties";

/** One change of each example's own, as its author would make it. */
const EDITS: readonly (readonly [file: string, from: string, to: string])[] = [
  ["apis/hello.ts", 'title: "Empty Schema"', 'title: "Nothing"'],
  ["apis/lambda-gate.ts", 'message: result("errorMessage")', 'error: result("errorMessage")'],
  ["apis/greeting.ts", '"PUT /produce/{proxy+}"', '"PATCH /produce/{proxy+}"'],
  ["apis/users.ts", "stages: {", "stages: { test: {},"],
  ["functions/operations/index.ts", "DynamoDBClient({", "DynamoDBClient({ maxAttempts: 2,"],
];

describe("The examples, run by the CLI and its Node.js language host", () => {
  let engine: Engine;
  let project: Folder;
  let stack: EngineStack;
  before(async () => {
    engine = await startEngine();
    project = exampleProject();
    stack = await engine.stack("dev", { folder: project.path });
  });
  after(() => {
    engine.stop();
    project.remove();
  });

  it("are made as the preview says, and are then as they should be", async () => {
    const preview = await stack.preview();
    const up = await stack.up();
    assert.deepEqual(changesOf(up.changes), changesOf(preview.changes));
    assert.deepEqual(lateCallsByApi(callsOf(engine.account.log)), []);
    assert.deepEqual((await stack.preview()).changes, []);
  });

  it("differ from the stack prod, in another account, in what the configuration says alone", async () => {
    const other = await startEngine();
    try {
      const prod = await other.stack("prod", { folder: project.path });
      await prod.up();
      assert.deepEqual(differences(engine, other), ["retentionInDays 7 90"]);
    } finally {
      other.stop();
    }
  });

  it("change by what was changed in each, in the right order", async () => {
    for (const edit of EDITS) project.edit(...edit);
    const from = engine.account.log.length;
    const { changes } = await stack.up();
    assert.deepEqual(changesOf(changes), [
      "create Permission greeting grocery test/PATCH/produce/{proxy+}",
      "create Permission users users test/*/user",
      "create Permission users users test/GET/",
      "create Permission users users test/GET/user/{id}",
      "create Stage users-test",
      "create component Route greeting PATCH /produce/{proxy+}",
      "create component Stage users-test",
      "delete Permission greeting grocery test/PUT/produce/{proxy+}",
      "delete component Route greeting PUT /produce/{proxy+}",
      "replace Deployment greeting",
      "replace Deployment hello",
      "replace Deployment lambda-gate",
      "update Function operations",
      "update RestApi greeting",
      "update RestApi hello",
      "update RestApi lambda-gate",
      "update Stage greeting-test",
      "update Stage hello-v0",
      "update Stage lambda-gate-v0",
      "update component Model hello Empty",
      "update component Route lambda-gate GET /calc",
      "update component Route lambda-gate GET /calc/{operand1}/{operand2}/{operator}",
      "update component Route lambda-gate POST /calc",
    ]);
    assert.deepEqual(lateCallsByApi(callsOf(engine.account.log.slice(from))), []);
  });

  it("leave nothing when they are destroyed, and had no live route without its permission", async () => {
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
  });
});

const APIS = ["hello", "hello-python", "lambda-gate", "greeting", "users", "operations"];

/** The APIs come about side by side, each in its own order. */
function lateCallsByApi(calls: readonly string[]): readonly string[] {
  return APIS.flatMap((api) =>
    lateCalls(calls.filter((call) => new RegExp(`^\\w+ (RestApi|Permission|Deployment|Stage) ${api}\\b(?!-python)`).test(call))),
  );
}

/** Which properties of the same resources differ, and how; ids of APIs and deployments, which AWS makes up, count as their names. */
function differences(one: Engine, other: Engine): readonly string[] {
  const [a, b] = [plainResources(one, "dev"), plainResources(other, "prod")];
  assert.deepEqual([...b.keys()], [...a.keys()]);
  const found = [...a].flatMap(([name, inputs]) => {
    const others = b.get(name) ?? {};
    return Object.keys({ ...inputs, ...others }).flatMap((property) =>
      JSON.stringify(inputs[property]) === JSON.stringify(others[property])
        ? []
        : [`${property} ${JSON.stringify(inputs[property])} ${JSON.stringify(others[property])}`],
    );
  });
  return [...new Set(found)];
}

function plainResources({ account }: Engine, stack: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const madeUp = account.resources.filter(({ id }) => /^[a-z0-9]{6,10}$/.test(id));
  return new Map(
    account.resources
      .map(({ urn, inputs }) => {
        const named = madeUp
          .reduce((json, made) => json.replaceAll(made.id, made.urn), JSON.stringify(inputs))
          .replaceAll(`urn:pulumi:${stack}::`, "")
          // The one name that the configuration says, which is in the role's policy as well.
          .replaceAll("lambda-apigateway-prod", "lambda-apigateway");
        const plain: unknown = JSON.parse(named);
        return [urn.replace(`urn:pulumi:${stack}::`, ""), isProperties(plain) ? plain : {}] as const;
      })
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  );
}
