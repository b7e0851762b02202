/**
 * What AWS's layer for parameters and secrets answers on a port of the function's own machine:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html and
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html. All functions share one here; each is known
 * by its token.
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { listenOn } from "../server/listen";
import { type ServiceAnswer, sendServiceAnswer } from "../service-answer";
import type { Callers } from "./callers";
import { answerJson, type JsonService, ServiceFault } from "./json-service";

const EXTENSION_PORT = "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT";

const DEFAULT_PORT = 2773;

export interface ExtensionOptions {
  readonly callers: Callers;
  readonly parameterStore: JsonService;
  readonly secretsManager: JsonService;
  /** Those that the functions ask for; undefined where they leave it to AWS. */
  readonly ports: readonly (number | undefined)[];
  readonly log: (line: string) => void;
}

export interface Extension {
  /** The variables by which functions find it that ask for no port of their own. */
  readonly variables: Readonly<Record<string, string>>;
  close(): void;
}

export async function startExtension(options: ExtensionOptions): Promise<Extension> {
  const { ports, log } = options;
  const servers: Server[] = [];
  const listen = (port: number) => {
    const server = createServer((request, response) => {
      request.on("error", () => {}).resume();
      sendServiceAnswer(response, answer(request, options));
    }).unref();
    servers.push(server);
    return listenOn(server, "127.0.0.1", port);
  };
  const variables: Record<string, string> = {};
  for (const port of new Set(ports)) {
    try {
      await listen(port ?? DEFAULT_PORT);
    } catch {
      if (port !== undefined)
        log(`port ${port}, at which functions expect the layer for parameters and secrets, is in use: they will not find it there`);
      else {
        variables[EXTENSION_PORT] = String(await listen(0));
        log(
          `port ${DEFAULT_PORT} is in use: the layer for parameters and secrets is at ${variables[EXTENSION_PORT]}, as ${EXTENSION_PORT} says to functions`,
        );
      }
    }
  }
  return {
    variables,
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function answer({ url = "", headers }: IncomingMessage, { callers, parameterStore, secretsManager, log }: ExtensionOptions): ServiceAnswer {
  const caller = headers.origin === undefined ? callers.callerOfToken(String(headers["x-aws-parameters-secrets-token"] ?? "")) : undefined;
  if (caller === undefined) return plain(401, "the header X-Aws-Parameters-Secrets-Token is not this function's AWS_SESSION_TOKEN");
  const [, path] = /^\/(secretsmanager|systemsmanager\/parameters)\/get\/?(?:\?|$)/.exec(url) ?? [];
  const query = new URLSearchParams(url.split("?")[1]);
  if (path === undefined) return plain(404, "404 page not found");
  const answered =
    path === "secretsmanager"
      ? answerJson(secretsManager, "GetSecretValue", secretInput(query), caller)
      : answerJson(parameterStore, "GetParameter", parameterInput(query), caller);
  if (!(answered instanceof ServiceFault)) return answered;
  log(`[${caller.name}] ${answered.message}`);
  return plain(400, `${answered.type}: ${answered.message}`);
}

function secretInput(query: URLSearchParams): Buffer {
  const given = { SecretId: query.get("secretId"), VersionId: query.get("versionId"), VersionStage: query.get("versionStage") };
  return Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))));
}

function parameterInput(query: URLSearchParams): Buffer {
  const selector = query.get("version") ?? query.get("label");
  const name = query.get("name") ?? "";
  return Buffer.from(
    JSON.stringify({ Name: selector === null ? name : `${name}:${selector}`, WithDecryption: query.get("withDecryption") === "true" }),
  );
}

function plain(status: number, text: string): ServiceAnswer {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: Buffer.from(text) };
}
