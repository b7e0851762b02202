import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LambdaResult } from "../../../gateway/index";
import {
  createLambdaService,
  type FunctionConfiguration,
  type LambdaService,
  type LambdaServiceOptions,
  type LocalInvocation,
} from "../../../local/lambda/index";

export const ARN = "arn:aws:lambda:us-east-1:123456789012:function:fn";

/** A function of one file, `index.js`, without its folder. */
export const FUNCTION: Omit<FunctionConfiguration, "directory"> = {
  name: "fn",
  arn: ARN,
  handler: "index.handler",
  runtime: "nodejs22.x",
  timeout: 10,
  memorySize: 128,
  ephemeralStorage: 512,
  environment: {},
};

export interface ServiceUnderTest {
  /** Where the function's files are. */
  readonly directory: string;
  readonly logged: string[];
  readonly service: LambdaService;
  /** What the function sees beside its own. */
  variables(): Readonly<Record<string, string>>;
  invoke(event?: unknown, invocation?: Partial<LocalInvocation>): Promise<LambdaResult>;
  close(): Promise<void>;
}

/** A service with one function, `fn`, of these files. */
export function serve(
  files: Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>,
  configuration: Partial<FunctionConfiguration> = {},
  optionsFor: (only: FunctionConfiguration) => Partial<LambdaServiceOptions> = () => ({}),
): ServiceUnderTest {
  const directory = mkdtempSync(join(tmpdir(), "lambda-"));
  for (const [name, file] of Object.entries(files)) {
    const { text, mode } = typeof file === "string" ? { text: file, mode: 0o644 } : file;
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text, { mode });
  }
  const logged: string[] = [];
  const only: FunctionConfiguration = { ...FUNCTION, directory, ...configuration };
  const given = optionsFor(only);
  const service = createLambdaService({
    functions: [only],
    qualifiers: {},
    modulePaths: [join(__dirname, "..", "..", "..")],
    extraEnvironment: () => ({}),
    log: (event) => logged.push(event),
    ...given,
  });
  return {
    service,
    variables: () => given.extraEnvironment?.(only.name) ?? {},
    directory,
    logged,
    invoke: (event = {}, invocation = {}) =>
      service.invoke({
        functionArn: ARN,
        invocationType: "RequestResponse",
        payload: Buffer.from(JSON.stringify(event)),
        traceId: "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
        streaming: false,
        ...invocation,
      }),
    async close() {
      await service.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Functions say that they have come to the gate, by `await GATE(port)`, and wait there until the test opens it. */
export const GATE = `(port) => new Promise((resolve) => require("node:net").connect(port, "127.0.0.1").resume().on("end", resolve))`;

export interface Gate {
  readonly port: number;
  /** Resolves when so many functions have come. */
  crowd(count: number): Promise<void>;
  /** Lets through whoever is there and whoever comes. */
  open(): void;
  close(): void;
}

export async function makeGate(): Promise<Gate> {
  const waiting = new Set<Socket>();
  let come = 0;
  let isOpen = false;
  let expected = { count: Number.POSITIVE_INFINITY, reached: () => {} };
  const server = createServer((socket) => {
    socket.on("error", () => {}).on("close", () => waiting.delete(socket));
    if (isOpen) socket.end();
    else waiting.add(socket);
    if (++come >= expected.count) expected.reached();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(Object(server.address()).port));
  });
  return {
    port,
    crowd: (count) =>
      new Promise((reached) => {
        expected = { count, reached };
        if (come >= count) reached();
      }),
    open() {
      isOpen = true;
      for (const socket of waiting) socket.end();
    },
    close() {
      for (const socket of waiting) socket.destroy();
      server.close();
    },
  };
}

/** The parsed answer, or `[functionError, error object]`. */
export function parsed(result: LambdaResult): unknown {
  if (result.kind !== "payload") return result;
  const payload: unknown = JSON.parse(result.payload.toString());
  return result.functionError === undefined ? payload : [result.functionError, payload];
}
