import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, startEngine } from "./engine";
import * as document from "./programs/json-stringify";
import { after as afterwards, before as beforehand } from "./programs/shared-ids";
import { exampleFolder, type Folder } from "./project";

const KEPT = ["aws:apigateway/restApi:RestApi", "aws:apigateway/stage:Stage"];

describe("An API of another package, moved under the engine", () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine();
  });
  after(() => engine.stop());

  for (const example of ["from-aws", "from-aws-apigateway", "from-awsx"])
    it(`keeps its id, its url and its methods: ${example}`, async () => {
      const folder = exampleFolder(example);
      try {
        if (example === "from-aws-apigateway")
          folder.write("before.ts", readFileSync(join(__dirname, "programs/aws-apigateway.ts"), "utf8"));
        const { log } = engine.account;
        const stack = await engine.stack(example, { folder: folder.path });
        runs(folder, "before.ts");
        await stack.up();
        const made = idsOfKept(engine);
        const from = log.length;
        runs(folder, "index.ts");
        await stack.up();
        const calls = log.slice(from).map(({ call, type, name }) => `${call} ${type} ${name}`);
        assert.deepEqual(idsOfKept(engine), made);
        assert.deepEqual(
          log.slice(from).filter(({ call, type }) => call !== "update" && KEPT.includes(type)),
          [],
        );
        assert.deepEqual(
          calls.filter((call) => /^delete aws:apigateway\/(resource|method|integration):/.test(call)),
          [],
        );
        const stageMoves = calls.findIndex((call) => call.startsWith("update aws:apigateway/stage:"));
        assert(calls.findIndex((call) => call.startsWith("create aws:lambda/permission:")) < stageMoves);
        assert(calls.findIndex((call) => call.startsWith("delete")) > stageMoves);
        assert.deepEqual((await stack.preview()).changes, []);
        await stack.destroy();
      } finally {
        folder.remove();
      }
    });

  it("keeps its id and its stage where its document was made a text by jsonStringify", async () => {
    const stack = await engine.stack("json-stringify", { program: () => document.before(false), config: { "aws:region": "us-east-1" } });
    await stack.up();
    const made = idsOfKept(engine);
    const { log } = engine.account;
    await stack.up(() => document.before(true));
    const from = log.length;
    await stack.up(document.after);
    const calls = log.slice(from).map(({ call, type, name }) => `${call} ${type} ${name}`);
    assert.deepEqual(idsOfKept(engine), made);
    const changed = calls.filter((call) => !call.startsWith("create"));
    assert.deepEqual(changed.slice(0, 2), ["update aws:apigateway/restApi:RestApi shop", "update aws:apigateway/stage:Stage shop-prod"]);
    // Neither needs the other, so that either may go first.
    assert.deepEqual(changed.slice(2).sort(), [
      "delete aws:apigateway/deployment:Deployment shop",
      "delete aws:lambda/permission:Permission shop",
    ]);
    const stageMoves = calls.indexOf("update aws:apigateway/stage:Stage shop-prod");
    const permitted = calls.findIndex((call) => call.startsWith("create aws:lambda/permission:"));
    assert.ok(permitted >= 0 && permitted < stageMoves, calls.join("\n"));
    assert.deepEqual(shared(), Array(2).fill("aws:apigateway/methodSettings:MethodSettings"));
    assert.deepEqual((await stack.preview()).changes, []);
    await stack.destroy();
  });

  /** Kinds whose id is the name of what they are of, so that the new resource has the old one's. */
  const SHARED = [
    "aws:apigateway/account:Account",
    "aws:apigateway/methodSettings:MethodSettings",
    "aws:apigateway/restApiPolicy:RestApiPolicy",
    "aws:apigateway/usagePlanKey:UsagePlanKey",
    "aws:wafv2/webAclAssociation:WebAclAssociation",
  ];
  const shared = () =>
    engine.account.resources
      .map(({ type }) => type)
      .filter((type) => SHARED.includes(type))
      .sort();

  it("keeps throttles, policy, keys of plans, the account's role and web ACL, whose ids the new resources have, if Pulumi is told to leave the old ones", async () => {
    const stack = await engine.stack("shared-ids", { program: () => beforehand(false), config: { "aws:region": "us-east-1" } });
    await stack.up();
    assert.deepEqual(shared(), SHARED);
    await stack.up(() => beforehand(true));
    await stack.up(afterwards);
    // The old ones are still written down here beside the new ones; what AWS has is one of each.
    assert.deepEqual([...new Set(shared())], SHARED);
    assert.deepEqual((await stack.preview()).changes, []);
    await stack.destroy();
    // ApiGatewayAccount leaves what other stacks' APIs write logs by.
    for (const { type, urn, id, inputs } of engine.account.resources.toReversed()) engine.account.delete(type, urn, id, inputs);
  });

  it("loses exactly those otherwise, which is why docs/migration.md names them", async () => {
    const stack = await engine.stack("lost-ids", { program: () => beforehand(false), config: { "aws:region": "us-east-1" } });
    await stack.up();
    await stack.up(afterwards);
    assert.deepEqual(shared(), []);
    const page = readFileSync(join(__dirname, "../../docs/migration.md"), "utf8");
    for (const type of [...SHARED, "aws:apigateway/response:Response"]) assert.ok(page.includes(`\`${type.split(":").at(-1)}\``), type);
    await stack.destroy();
  });
});

function runs(folder: Folder, main: string): void {
  const project = readFileSync(join(folder.path, "Pulumi.yaml"), "utf8");
  folder.write("Pulumi.yaml", project.replace(/^main: .*$/m, `main: ${main}`));
}

function idsOfKept({ account }: Engine): readonly string[] {
  return account.resources.filter(({ type }) => KEPT.includes(type)).map(({ id }) => id);
}
