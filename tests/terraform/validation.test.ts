import assert from "node:assert/strict";
import { greeting } from "../../apis/greeting";
import { hello } from "../../apis/hello";
import { lambdaGate } from "../../apis/lambda-gate";
import { operations } from "../../apis/operations";
import { users } from "../../apis/users";
import { record } from "../components/recording";
import { barely, richly } from "./programs";
import { SAMPLES } from "./samples";
import { type Planned, Terraform } from "./terraform";
import { translate } from "./translate";

const settings = { logRetentionInDays: 7 };
const PROGRAMS = [hello, lambdaGate, greeting, users, operations, barely, richly];

/** What version 6 of upstream has, and version 5 has not. */
const NEWER: ReadonlySet<string> = new Set(["region", "routingMode", "endpointAccessMode"]);

/** Its list ends with an earlier Node.js than the one that functions have by default. */
const NEWER_RUNTIME = /expected runtime to be one of .*got nodejs24\.x/;

describe("Where Terraform and its AWS provider are installed, the inputs", () => {
  it("of the examples, and of programs that say as little and as much as they may, are what the provider takes", async function () {
    const terraform = Terraform.start();
    if (!(terraform instanceof Terraform)) {
      process.stdout.write(`      not asked: ${terraform.reason}\n`);
      return this.skip();
    }
    this.timeout(120_000);
    try {
      const resources: Planned[] = [];
      for (const program of PROGRAMS) resources.push(...(await resourcesOf(terraform, () => program(settings), resources.length)));
      assert.ok(new Set(resources.map(({ type }) => type)).size > 25, "most types of resource are there");
      assert.deepEqual(
        terraform.validate(resources).filter((refusal) => !NEWER_RUNTIME.test(refusal)),
        [],
      );
    } finally {
      terraform.stop();
    }
  });
});

/** What a program registers, as upstream takes it; throws if there is an input that upstream does not know. */
async function resourcesOf(terraform: Terraform, program: () => void, from: number): Promise<readonly Planned[]> {
  const registered = (await record(program)).flatMap((resource) => {
    const upstream = SAMPLES[resource.type]?.terraform;
    const block = upstream === undefined ? undefined : terraform.block(upstream);
    return upstream === undefined || block === undefined ? [] : [{ ...resource, upstream, block }];
  });
  return registered.map(({ type, name, inputs, upstream, block }, index) => {
    const { values, unknown } = translate(type, block, inputs, name);
    assert.deepEqual(
      unknown.filter((path) => !NEWER.has(path)),
      [],
      `${type} ${name}`,
    );
    return { type: upstream, name: `r${from + index}`, after: values };
  });
}
