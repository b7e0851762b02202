import type { InvokeLambda } from "../../gateway/index";

export type EnvironmentState = "starting" | "busy" | "idle";

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface FunctionConfiguration {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  /** For example `index.handler`. */
  readonly handler: string;
  /** For example `nodejs22.x`; the Node.js that runs it is this process's. Functions of other runtimes are refused when they are invoked. */
  readonly runtime: string;
  /** Seconds; fractions count. */
  readonly timeout: number;
  /** MB */
  readonly memorySize: number;
  /** MB of /tmp. */
  readonly ephemeralStorage: number;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * The unpacked code, only read; the caller makes it and removes it after `close`. Best outside of any package: a `package.json` or
   * `node_modules` above it, which would not be there on AWS, is found by Node.js.
   */
  readonly directory: string;
  /** Requests at a time; 0 refuses all. @default only `maxConcurrency` counts */
  readonly reservedConcurrency?: number;
  /** @default `/aws/lambda/<name>` */
  readonly logGroup?: string;
}

export interface LambdaServiceOptions {
  readonly region: string;
  readonly functions: readonly FunctionConfiguration[];
  /** The version that each alias or version stands for, by qualified ARN: `{ "arn:…:function:calc:live": "3" }`. `$LATEST` need not be named. */
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Directories from whose `node_modules` comes what the runtime itself brings: `@aws-sdk/*` and `@smithy/*`. */
  readonly modulePaths: readonly string[];
  /** Variables that every function sees, unless its own are named alike: endpoints of local services, test credentials. */
  readonly extraEnvironment: Readonly<Record<string, string>>;
  /** Takes each event of the functions' logs, START, END and REPORT included; it may have several lines. Without a name it is the service's own. */
  readonly log: (event: string, functionName: string | undefined) => void;
  /** Requests at a time, of all functions together. @default 1000, the quota of a new AWS account */
  readonly maxConcurrency?: number;
  /** Environments of all functions together; what needs more waits. @default what half of this machine's memory holds, 128 at the most */
  readonly maxEnvironments?: number;
  /** Milliseconds without a request after which an environment ends. @default five minutes */
  readonly idleTime?: number;
}

export interface LambdaService {
  /** Never rejects for anything a function does. */
  readonly invoke: InvokeLambda;
  /** What the environments of a function, given by its unqualified ARN, do at the moment. */
  environments(functionArn: string): readonly EnvironmentState[];
  /** Takes no more requests, lets those under way end (each has its function's timeout) and ends every environment. */
  close(): Promise<void>;
}
