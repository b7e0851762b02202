/** Asks every example API what its exported document allows and what it does not; what it answers is no 5xx, and is in the document. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { start } from "../../local/commands/started";
import type { Outcome } from "../target";

const ROOT = join(__dirname, "../../..");
const COMMAND = join(ROOT, "bin/lambda-rest-api.js");
/** https://pypi.org/project/schemathesis/ */
const SCHEMATHESIS = "schemathesis==4.32.5";
/** Kept from run to run, beside the packages. */
const ENVIRONMENT = join(ROOT, "node_modules/.cache/lambda-rest-api", SCHEMATHESIS.replace("==", "-"));
const CHECKS =
  "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance";

/** The five APIs, and the examples with one that can answer without its neighbours: the queue of beside-other-resources is not run. */
const PROGRAMS = [".", ...readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}`)].filter(
  (directory) => !["examples/beside-other-resources", "examples/deploy-access"].includes(directory),
);

/** Each operation is asked about as often as this by chance, besides the edges of its schemas. */
export async function documentsKept(examples: number): Promise<Outcome> {
  const kind = "what exported documents do not have";
  const schemathesis = installed();
  if (schemathesis === undefined) return { kind, tried: 0, faults: [] };
  const left = [...PROGRAMS];
  const found: Outcome[] = [];
  const askSome = async () => {
    for (let directory = left.shift(); directory !== undefined; directory = left.shift())
      found.push(await ask(join(ROOT, directory), schemathesis, examples));
  };
  await Promise.all([askSome(), askSome()]);
  return { kind, tried: found.reduce((sum, { tried }) => sum + tried, 0), faults: found.flatMap(({ faults }) => faults) };
}

/** The command, installed on demand; where it cannot be had it is said why. */
function installed(): string | undefined {
  const command = join(ENVIRONMENT, process.platform === "win32" ? "Scripts/schemathesis.exe" : "bin/schemathesis");
  if (existsSync(command)) return command;
  try {
    execFileSync("python3", ["-m", "venv", ENVIRONMENT], { stdio: "pipe" });
    execFileSync(join(command, "../python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", SCHEMATHESIS], {
      stdio: "pipe",
    });
    return command;
  } catch (error) {
    rmSync(ENVIRONMENT, { recursive: true, force: true });
    const why = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
    process.stdout.write(`Exported documents are not tried: ${SCHEMATHESIS} cannot be installed: ${why}\n`);
    return undefined;
  }
}

async function ask(directory: string, schemathesis: string, examples: number): Promise<Outcome> {
  const documents = mkdtempSync(join(tmpdir(), "lambda-rest-api-documents-"));
  const server = start(["local", directory, "--port", "0", "--json"]);
  const outcome = { kind: basename(directory), tried: 0, faults: [] as string[] };
  try {
    const { apis } = await server.event("ready");
    if (!Array.isArray(apis)) return outcome;
    execFileSync(process.execPath, [COMMAND, "openapi", directory, "--output", join(documents, "/")], { stdio: "pipe" });
    for (const file of readdirSync(documents)) {
      // Read as a reader would: the first server's path is a stage.
      const { servers } = JSON.parse(readFileSync(join(documents, file), "utf8"));
      const { url } = apis.find(({ name, stage }) => `${name}.json` === file && `/${stage}` === servers[0].url);
      const [tried, fault] = await run(schemathesis, join(documents, file), url, examples);
      outcome.tried += tried;
      if (fault !== undefined) outcome.faults.push(`${directory}, ${file}: ${fault}`);
    }
    return outcome;
  } finally {
    server.child.kill("SIGTERM");
    await once(server.child, "exit");
    rmSync(documents, { recursive: true, force: true });
  }
}

/** How many requests it made, and what it says of answers that should not have been. */
async function run(schemathesis: string, document: string, url: string, examples: number): Promise<readonly [number, string | undefined]> {
  const bounds = ["--phases", "examples,coverage,fuzzing", "--max-examples", String(examples), "--seed", "1", "--checks", CHECKS];
  const child = spawn(schemathesis, ["run", document, "--url", url, "--no-color", ...bounds], {
    cwd: join(document, ".."),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: Buffer[] = [];
  for (const output of [child.stdout, child.stderr]) output.on("data", (chunk: Buffer) => chunks.push(chunk));
  const [status] = await once(child, "close");
  const text = Buffer.concat(chunks).toString();
  const tried = Number(/(\d+) generated/.exec(text)?.[1] ?? 0);
  return [tried, status === 0 && tried > 0 ? undefined : text.slice(Math.max(text.indexOf("FAILURES"), 0), 4_000)];
}
