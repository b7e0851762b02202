import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { JsonObject } from "../definition/index";
import type { InvokeLambda } from "../gateway/index";
import { unpackFunctions } from "./code/index";
import { type Caller, startDynamoDb } from "./dynamodb/index";
import type { FunctionLogs } from "./function-logs";
import type { Prepared } from "./gateways";
import { createLambdaService } from "./lambda/index";
import { prefixed } from "./printable";
import { type ProgramOptions, type ProgramSurroundings, readProgram } from "./read-program";
import { sendHttp } from "./send";

export interface PrepareOptions extends ProgramOptions {
  /** The folder that keeps the data of DynamoDB tables. */
  readonly data: string | undefined;
}

export interface Surroundings extends ProgramSurroundings {
  readonly jsonWebKeys: JsonObject | undefined;
  /** Takes the functions' logs beside the log. */
  readonly functionLogs?: FunctionLogs;
  /** Takes what is to be done in the end, last things first. */
  readonly onClose: (closer: () => void | Promise<void>) => void;
}

/**
 * Runs a program, and whatever its APIs need: its functions and its tables.
 *
 * @throws {Refusal} listing what is wrong with the program.
 */
export async function prepare(options: PrepareOptions, surroundings: Surroundings): Promise<Prepared> {
  const { jsonWebKeys, log, functionLogs, onClose } = surroundings;
  const { project, cloud: home, resources } = await readProgram(options, surroundings);
  for (const notice of resources.notices) log(notice);
  const { region } = home;
  const functions = unpackFunctions(resources.functions);
  onClose(functions.remove);
  process.once("exit", functions.remove);
  const credentials = newCredentials();
  const callerOf = (accessKeyId: string) => (accessKeyId === credentials.AWS_ACCESS_KEY_ID ? EVERYBODY : undefined);
  const dynamoDb =
    resources.functions.length + resources.tables.length > 0
      ? await startDynamoDb({ tables: resources.tables, cloud: home, dataFolder: options.data, callerOf, log })
      : undefined;
  if (dynamoDb) onClose(dynamoDb.close);
  const lambda = createLambdaService({
    region,
    functions: functions.configurations,
    qualifiers: resources.qualifiers,
    modulePaths: [project.directory, join(__dirname, "..")],
    extraEnvironment: { ...credentials, ...(dynamoDb && { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint }) },
    log: (event, name) => {
      if (name !== undefined) functionLogs?.add(name, event);
      log(name === undefined ? event : prefixed(name, event));
    },
  });
  onClose(lambda.close);
  const invoke = invokeKnown(lambda.invoke, functions.missing);
  const accessLog = (line: string, api: string, stage: string) => log(prefixed(`${api}/${stage}`, line));
  return {
    cloud: home,
    resources,
    ports: {
      invoke,
      send: sendHttp,
      clock: Date.now,
      environments: lambda.environments,
      dynamoDb: dynamoDb?.endpoint,
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      jsonWebKeys,
      accessLog,
    },
  };
}

/** The functions' credentials, of this run alone: who has not been given them by this process is not let in by its services. */
function newCredentials(): { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string } {
  return { AWS_ACCESS_KEY_ID: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`, AWS_SECRET_ACCESS_KEY: randomBytes(30).toString("base64") };
}

const EVERYBODY: Caller = { arn: "a function", allows: () => true };

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
