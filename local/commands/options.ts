import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { HeaderLine } from "../../gateway/index";
import type { ProgramOptions } from "../begin-program";
import type { FunctionOptions } from "../prepare";
import { Refusal } from "../refusal";
import type { TokenOptions } from "../token-issuers";
import {
  assignment,
  endpointUrl,
  folder,
  format,
  headerLine,
  interpreter,
  isWebUrl,
  output,
  portNumber,
  positiveNumber,
  tools,
} from "./option-values";

export interface LocalOptions extends ProgramOptions {
  readonly data: string | undefined;
  readonly functions: FunctionOptions;
  readonly json: boolean;
  readonly port: number;
  readonly host: string;
  /** Whether HTTPS is served. */
  readonly https: boolean;
  /** Whether nobody is asked who they are. */
  readonly noAuth: boolean;
  readonly allowedHosts: readonly string[];
  readonly tokens: TokenOptions;
  readonly watch: boolean;
  readonly verbose: boolean;
}

/** @throws {Refusal} naming the option that is wrong. */
export function parseLocalOptions(args: readonly string[]): LocalOptions {
  const { values, positionals } = parse(args, {
    ...SHARED,
    port: { type: "string" },
    host: { type: "string" },
    https: { type: "boolean" },
    "no-auth": { type: "boolean" },
    "allow-host": { type: "string", multiple: true },
    jwks: { type: "string" },
    // What --jwks was called while user pools alone were verified.
    "cognito-jwks": { type: "string" },
    issuer: { type: "string" },
    watch: { type: "boolean" },
    verbose: { type: "boolean" },
  });
  return {
    ...shared(values, onlyFolder(positionals)),
    port: portNumber(values.port ?? "3000"),
    host: values.host ?? "127.0.0.1",
    https: values.https ?? false,
    noAuth: values["no-auth"] ?? false,
    allowedHosts: values["allow-host"] ?? [],
    tokens: tokenOptions(values.jwks ?? values["cognito-jwks"], values.issuer),
    watch: values.watch ?? false,
    verbose: values.verbose ?? false,
  };
}

export interface TestInvokeOptions extends ProgramOptions {
  readonly data: string | undefined;
  readonly functions: FunctionOptions;
  readonly json: boolean;
  readonly api: string | undefined;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: string | undefined;
  readonly headers: readonly HeaderLine[];
  readonly stageVariables: ReadonlyMap<string, string>;
}

/** @throws {Refusal} naming the option that is wrong. */
export function parseTestInvokeOptions(args: readonly string[]): TestInvokeOptions {
  const { values, positionals } = parse(args, {
    ...SHARED,
    api: { type: "string" },
    body: { type: "string" },
    header: { type: "string", multiple: true },
    "stage-variable": { type: "string", multiple: true },
  });
  const [path, method, directory, ...rest] = positionals.toReversed();
  if (path === undefined || method === undefined || rest.length > 0)
    throw new Refusal("test-invoke takes [DIR] METHOD PATH, for example: test-invoke --api pets GET /pets/1");
  if (!path.startsWith("/")) throw new Refusal(`the path ${path} must start with /`);
  return {
    ...shared(values, directory),
    api: values.api,
    method: method.toUpperCase(),
    path,
    body: values.body,
    headers: (values.header ?? []).map(headerLine),
    stageVariables: new Map((values["stage-variable"] ?? []).map((text) => assignment("--stage-variable", text))),
  };
}

export interface InvokeOptions extends ProgramOptions {
  readonly data: string | undefined;
  readonly functions: FunctionOptions;
  readonly json: boolean;
  readonly function: string | undefined;
  readonly event: string | undefined;
}

/** @throws {Refusal} naming the option that is wrong. */
export function parseInvokeOptions(args: readonly string[]): InvokeOptions {
  const { values, positionals } = parse(args, { ...SHARED, function: { type: "string" }, event: { type: "string" } });
  return { ...shared(values, onlyFolder(positionals)), function: values.function, event: values.event };
}

export interface OpenApiOptions extends ProgramOptions {
  readonly api: string | undefined;
  readonly stage: string | undefined;
  readonly servers: readonly string[];
  readonly extensions: boolean;
  /** The paths whose operations have to be tools of AgentCore Gateway, none being all of them; absent is no check. */
  readonly tools: readonly string[] | undefined;
  /** A file, or a folder for a document of each API. @default standard output */
  readonly output: { readonly file: string } | { readonly folder: string } | undefined;
  readonly format: "json" | "yaml";
}

/** @throws {Refusal} naming the option that is wrong. */
export function parseOpenApiOptions(args: readonly string[]): OpenApiOptions {
  const { values, positionals } = parse(args, {
    ...PROGRAM,
    api: { type: "string" },
    stage: { type: "string" },
    server: { type: "string", multiple: true },
    extensions: { type: "boolean" },
    check: { type: "string" },
    "filter-path": { type: "string", multiple: true },
    output: { type: "string" },
    format: { type: "string" },
  });
  return {
    ...program(values, onlyFolder(positionals)),
    api: values.api,
    stage: values.stage,
    servers: values.server ?? [],
    extensions: values.extensions ?? false,
    tools: tools(values.check, values["filter-path"]),
    output: output(values.output),
    format: format(values.format ?? (/\.ya?ml$/.test(values.output ?? "") ? "yaml" : "json")),
  };
}

/** @throws {Refusal} naming what it does not take. */
export function parseInitOptions(args: readonly string[]): { readonly folder: string } {
  const { positionals } = parse(args, {});
  const path = resolve(onlyFolder(positionals) ?? ".");
  if (existsSync(path) && !statSync(path).isDirectory()) throw new Refusal(`${path}: it is a file; give the folder of the new program`);
  return { folder: path };
}

const PROGRAM = {
  stack: { type: "string" },
  config: { type: "string", multiple: true },
  value: { type: "string", multiple: true },
} as const;

const SHARED = {
  ...PROGRAM,
  data: { type: "string" },
  runtime: { type: "string", multiple: true },
  endpoint: { type: "string", multiple: true },
  "max-environments": { type: "string" },
  inspect: { type: "string" },
  "inspect-brk": { type: "string" },
  "inspect-function": { type: "string" },
  json: { type: "boolean" },
} as const;

interface ProgramValues {
  readonly stack?: string | undefined;
  readonly config?: string[] | undefined;
  readonly value?: string[] | undefined;
}

interface SharedValues extends ProgramValues {
  readonly runtime?: string[] | undefined;
  readonly endpoint?: string[] | undefined;
  readonly "max-environments"?: string | undefined;
  readonly inspect?: string | undefined;
  readonly "inspect-brk"?: string | undefined;
  readonly "inspect-function"?: string | undefined;
  readonly data?: string | undefined;
  readonly json?: boolean | undefined;
}

function program({ stack, config = [], value = [] }: ProgramValues, directory: string | undefined): ProgramOptions {
  return {
    directory: folder(directory ?? "."),
    stack,
    config: new Map(config.map((text) => assignment("--config", text))),
    values: new Map(value.map((text) => assignment("--value", text))),
  };
}

function shared(values: SharedValues, directory: string | undefined) {
  return {
    ...program(values, directory),
    data: values.data === undefined ? undefined : resolve(values.data),
    functions: functionOptions(values),
    json: values.json ?? false,
  };
}

function functionOptions(values: SharedValues): FunctionOptions {
  const { runtime = [], endpoint = [], "max-environments": maxEnvironments } = values;
  return {
    runtimes: new Map(runtime.map((text) => assignment("--runtime", text)).map(([name, file]) => [name, interpreter(name, file)])),
    endpoints: new Map(
      endpoint.map((text) => assignment("--endpoint", text)).map(([service, url]) => [service.toLowerCase(), endpointUrl(service, url)]),
    ),
    maxEnvironments: maxEnvironments === undefined ? undefined : positiveNumber("--max-environments", maxEnvironments),
    inspect: inspectOptions(values),
  };
}

function tokenOptions(jwks: string | undefined, issuer: string | undefined): TokenOptions {
  if (issuer !== undefined && !isWebUrl(issuer))
    throw new Refusal(`--issuer ${issuer}: it is the url that its tokens have as iss, for example http://localhost:8080/realms/dev`);
  return {
    ...(jwks !== undefined && { jwks: isWebUrl(jwks) ? new URL(jwks) : resolve(jwks) }),
    ...(issuer !== undefined && { issuer }),
  };
}

function inspectOptions({ inspect, "inspect-brk": stopped, "inspect-function": functionName }: SharedValues): FunctionOptions["inspect"] {
  const [option, place] = stopped === undefined ? ["--inspect", inspect] : ["--inspect-brk", stopped];
  if (place === undefined && functionName === undefined) return undefined;
  const [, host = "127.0.0.1", port] = /^(?:(.+):)?(\d{1,5})?$/.exec(place ?? "") ?? [];
  if (place !== undefined && port === undefined && place !== "")
    throw new Refusal(`${option}=${place}: write it as ${option}, ${option}=PORT or ${option}=HOST:PORT`);
  return { host, port: Number(port ?? 9229), wait: stopped !== undefined, ...(functionName !== undefined && { functionName }) };
}

function parse<const Options extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: args.map((arg) => (/^--inspect(?:-brk)?$/.test(arg) ? `${arg}=` : arg)), allowPositionals: true, options });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal(`${error.message.replace(/\.?( To specify a positional.*)?$/s, ".")} See lambda-rest-api --help.`);
  }
}

function onlyFolder(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1) throw new Refusal(`one folder can be given, not ${positionals.length}: ${positionals.join(", ")}`);
  return positionals[0];
}
