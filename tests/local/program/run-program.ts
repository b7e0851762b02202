import { type Recording, type readProject, type readStack, startProgram } from "../../../local/program/index";
import { temporaryFolder } from "../temporary";

type Start = Parameters<typeof startProgram>;
type Surroundings = Parameters<Awaited<ReturnType<typeof startProgram>>["run"]>[0];

/** Starts a program and answers it to its end. */
export async function runProgram(
  project: ReturnType<typeof readProject>,
  stack: ReturnType<typeof readStack>,
  { log, ...surroundings }: Surroundings & { readonly log: Start[2] },
): Promise<Recording> {
  return (await startProgram(project, stack, log)).run(surroundings);
}

/** A program in a folder of its own, with the SDK that is installed here. */
export function programOf(code: string, files: Readonly<Record<string, string>> = {}): string {
  return temporaryFolder({
    "Pulumi.yaml": "name: one\nruntime: nodejs\nmain: index.js\n",
    "index.js": `const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});\n${code}`,
    "node_modules/@pulumi/pulumi/package.json": '{ "name": "@pulumi/pulumi" }',
    "node_modules/@pulumi/pulumi/cmd/run/index.js": `require(${JSON.stringify(require.resolve("@pulumi/pulumi/cmd/run"))});`,
    ...files,
  });
}
