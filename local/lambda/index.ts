/** Lambda run in this process's worker threads, one request at a time per execution environment, as on AWS. */
import type { InvokeLambda } from "../../gateway/index";

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface FunctionConfiguration {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  /** For example `index.handler`. */
  readonly handler: string;
  /** A Node.js runtime, for example `nodejs22.x`. */
  readonly runtime: string;
  /** Seconds; fractions count. */
  readonly timeout: number;
  /** MB */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The unpacked code; it is read only, and is the caller's to make and remove. */
  readonly directory: string;
  /** At most so many requests at a time; 0 refuses all. @default as many as the service allows */
  readonly reservedConcurrency?: number;
  /** @default /aws/lambda/<name> */
  readonly logGroup?: string;
}

export interface LambdaServiceOptions {
  readonly region: string;
  readonly accountId: string;
  readonly functions: readonly FunctionConfiguration[];
  /** The version that each alias or version stands for, by qualified ARN: `{ "arn:…:function:calc:live": "3" }`. */
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Directories from whose `node_modules` comes what the runtime itself brings: `@aws-sdk/*` and `@smithy/*`. */
  readonly modulePaths: readonly string[];
  /** What every function sees beside its own variables, which win: endpoints of local services, test credentials. */
  readonly extraEnvironment: Readonly<Record<string, string>>;
  /** Takes each line of the functions' logs, START, END and REPORT included. */
  readonly log: (line: string, functionName: string) => void;
  /** Execution environments at a time, of all functions together. @default 1000 */
  readonly maxConcurrency?: number;
}

export interface LambdaService {
  readonly invoke: InvokeLambda;
  /** Takes no more requests, lets those under way end (each within its function's timeout) and stops every environment. */
  close(): Promise<void>;
}

/**
 * Starts no environment until the first request.
 *
 * @throws {Error} naming every function whose runtime is not a Node.js runtime.
 */
export function createLambdaService(_options: LambdaServiceOptions): LambdaService {
  throw new Error("not yet");
}
