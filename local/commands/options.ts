import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { HeaderLine } from "../../gateway/index";
import type { ProgramOptions } from "../begin-program";
import type { FunctionOptions } from "../prepare";
import { Refusal } from "../refusal";
import type { TokenOptions } from "../token-issuers";

export const USAGE = `Usage: lambda-rest-api local [DIR] [options]
       lambda-rest-api invoke [DIR] --function NAME [--event FILE] [options]
       lambda-rest-api test-invoke [DIR] --api NAME METHOD PATH [options]
       lambda-rest-api openapi [DIR] --api NAME [options]
       lambda-rest-api init [DIR]

local runs the Pulumi program in DIR (default: the current folder) with no AWS account and serves its REST APIs.
invoke runs it for one call of a function, without a server, and prints the answer; the log is on standard error.
test-invoke runs it for one request, as AWS's test-invoke-method does: with neither authorizer nor API key, on the
stage test-invoke-stage, for which functions need a permission; it prints the answer and the execution log.
openapi runs it for the OpenAPI 3.0 document of an API, and prints it or writes it to a file.
init writes a new program into DIR: a route, its function, its test, and workflows that deploy it. It overwrites no file.

  --stack NAME          the stack whose Pulumi.NAME.yaml is read (default: dev)
  --config KEY=VALUE    sets or overrides a configuration value; may be repeated
  --value WHO.OUTPUT=VALUE
                        a value from elsewhere, of another stack (acme/network/prod.vpcId=vpc-1), of a resource that
                        nobody makes locally, or of a data source; may be repeated

of local, invoke and test-invoke:
  --data DIR            keeps the data of DynamoDB tables in DIR
  --endpoint SERVICE=URL
                        where functions and integrations find a service of AWS that is not run locally, for example s3=http://localhost:4566;
                        SERVICE=aws: AWS itself, with the credentials of this environment; may be repeated
  --runtime NAME=FILE   the program that runs functions of a runtime, for example nodejs24.x=/path/to/node; may be repeated
  --inspect[=[HOST:]PORT]
                        lets a debugger into Node.js functions (default: 127.0.0.1:9229, and the next ports for further environments)
  --inspect-brk[=...]   the same, and waits for it before a function's code is loaded
  --inspect-function NAME
                        of this function alone
  --max-environments N  processes of functions at a time (default: what half of the memory holds, 128 at the most)
  --json                writes JSON to standard output; local writes one object per line

of local:
  --port N              the port (default: 3000; 0 takes a free one)
  --host ADDRESS        the address to listen on (default: 127.0.0.1)
  --https               serves HTTPS, by a certificate for localhost that is made once and kept in your home folder
  --no-auth             asks for no authorizer, signature or API key, and for no resource policy
  --allow-host NAME     a further host name for which requests are answered, or *.NAME; may be repeated
  --jwks FILE|URL       the JSON Web Key Set that signs the tokens of every issuer, Cognito user pools among them
                        (default: what each issuer publishes at /.well-known/openid-configuration)
  --issuer URL          an identity provider whose tokens are taken as those of any issuer that an authorizer trusts
  --watch               starts again when the program or a function changes
  --verbose             prints the execution log of each request

of test-invoke and openapi:
  --api NAME            the logical name of the REST API; needed if there are several

of invoke:
  --function NAME       the function's name, or the resource's; needed if there are several; with :QUALIFIER for a version or an alias
  --event FILE          the file that holds the event (default: {}); - is standard input

of test-invoke:
  --body FILE           the file that holds the request's body; - is standard input
  --header NAME:VALUE   a header of the request; may be repeated
  --stage-variable NAME=VALUE
                        a stage variable; may be repeated

of openapi:
  --stage NAME          the stage at which the document's readers call the API (default: all)
  --server URL          where they call it (default: the stages' paths); may be repeated
  --extensions          with API Gateway's extensions, so that it can be imported
  --check agentcore     writes nothing, and says why, where the API can be no tool of Amazon Bedrock AgentCore Gateway
  --filter-path PATH    checks the operations at PATH alone, of /pets/* at all paths that begin so; may be repeated
  --output FILE         the file that is written (default: standard output); FOLDER/ gets a document of each API
  --format json|yaml    (default: what the file's name says, or json)`;

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

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function inspectOptions({ inspect, "inspect-brk": stopped, "inspect-function": functionName }: SharedValues): FunctionOptions["inspect"] {
  const [option, place] = stopped === undefined ? ["--inspect", inspect] : ["--inspect-brk", stopped];
  if (place === undefined && functionName === undefined) return undefined;
  const [, host = "127.0.0.1", port] = /^(?:(.+):)?(\d{1,5})?$/.exec(place ?? "") ?? [];
  if (place !== undefined && port === undefined && place !== "")
    throw new Refusal(`${option}=${place}: write it as ${option}, ${option}=PORT or ${option}=HOST:PORT`);
  return { host, port: Number(port ?? 9229), wait: stopped !== undefined, ...(functionName !== undefined && { functionName }) };
}

function interpreter(runtime: string, file: string): string {
  const path = resolve(file);
  if (!existsSync(path)) throw new Refusal(`--runtime ${runtime}=${file}: there is no such file`);
  return path;
}

function endpointUrl(service: string, url: string): string {
  if (url !== "aws" && !isWebUrl(url))
    throw new Refusal(`--endpoint ${service}=${url}: it is a url, for example http://localhost:4566, or aws`);
  return url;
}

function positiveNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Refusal(`${option} ${text}: it is a number from 1 on`);
  return Number(text);
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

function folder(path: string): string {
  const directory = resolve(path);
  if (!existsSync(directory)) throw new Refusal(`${directory}: there is no such folder`);
  if (!statSync(directory).isDirectory()) throw new Refusal(`${directory}: it is a file; give the folder of a Pulumi program`);
  return directory;
}

function assignment(option: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Refusal(`${option} ${text}: write it as ${option} NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function headerLine(text: string): HeaderLine {
  const at = text.indexOf(":");
  if (at < 1) throw new Refusal(`--header ${text}: write it as --header NAME:VALUE`);
  return [text.slice(0, at), text.slice(at + 1).trim()];
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new Refusal(`--port ${text}: a port is a number from 0 to 65535`);
  return port;
}

function format(text: string): OpenApiOptions["format"] {
  if (text !== "json" && text !== "yaml") throw new Refusal(`--format ${text}: it is json or yaml`);
  return text;
}

function tools(check: string | undefined, filterPaths: readonly string[] | undefined): OpenApiOptions["tools"] {
  if (check === undefined && filterPaths !== undefined) throw new Refusal("--filter-path goes with --check agentcore");
  if (check !== undefined && check !== "agentcore") throw new Refusal(`--check ${check}: it is agentcore`);
  const relative = filterPaths?.find((path) => !path.startsWith("/"));
  if (relative !== undefined) throw new Refusal(`--filter-path ${relative}: it begins with /, for example /pets/*`);
  return check === undefined ? undefined : (filterPaths ?? []);
}

function output(value: string | undefined): OpenApiOptions["output"] {
  if (value === undefined) return undefined;
  return /[/\\]$/.test(value) ? { folder: resolve(value) } : { file: resolve(value) };
}
