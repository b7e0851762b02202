import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { greeting } from "../../apis/greeting";
import { hello } from "../../apis/hello";
import { lambdaGate } from "../../apis/lambda-gate";
import { operations } from "../../apis/operations";
import { users } from "../../apis/users";
import { beginProgram } from "../../local/begin-program";
import type { Resource } from "../../local/program/index";
import { record } from "../components/recording";
import { barely, richly } from "./programs";
import { SAMPLES } from "./samples";
import { type Planned, Terraform } from "./terraform";
import { translate } from "./translate";

const ROOT = join(__dirname, "../..");
const settings = { logRetentionInDays: 7 };
const PROGRAMS = [hello, lambdaGate, greeting, users, operations, barely, richly];

/** What version 6 of upstream has, and version 5 has not. */
const NEWER: ReadonlySet<string> = new Set(["region", "routingMode", "endpointAccessMode", "securityPolicy"]);

/** Its lists end with an earlier Node.js than the one that functions have by default, and with earlier security policies. */
const NEWER_VALUE = /expected runtime to be one of .*got nodejs24\.x|expected security_policy to be one of .*got SecurityPolicy_/;

describe("Where Terraform and its AWS provider are installed, the provider takes the inputs", () => {
  let terraform: Terraform;
  before(function () {
    const started = Terraform.start();
    if (started instanceof Terraform) terraform = started;
    else {
      process.stdout.write(`      not asked: ${started.reason}\n`);
      this.skip();
    }
  });
  after(() => terraform?.stop());

  it("of the examples' APIs, and of programs that say as little and as much as they may", async function () {
    this.timeout(120_000);
    const resources: Planned[] = [];
    for (const program of PROGRAMS) resources.push(...planned(terraform, await record(() => program(settings)), resources.length));
    assert.ok(new Set(resources.map(({ type }) => type)).size > 25, "most types of resource are there");
    assert.deepEqual(refusals(terraform, resources), []);
  });

  it("of every program in examples, and of every one that the documentation shows", async function () {
    this.timeout(300_000);
    const resources: Planned[] = [];
    for (const folder of [ROOT, ...foldersIn("examples"), ...foldersIn("tests/apis/fixtures")]) {
      const registered = planned(terraform, await registeredBy(folder), resources.length);
      assert.ok(registered.length > 0, folder);
      resources.push(...registered);
    }
    assert.deepEqual(refusals(terraform, resources), []);
  });
});

function foldersIn(parent: string): readonly string[] {
  return readdirSync(join(ROOT, parent)).map((name) => join(ROOT, parent, name));
}

/** What the programs need of a stack's configuration. */
const CONFIG = new Map([
  ["access:partnerKey", "0123456789abcdefghij-partner"],
  ["access:mobileKey", "0123456789abcdefghij-mobile"],
  ["access:userPoolArn", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abcdefghi"],
  ["integrations:backend", "https://backend.example.com"],
]);

/** What a program registers when it is run as the local command does. */
async function registeredBy(directory: string): Promise<readonly Resource[]> {
  const program = await beginProgram({ directory, stack: undefined, config: CONFIG, values: new Map() }, () => {});
  const { resources } = await program.run({ cloud: program.cloud, baseUrl: "http://localhost:3000" });
  return resources.filter(({ existing }) => !existing);
}

function refusals(terraform: Terraform, resources: readonly Planned[]): readonly string[] {
  return terraform.validate(resources).filter((refusal) => !NEWER_VALUE.test(refusal));
}

/** Registered resources as upstream takes them; throws if there is an input that upstream does not know. */
function planned(
  terraform: Terraform,
  registered: readonly Pick<Resource, "type" | "name" | "inputs">[],
  from: number,
): readonly Planned[] {
  const known = registered.flatMap((resource) => {
    const upstream = SAMPLES[resource.type]?.terraform;
    const block = upstream === undefined ? undefined : terraform.block(upstream);
    return upstream === undefined || block === undefined ? [] : [{ ...resource, upstream, block }];
  });
  return known.map(({ type, name, inputs, upstream, block }, index) => {
    const { values, unknown } = translate(type, block, inputs, name);
    assert.deepEqual(
      unknown.filter((path) => !NEWER.has(path)),
      [],
      `${type} ${name}`,
    );
    return { type: upstream, name: `r${from + index}`, after: values };
  });
}
