import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { functionArnParts } from "../definition/index";
import { createUsage, type TokenIssuers } from "../gateway/index";
import type { BegunProgram } from "./begin-program";
import { type UnpackedFunctions, unpackFunctions } from "./code/index";
import { createThreads } from "./computing/index";
import { type Store, startDynamoDb } from "./dynamodb/index";
import type { FunctionLogs } from "./function-logs";
import type { Prepared } from "./gateways";
import { createLambdaService, findInterpreters, type InspectOptions, type LambdaService } from "./lambda/index";
import { prefixed } from "./printable";
import { readProgram } from "./read-program";
import { type LocalResources, unavailable, usesOf } from "./resources/index";
import { sendHttp } from "./send";
import { createCallers, type Endpoints, missingValues, startServices } from "./services/index";
import { createTokenIssuers } from "./token-issuers";

export interface PrepareOptions {
  /** @default all as it is on AWS, with what this machine has */
  readonly functions?: FunctionOptions;
}

/** How functions are run. */
export interface FunctionOptions {
  /** By runtime, the program that runs its functions. */
  readonly runtimes: ReadonlyMap<string, string>;
  /** Where services of AWS are. */
  readonly endpoints: Endpoints;
  /** @default what half of this machine's memory holds */
  readonly maxEnvironments: number | undefined;
  /** @default no debuggers */
  readonly inspect: InspectOptions | undefined;
}

export interface Surroundings {
  /** Where the APIs will be served, for example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** @default those whose keys are found by discovery */
  readonly tokenIssuers?: TokenIssuers;
  /** Keeps the data of DynamoDB tables. */
  readonly store: Store;
  /** Takes the functions' logs beside the log. */
  readonly functionLogs?: FunctionLogs;
  /** Takes what is to be done in the end, last things first. */
  readonly onClose: (closer: () => void | Promise<void>) => void;
}

/**
 * Lets a program run, and whatever its APIs need: its functions and its tables.
 *
 * @throws {Refusal} listing what is wrong with the program.
 */
export async function prepare(program: BegunProgram, options: PrepareOptions, surroundings: Surroundings): Promise<Prepared> {
  const { baseUrl, tokenIssuers = createTokenIssuers(), store, functionLogs, onClose } = surroundings;
  const { project, cloud: home, log } = program;
  const stack = program.stack.name;
  onClose(program.stop);
  const resources = await readProgram(program, baseUrl);
  const { runtimes, endpoints: given, maxEnvironments, inspect } = options.functions ?? DEFAULTS;
  const known = new Set(["dynamodb", "secretsmanager", "ssm", ...(resources.objects.length > 0 ? ["s3"] : []), ...given.keys()]);
  for (const notice of [...resources.notices, ...unavailable(resources.apis, resources.functions, known)]) log(notice);
  const functions = unpackFunctions(resources.functions);
  onClose(functions.remove);
  const finding = findInterpreters(
    functions.configurations.map(({ runtime }) => runtime),
    runtimes,
  );
  for (const notice of missingValues(resources.functions, resources.values, stack)) log(notice);
  const callers = createCallers(resources.functions, resources.access.roles, ownKeys(given, log));
  const dynamoDb =
    resources.functions.length + resources.tables.length > 0 && !given.has("dynamodb")
      ? await startDynamoDb({ tables: resources.tables, cloud: home, store, callerOf: callers.callerOf, log })
      : undefined;
  if (dynamoDb) onClose(dynamoDb.close);
  // Other programs were asked for their versions meanwhile.
  const interpreters = await finding;
  for (const [runtime, notice] of interpreters.others) {
    const concerned = functions.configurations.filter((configuration) => configuration.runtime === runtime).map(({ arn }) => arn);
    log(`Functions ${notice}${usesOf(concerned, resources.apis)}`);
  }
  const missing = missingFunctions(functions, interpreters.missing, resources, log);
  const lambda = createLambdaService({
    functions: functions.configurations,
    qualifiers: resources.qualifiers,
    weights: resources.weights,
    modulePaths: [project.directory, ...packagesAbove(project.directory), join(__dirname, "..")],
    extraEnvironment: (name) => ({ ...callers.variablesOf(name), ...services.variables }),
    interpreters: new Map([...interpreters.found].map(([runtime, { file }]) => [runtime, file])),
    ...(maxEnvironments !== undefined && { maxEnvironments }),
    ...(inspect !== undefined && { inspect }),
    log: (event, name) => {
      if (name !== undefined) functionLogs?.add(name, event);
      log(name === undefined ? event : prefixed(name, event));
    },
  });
  const invoke = invokeKnown(lambda.invoke, missing);
  const endpoints = new Map([...(dynamoDb ? [["dynamodb", dynamoDb.endpoint] as const] : []), ...given]);
  const extensionPorts = resources.functions.flatMap(({ extension }) => (extension === undefined ? [] : [extension.port]));
  const { values, objects } = resources;
  const services = await startServices({ callers, cloud: home, endpoints, invoke, values, objects, stack, extensionPorts, log });
  onClose(services.close);
  onClose(lambda.close);
  const threads = createThreads();
  onClose(threads.close);
  const accessLog = (line: string, api: string, stage: string) => log(prefixed(`${api}/${stage}`, line));
  const serviceEndpoint = (service: string) => {
    const endpoint = endpoints.get(service) ?? (known.has(service) ? services.endpoint : undefined);
    return endpoint === "aws" ? undefined : endpoint;
  };
  return {
    cloud: home,
    resources,
    ports: {
      invoke,
      send: sendHttp,
      clock: Date.now,
      environments: lambda.environments,
      debugged: lambda.debugged,
      dynamoDb: dynamoDb?.endpoint,
      serviceEndpoint,
      accessKeyId: callers.gatewayKeyId,
      tokenIssuers,
      usage: createUsage(),
      computing: threads,
      accessLog,
    },
  };
}

const DEFAULTS: FunctionOptions = { runtimes: new Map(), endpoints: new Map(), maxEnvironments: undefined, inspect: undefined };

/** Why functions cannot be run, by ARN; what is wrong with their code, and what this machine does not have, is told. */
function missingFunctions(
  unpacked: UnpackedFunctions,
  missing: ReadonlyMap<string, string>,
  { functions, apis }: Pick<LocalResources, "functions" | "apis">,
  log: (line: string) => void,
): ReadonlyMap<string, string> {
  const ofMachine = unpacked.configurations.flatMap(({ arn, runtime }) => {
    const reason = missing.get(runtime);
    return reason === undefined ? [] : [[arn, reason] as const];
  });
  const resourceOf = (arn: string) => functions.find((found) => found.arn === arn)?.resource;
  for (const [arn, reason] of [...unpacked.broken, ...ofMachine])
    log(`${resourceOf(arn)}: ${reason}; requests to it are answered with 500${usesOf([arn], apis)}`);
  for (const [arn, reason] of unpacked.failing)
    log(`${resourceOf(arn)}: ${reason}; each request to it fails, as on AWS${usesOf([arn], apis)}`);
  return new Map([...unpacked.missing, ...unpacked.broken, ...ofMachine]);
}

/** The next folder above with installed packages: that of a workspace. */
function packagesAbove(directory: string): string[] {
  const above = dirname(directory);
  if (above === directory) return [];
  return existsSync(join(above, "node_modules")) ? [above] : packagesAbove(above);
}

const OWN_KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/** The user's own keys, where functions are to reach AWS itself. */
function ownKeys(endpoints: Endpoints, log: (line: string) => void): Readonly<Record<string, string>> | undefined {
  const asked = [...endpoints].filter(([, url]) => url === "aws").map(([service]) => service);
  if (asked.length === 0) return undefined;
  const keys = Object.fromEntries(OWN_KEYS.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  if (keys["AWS_ACCESS_KEY_ID"] === undefined)
    log(`--endpoint ${asked[0]}=aws needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment; they are not there`);
  else
    log(
      `Functions reach ${asked.join(", ")} of AWS itself, with the credentials of this environment; what their roles allow is not looked at`,
    );
  return keys;
}

/** Says of a function that is in the program but cannot be run why. */
function invokeKnown(invoke: LambdaService["invoke"], missing: ReadonlyMap<string, string>): LambdaService["invoke"] {
  if (missing.size === 0) return invoke;
  return async (invocation) => {
    const arn = functionArnParts(invocation.functionArn).functionArn;
    const reason = missing.get(arn);
    return reason === undefined
      ? invoke(invocation)
      : { kind: "refused", status: 502, errorType: "InvalidRuntimeException", message: `${arn} cannot be run: ${reason}` };
  };
}
