/**
 * Writes `observed.json` anew: `npx ts-node --transpile-only tests/terraform/record.ts`, where Terraform and its AWS provider are
 * installed.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { observe } from "./observe";
import { Terraform } from "./terraform";

const terraform = Terraform.start();
if ("reason" in terraform) throw new Error(terraform.reason);
try {
  const observed = {
    origin: `https://registry.terraform.io/providers/hashicorp/aws/${terraform.version}`,
    version: terraform.version,
    observed: observe(terraform),
  };
  writeFileSync(join(__dirname, "observed.json"), `${JSON.stringify(observed, null, 2)}\n`);
} finally {
  terraform.stop();
}
