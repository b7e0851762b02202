import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../definition/index";
import type { InvokeLambda } from "../../gateway/index";
import { answerFor } from "../answer";
import { unpackFunctions } from "../code/index";
import { startDynamoDb } from "../dynamodb/index";
import { createGateways } from "../gateways";
import { createLambdaService } from "../lambda/index";
import { cloud, isMapping, type Project, readProject, readStack, runProgram, type Stack } from "../program/index";
import { Refusal } from "../refusal";
import { createReport, type ReadyEvent, type Report, table } from "../report";
import { type LocalResources, readResources } from "../resources/index";
import { type Answer, jsonReply, type LocalServer, startServer } from "../server/index";
import { untilIdle } from "./idle";
import { type LocalOptions, parseLocalOptions } from "./options";
import { watchLocal } from "./watch";

/** Serves until SIGINT or SIGTERM; then the requests under way end, and everything that was started. */
export async function local(args: readonly string[]): Promise<void> {
  const options = parseLocalOptions(args);
  if (options.watch) return watchLocal(args, options);
  const report = createReport(options.json);
  const closers: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const stopped = untilStopped(close);
  try {
    await Promise.race([start(options, report, (closer) => closers.push(closer)), stopped]);
  } catch (error) {
    await close();
    throw error;
  }
  await stopped;
}

/** The account that everything is in; AWS's own examples have it. */
const ACCOUNT = "123456789012";

type OnClose = (closer: () => void | Promise<void>) => void;

async function start(options: LocalOptions, report: Report, onClose: OnClose): Promise<void> {
  const project = readProject(options.directory);
  const stack = readStack(project, options.stack, options.config);
  const jsonWebKeys = readKeys(options.cognitoJwks);
  const region = stack.config["aws:region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const home = cloud(ACCOUNT, region);

  let answer: Answer = unanswered;
  const server = await listen(options, (request) => answer(request));
  onClose(server.close);
  const baseUrl = `http://${urlHost(options.host)}:${server.port}`;

  const resources = await readProgram(project, stack, { cloud: home, baseUrl, idle: () => untilIdle(server) }, report);
  const functions = unpackFunctions(resources.functions);
  onClose(functions.remove);
  process.once("exit", functions.remove);
  const dynamoDb = resources.functions.length + resources.tables.length > 0 ? await startDynamoDb(resources.tables, region, options.data) : undefined;
  if (dynamoDb) onClose(dynamoDb.close);
  const lambda = createLambdaService({
    region,
    functions: functions.configurations,
    qualifiers: resources.qualifiers,
    modulePaths: [project.directory, join(__dirname, "../..")],
    extraEnvironment: { ...CREDENTIALS, ...(dynamoDb && { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint }) },
    log: (event, name) => report.line(prefixed(name, event)),
  });
  onClose(lambda.close);
  const stages = createGateways(resources, home, {
    invoke: invokeKnown(lambda.invoke, functions.missing),
    dynamoDb: dynamoDb?.endpoint,
    jsonWebKeys,
    accessLog: (line, api, stage) => report.line(prefixed(`${api}/${stage}`, line)),
  });

  const ready: ReadyEvent = {
    port: server.port,
    account: ACCOUNT,
    region,
    apis: stages.map(({ api, stage }) => ({ name: api.name, id: api.id, stage, url: `${baseUrl}/${encodeURIComponent(api.name)}/${stage}` })),
  };
  answer = answerFor(resources.apis, stages, server.port, table(ready, resources.apis), report.request);
  report.ready(ready, resources.apis);
}

// The functions' SDK refuses to work without any; nothing checks them.
const CREDENTIALS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

function readKeys(file: string | undefined): JsonObject | undefined {
  if (file === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isKeySet(keys)) return keys;
  } catch (error) {
    throw new Refusal(`--cognito-jwks ${file}: ${error instanceof Error ? error.message : error}`);
  }
  throw new Refusal(`--cognito-jwks ${file}: a JSON Web Key Set is an object with the list "keys"`);
}

function isKeySet(value: unknown): value is JsonObject {
  return isMapping(value) && Array.isArray(value["keys"]);
}

/** Until the program has run there is nothing to answer with. */
const unanswered: Answer = async () => jsonReply(503, { message: "The program is still being run" }, ["Retry-After", "1"]);

async function listen({ host, port }: LocalOptions, answer: Answer): Promise<LocalServer> {
  try {
    return await startServer(host, port, answer);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE")
      throw new Refusal(`port ${port} of ${host} is taken; stop what listens there, or choose another with --port (0 takes a free one)`);
    if (code === "EACCES") throw new Refusal(`port ${port} may not be used by this user; choose another with --port`);
    throw new Refusal(`--host ${host}: ${error instanceof Error ? error.message : error}`);
  }
}

function urlHost(host: string): string {
  if (["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

async function readProgram(project: Project, stack: Stack, options: Parameters<typeof runProgram>[2], report: Report): Promise<LocalResources> {
  for (const notice of stack.notices) report.line(notice);
  const recording = await runProgram(project, stack, options);
  const resources = readResources(recording, options.cloud);
  if (resources.problems.length > 0) throw new Refusal(resources.problems.join("\n"));
  for (const notice of [...recording.notices, ...resources.notices]) report.line(notice);
  return resources;
}

function prefixed(name: string, text: string): string {
  return text.replace(/\n$/, "").replace(/^/gm, `[${name}] `);
}

/** Says of a function that is in the program but cannot be run why. */
function invokeKnown(invoke: InvokeLambda, missing: ReadonlyMap<string, string>): InvokeLambda {
  return async (invocation) => {
    const arn = invocation.functionArn.split(":").slice(0, 7).join(":");
    const reason = missing.get(arn);
    return reason === undefined
      ? invoke(invocation)
      : { kind: "refused", status: 502, errorType: "InvalidRuntimeException", message: `${arn} cannot be run: ${reason}` };
  };
}

/** A terminal's Ctrl-C reaches the process twice under npm, which passes it on. */
const SAME_SIGNAL = 1000;

/** Resolves when a signal came and all is closed; a later signal ends the process at once. */
function untilStopped(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let since: number | undefined;
    const stop = () => {
      if (since !== undefined && performance.now() - since > SAME_SIGNAL) process.exit(1);
      if (since !== undefined) return;
      since = performance.now();
      close().then(resolve, reject);
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
