import assert from "node:assert/strict";
import { join } from "node:path";
import { type Engine, type EngineStack, startEngine } from "./engine";
import { large } from "./large";
import { type Edit, linesOf, printed, readDocument, writeOutput } from "./preview-document";
import { exampleProject, type Folder } from "./project";
import { SHOP, shop } from "./shop";

/** Whether what differs is written into the document. */
const rewrites = process.env["REWRITE_DOCS"] === "true";
const { program, changes } = readDocument();
const FILES = { "index.ts": program, "functions/pets.ts": answering("pets"), "functions/search.ts": answering("found") };
const CONFIG = { "aws:region": "us-east-1" };

describe("What docs/preview.md shows", () => {
  const home = process.cwd();
  let engine: Engine;
  let folder: Folder;
  let stack: EngineStack;
  before(async () => {
    engine = await startEngine();
    folder = exampleProject();
    folder.write("Pulumi.yaml", "name: petstore\nruntime:\n  name: nodejs\n  options:\n    typescript: true\nmain: index.ts\n");
    write(folder, []);
    // Entries of functions are looked for from the program's folder.
    process.chdir(folder.path);
    stack = await engine.stack("dev", { program: () => run(folder), config: CONFIG });
    await stack.up();
  });
  afterEach(() => write(folder, []));
  after(() => {
    process.chdir(home);
    engine.stop();
    folder.remove();
  });

  for (const { what, edits, previews } of changes)
    for (const { command, output } of previews)
      it(`is what is printed: ${what}, ${command.split(" | ")[0]}`, async () => {
        const now = printed(
          command.includes("--json") ? await listed(engine, folder, edits) : await shown(edits, command.endsWith("--diff")),
        );
        if (rewrites && linesOf(now).join() !== linesOf(output).join()) writeOutput(what, command, now);
        else assert.deepEqual(linesOf(now), linesOf(output));
      });

  async function shown(edits: readonly Edit[], diff: boolean): Promise<string> {
    write(folder, edits);
    const { stdout } = await stack.preview(undefined, { diff });
    assert.ok(!stdout.includes("x-amazon-apigateway"));
    return stdout;
  }
});

describe("A preview", () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await startEngine();
  });
  afterEach(() => engine.stop());

  it("knows which part makes a new deployment when a function is new, so that the part is not known yet", async () => {
    const stack = await engine.stack("dev", { program: shop({ ...SHOP, routes: {} }), config: CONFIG });
    await stack.up();
    const { stdout } = await stack.preview(shop(SHOP), { diff: true });
    assert.match(stdout, /~ triggers: \{\n +~ routes: "[0-9a-f]{16}" => \[unknown\]\n +\}/);
  });

  it("of one changed route is as long for an API of many routes as for one of few", async () => {
    const lengths = [];
    for (const routes of [2, 20]) {
      const version = { routes, stages: ["v0"], answer: "up" } as const;
      const stack = await engine.stack(`of-${routes}`, { program: large(version), config: CONFIG, checkpoints: false });
      await stack.up();
      const changed = large({ ...version, answer: "down" });
      for (const diff of [false, true]) lengths.push(linesOf(printed((await stack.preview(changed, { diff })).stdout)).length);
    }
    assert.deepEqual(lengths.slice(0, 2), lengths.slice(2));
  });
});

/** The program with edits, each of one of its files. */
function write(folder: Folder, edits: readonly Edit[]): void {
  const used = new Set<Edit>();
  for (const [file, content] of Object.entries(FILES)) {
    const changed = edits.reduce((text, edit) => {
      if (!text.includes(edit.before)) return text;
      used.add(edit);
      return text.replace(edit.before, () => edit.after);
    }, content);
    folder.write(file, changed);
  }
  assert.deepEqual(
    edits.filter((edit) => !used.has(edit)),
    [],
  );
}

/** Runs the program in this process, as it is now. */
function run(folder: Folder): void {
  const file = join(folder.path, "index.ts");
  delete require.cache[file];
  require(file);
}

/** What jq makes of the steps: the command line of the document, in JavaScript. */
async function listed(engine: Engine, folder: Folder, edits: readonly Edit[]): Promise<string> {
  const stack = await engine.stack("json", { folder: folder.path, config: CONFIG });
  await stack.up();
  write(folder, edits);
  const json = await stack.run("preview", "--json");
  assert.ok(!json.includes("x-amazon-apigateway"));
  const { steps }: { steps: readonly Step[] } = JSON.parse(json);
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn, detailedDiff }) => [op, urn.split("$").at(-1), ...Object.keys(detailedDiff ?? {}).sort()].join(" "))
    .join("\n");
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype: what `--json` prints of a resource. */
interface Step {
  readonly op: string;
  readonly urn: string;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

function answering(body: string): string {
  return `export const handler = async () => ({ statusCode: 200, body: "${body}" });\n`;
}
