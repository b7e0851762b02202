import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "../refusal";

export const USAGE = `Usage: lambda-rest-api local [DIR] [options]

Runs the Pulumi program in DIR (default: the current folder) with no AWS account and serves its REST APIs.

  --stack NAME          the stack whose Pulumi.NAME.yaml is read (default: dev)
  --config KEY=VALUE    sets or overrides a configuration value; may be repeated
  --port N              the port (default: 3000; 0 takes a free one)
  --host ADDRESS        the address to listen on (default: 127.0.0.1)
  --data DIR            keeps the data of DynamoDB tables in DIR
  --cognito-jwks FILE   the JSON Web Key Set that signs the tokens of Cognito user pools
  --watch               starts again when the program or a function changes
  --json                writes one JSON object per line to standard output`;

export interface LocalOptions {
  readonly directory: string;
  readonly stack: string | undefined;
  readonly config: ReadonlyMap<string, string>;
  readonly port: number;
  readonly host: string;
  readonly data: string | undefined;
  readonly cognitoJwks: string | undefined;
  readonly watch: boolean;
  readonly json: boolean;
}

/** @throws {Refusal} naming the option that is wrong. */
export function parseLocalOptions(args: readonly string[]): LocalOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new Refusal(`one folder can be given, not ${positionals.length}: ${positionals.join(", ")}`);
  return {
    directory: folder(positionals[0] ?? "."),
    stack: values.stack,
    config: new Map((values.config ?? []).map(assignment)),
    port: portNumber(values.port ?? "3000"),
    host: values.host ?? "127.0.0.1",
    data: values.data === undefined ? undefined : resolve(values.data),
    cognitoJwks: values["cognito-jwks"] === undefined ? undefined : resolve(values["cognito-jwks"]),
    watch: values.watch ?? false,
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: "string" },
        config: { type: "string", multiple: true },
        port: { type: "string" },
        host: { type: "string" },
        data: { type: "string" },
        "cognito-jwks": { type: "string" },
        watch: { type: "boolean" },
        json: { type: "boolean" },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal(`${error.message.replace(/ To specify a positional.*$/s, "")} See lambda-rest-api --help.`);
  }
}

function folder(path: string): string {
  const directory = resolve(path);
  if (!existsSync(directory)) throw new Refusal(`${directory}: there is no such folder`);
  if (!statSync(directory).isDirectory()) throw new Refusal(`${directory}: it is a file; give the folder of a Pulumi program`);
  return directory;
}

function assignment(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Refusal(`--config ${text}: write it as --config KEY=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new Refusal(`--port ${text}: a port is a number from 0 to 65535`);
  return port;
}
