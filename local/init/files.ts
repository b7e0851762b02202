import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** What this repository itself is deployed by, as new programs are. */
const WORKFLOWS = ["contract.sh", ...["contract", "deploy", "drift", "preview"].map((workflow) => `workflows/${workflow}.yml`)];
const DEPLOY_ACCESS = ["Pulumi.yaml", "index.ts", "resources.ts", "state.ts"];

/** The files of a new program, by their paths in it, and where each is in the package. */
export function filesOf(packageFolder: string): ReadonlyMap<string, string> {
  const template = join(packageFolder, "template");
  const own = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(template, join(parentPath, name)));
  return new Map([
    // npm packs no file of that name.
    ...own.map((file): [string, string] => [file === "gitignore" ? ".gitignore" : file, join(template, file)]),
    ...WORKFLOWS.map((file): [string, string] => [join(".github", file), join(packageFolder, ".github", file)]),
    ...DEPLOY_ACCESS.map((file): [string, string] => [join("deploy-access", file), join(packageFolder, "examples/deploy-access", file)]),
  ]);
}
