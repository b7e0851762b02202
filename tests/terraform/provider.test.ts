import assert from "node:assert/strict";
import { type Registered, record } from "../components/recording";
import { KINDS } from "../engine/provider/kinds/index";
import { DECISIONS } from "./decisions";
import { pulumiPath } from "./names";
import { type Observations, observe } from "./observe";
import recorded from "./observed.json";
import { barely, richly } from "./programs";
import { SAMPLES } from "./samples";
import { Terraform } from "./terraform";

const observed: Observations = JSON.parse(JSON.stringify(recorded.observed));

function isGiven(registered: readonly Registered[], type: string, path: string): boolean {
  const [first = "", second] = pulumiPath(type, path).split(".");
  return registered
    .filter((one) => one.type === type)
    .every(({ inputs }) => {
      const value = inputs[first];
      return second === undefined
        ? value !== undefined
        : typeof value === "object" && value !== null && Reflect.get(value, second) !== undefined;
    });
}

describe(`What the upstream provider keeps, by version ${recorded.version}`, () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(barely);
  });

  for (const [type, attributes] of Object.entries(observed)) {
    const kept = Object.keys(attributes).filter((path) => ["kept", "computed"].includes(attributes[path]?.leftOut ?? ""));
    it(`has a decision, for each argument of ${type}`, () => {
      assert.deepEqual(Object.keys(DECISIONS[type] ?? {}).sort(), kept.sort());
    });
    for (const path of kept.filter((path) => DECISIONS[type]?.[path] === "sent"))
      it(`is always sent: ${path} of ${type}`, () => {
        assert.ok(
          registered.some((one) => one.type === type),
          "the program has one",
        );
        assert.ok(isGiven(registered, type, path));
      });
  }
});

describe("The account in memory", () => {
  for (const [type, attributes] of Object.entries(observed)) {
    const kind = KINDS[type];
    if (kind !== undefined)
      it(`replaces as upstream does: ${type}`, () => {
        const { replacedBy } = kind;
        const asked = Object.keys(attributes).filter((path) => attributes[path]?.changed !== undefined);
        const replaces = (name: string) => replacedBy === "everything" || replacedBy.includes(name);
        assert.deepEqual(
          asked.filter((path) => replaces(pulumiPath(type, path))),
          asked.filter((path) => attributes[path]?.changed === "replace"),
        );
      });
  }
});

describe("The account in memory", () => {
  for (const [type, attributes] of Object.entries(observed)) {
    const kind = KINDS[type];
    if (kind !== undefined)
      it(`keeps as upstream does what is no longer given: ${type}`, () => {
        const { keeps = [], autoNamed } = kind;
        const said = Object.keys(attributes).filter((path) => attributes[path]?.leftOut === "kept" && !isName(path, autoNamed));
        assert.deepEqual([...keeps].sort(), said.map((path) => pulumiPath(type, path)).sort());
      });
  }

  /** What Pulumi and the components always give. */
  const isName = (path: string, autoNamed: true | undefined) => (path === "name" && autoNamed === true) || path === "statement_id";
});

describe("Where Terraform and its AWS provider are installed", () => {
  it("the provider of the recorded version does as it is recorded", function () {
    const terraform = Terraform.start();
    if ("reason" in terraform) {
      tell(terraform.reason);
      return this.skip();
    }
    try {
      if (terraform.version !== recorded.version) {
        tell(`${terraform.version} is installed, and ${recorded.version} is recorded`);
        return this.skip();
      }
      this.timeout(120_000);
      assert.deepEqual(observe(terraform), observed);
    } finally {
      terraform.stop();
    }
  });

  it("has a sample of every type of resource that the components make", async () => {
    const types = new Set(
      [...(await record(barely)), ...(await record(richly))].map(({ type }) => type).filter((type) => type.startsWith("aws:")),
    );
    assert.deepEqual(
      [...types].filter((type) => SAMPLES[type] === undefined),
      [],
    );
  });
});

function tell(reason: string): void {
  process.stdout.write(`      not asked: ${reason}\n`);
}
