import assert from "node:assert/strict";
import { callsOf, changesOf, lateCalls } from "./calls";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { unpermittedRoutes } from "./live-routes";
import { DEPLOYMENT } from "./provider/kinds/api-gateway";
import { SHOP, type Shop, shop } from "./shop";

const [dev, prod] = [{}, {}];
/** What comes with every change of what a deployment snapshots. */
const REDEPLOYED = ["replace Deployment shop", "update RestApi shop", "update Stage shop-dev", "update Stage shop-prod"];

interface Step {
  readonly what: string;
  /** What is changed, of the version before. */
  readonly change: Partial<Shop> | (() => Partial<Shop>);
  /** What the preview shows, besides `REDEPLOYED` where `redeploys`. */
  readonly shown: readonly string[];
  readonly redeploys?: true;
}

const withStage = (name: string) => ({ dev, prod, [name]: {} });
const ofStage = (does: string, stage: string) => [
  `${does} Permission shop items ${stage}/GET/items`,
  `${does} Permission shop users ${stage}/*/users/{id}`,
  `${does} Permission shop users ${stage}/GET/users`,
  `${does} Stage shop-${stage}`,
  `${does} component Stage shop-${stage}`,
];
const permissions = (does: string, route: string) =>
  ["dev", "prod"].map((stage) => `${does} Permission shop ${route.replace(" ", ` ${stage}/`)}`);

let engine: Engine;
const deployment = (age: number) => engine.account.resources.filter(({ type }) => type === DEPLOYMENT).at(-1 - age)?.id ?? "";

const STEPS: readonly Step[] = [
  { what: "a route's template", change: { answer: "things" }, shown: ["update component Route shop GET /items"], redeploys: true },
  {
    what: "a route added",
    change: { routes: { ...SHOP.routes, "GET /orders": "users" } },
    shown: ["create component Route shop GET /orders", ...permissions("create", "users GET/orders")],
    redeploys: true,
  },
  {
    what: "a route renamed",
    change: { routes: { ...SHOP.routes, "GET /purchases": "users" } },
    shown: [
      "create component Route shop GET /purchases",
      "delete component Route shop GET /orders",
      ...permissions("create", "users GET/purchases"),
      ...permissions("delete", "users GET/orders"),
    ],
    redeploys: true,
  },
  {
    what: "a route moved to another function",
    change: { routes: { ...SHOP.routes, "GET /purchases": "items" } },
    shown: [
      "update component Route shop GET /purchases",
      ...permissions("create", "items GET/purchases"),
      ...permissions("delete", "users GET/purchases"),
    ],
    redeploys: true,
  },
  {
    what: "a route removed",
    change: { routes: SHOP.routes },
    shown: ["delete component Route shop GET /purchases", ...permissions("delete", "items GET/purchases")],
    redeploys: true,
  },
  { what: "a function's code", change: { code: "two" }, shown: ["update Function items"] },
  { what: "a model", change: { models: { Item: { type: "object" } } }, shown: ["update component Model shop Item"], redeploys: true },
  { what: "a stage variable", change: { stages: { dev, prod: { variables: { colour: "blue" } } } }, shown: ["update Stage shop-prod"] },
  { what: "the variable taken away", change: { stages: { dev, prod } }, shown: ["update Stage shop-prod"] },
  { what: "a stage added", change: { stages: withStage("test") }, shown: ofStage("create", "test") },
  { what: "a stage renamed", change: { stages: withStage("beta") }, shown: [...ofStage("create", "beta"), ...ofStage("delete", "test")] },
  { what: "a stage removed", change: { stages: { dev, prod } }, shown: ofStage("delete", "beta") },
  {
    what: "a stage pinned to an earlier deployment",
    change: () => ({ stages: { dev, prod: { deploymentId: deployment(1) } } }),
    shown: ["update Stage shop-prod"],
  },
  { what: "the stage brought back", change: { stages: { dev, prod } }, shown: ["update Stage shop-prod"] },
  {
    what: "a canary opened",
    change: () => ({ answer: "canary", stages: { dev, prod: { deploymentId: deployment(0), canary: { percentTraffic: 10 } } } }),
    shown: ["update component Route shop GET /items"],
    redeploys: true,
  },
  { what: "the canary promoted", change: { stages: { dev, prod } }, shown: ["update Stage shop-prod"] },
  {
    what: "another canary opened",
    change: () => ({ answer: "other canary", stages: { dev, prod: { deploymentId: deployment(0), canary: { percentTraffic: 10 } } } }),
    shown: ["update component Route shop GET /items"],
    redeploys: true,
  },
  {
    what: "the canary given up",
    change: () => ({ stages: { dev, prod: { deploymentId: deployment(1) } } }),
    shown: ["update Stage shop-prod"],
  },
];

describe("A change under the engine", () => {
  let stack: EngineStack;
  let version = SHOP;
  before(async () => {
    engine = await startEngine();
    stack = await engine.stack("dev", { program: shop(SHOP), config: { "aws:region": "us-east-1" } });
    await stack.up();
  });
  after(() => engine.stop());

  for (const { what, change, shown, redeploys } of STEPS)
    it(`touches nothing else, in the right order: ${what}`, async () => {
      const from = engine.account.log.length;
      version = { ...version, ...(typeof change === "function" ? change() : change) };
      assert.deepEqual(changesOf((await stack.preview(shop(version))).changes), [...shown, ...(redeploys ? REDEPLOYED : [])].sort());
      await stack.up();
      const calls = callsOf(engine.account.log.slice(from));
      assert.deepEqual([...calls].sort(), [...shown, ...(redeploys ? REDEPLOYED : [])].map(asCall).filter(isCall).sort());
      assert.deepEqual(lateCalls(calls), []);
      assert.deepEqual(unpermittedRoutes(engine.account.log), []);
    });

  it("renames the component with the API staying as it is, by its aliases", async () => {
    version = { ...version, name: "store", opts: { aliases: [{ name: "shop" }] } };
    assert.deepEqual(changesOf((await stack.preview(shop(version))).changes), [
      "replace Deployment store",
      "update RestApi store",
      "update Stage store-dev",
    ]);
    await stack.up();
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
  });

  it("is over when it is made: the next preview shows none", async () => {
    assert.deepEqual((await stack.preview()).changes, []);
  });

  it("leaves nothing when the stack is destroyed", async () => {
    await stack.destroy();
    assert.deepEqual(engine.account.resources, []);
    assert.deepEqual(unpermittedRoutes(engine.account.log), []);
  });
});

describe("A stage pinned to an earlier deployment, under the engine", () => {
  it("answers by it for as long as the program has its routes: a permission goes with its route", async () => {
    engine = await startEngine();
    try {
      const orders: Shop = { ...SHOP, routes: { "GET /orders": "items" } };
      const stack = await engine.stack("dev", { program: shop(orders), config: { "aws:region": "us-east-1" } });
      await stack.up();
      const pinned = deployment(0);
      const stages = { dev, prod: { deploymentId: pinned } };
      await stack.up(shop({ ...orders, answer: "other", stages }));
      assert.deepEqual(unpermittedRoutes(engine.account.log), []);
      await stack.up(shop({ ...orders, routes: {}, stages }));
      assert.deepEqual(unpermittedRoutes(engine.account.log).at(-1)?.replace(/.*: /, ""), `prod GET /orders of ${pinned}`);
    } finally {
      engine.stop();
    }
  });
});

/** A superseded deployment stays, so that its replacement is one call. */
function asCall(change: string): string {
  return change.replace(/^replace Deployment/, "create Deployment");
}

/** Components have nothing at AWS. */
function isCall(change: string): boolean {
  return !/ component /.test(change);
}
