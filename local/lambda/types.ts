import type { LambdaInvocation, LambdaResult } from "../../gateway/index";
import type { InspectOptions } from "./debugging";

/** What an environment does at the moment. */
export interface EnvironmentState {
  readonly state: "starting" | "busy" | "idle";
  /** MB, the most that its process has had so far. */
  readonly maxMemoryUsed: number;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface FunctionConfiguration {
  readonly name: string;
  /** Without a qualifier. */
  readonly arn: string;
  /** For example `index.handler`. */
  readonly handler: string;
  /**
   * For example `nodejs22.x`, `python3.13`, `provided.al2023`. Functions of runtimes that are not run here are refused when they are
   * invoked.
   */
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
  /** The unpacked layers, one over the other: what `/opt` is on AWS. */
  readonly layers?: string;
  readonly logging?: Logging;
  /** @default no retries: the error is logged */
  readonly asynchronous?: Asynchronous;
  /** Requests at a time; 0 refuses all. @default only `maxConcurrency` counts */
  readonly reservedConcurrency?: number;
  /** @default `/aws/lambda/<name>` */
  readonly logGroup?: string;
}

/** What becomes of asynchronous requests: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html */
export interface Asynchronous {
  readonly maximumRetryAttempts: number;
  /** @default six hours */
  readonly maximumEventAgeInSeconds?: number;
  /** ARNs. */
  readonly onSuccess?: string;
  readonly onFailure?: string;
  readonly deadLetterQueue?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html */
export interface Logging {
  readonly format: "JSON" | "Text";
  /** Of what the function logs, from which level on, for example `INFO`. */
  readonly applicationLevel: string;
  /** Of what Lambda logs itself: `DEBUG`, `INFO` or `WARN`. */
  readonly systemLevel: string;
}

export interface LambdaServiceOptions {
  readonly functions: readonly FunctionConfiguration[];
  /**
   * The version that each alias or version stands for, by qualified ARN: `{ "arn:…:function:calc:live": "3" }`. `$LATEST` need not be
   * named.
   */
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Shares of an alias's requests that go to other versions: by qualified ARN, then by version. @default none */
  readonly weights?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Directories from whose `node_modules` comes what the runtime itself brings: `@aws-sdk/*` and `@smithy/*`. */
  readonly modulePaths: readonly string[];
  /** Variables that a function sees, unless its own are named alike: endpoints of local services, credentials. */
  readonly extraEnvironment: (functionName: string) => Readonly<Record<string, string>>;
  /**
   * Takes each event of the functions' logs, START, END and REPORT included; it may have several lines. Without a name it is the service's
   * own.
   */
  readonly log: (event: string, functionName: string | undefined) => void;
  /** Requests at a time, of all functions together. @default 1000, the quota of a new AWS account */
  readonly maxConcurrency?: number;
  /** Environments of all functions together; what needs more waits. @default what half of this machine's memory holds, 128 at the most */
  readonly maxEnvironments?: number;
  /** Lets debuggers in. @default no */
  readonly inspect?: InspectOptions;
  /** Milliseconds before each further attempt at an asynchronous request. @default a minute, then two */
  readonly retryDelays?: readonly number[];
  /** By runtime, the program that runs its functions. @default of Node.js, the one of this process */
  readonly interpreters?: ReadonlyMap<string, string>;
  /** Milliseconds that an environment has before it asks for its first request. @default the 10 seconds that Lambda gives */
  readonly initTime?: number;
  /** Milliseconds without a request after which an environment ends. @default five minutes */
  readonly idleTime?: number;
}

export interface LocalInvocation extends LambdaInvocation {
  /** What the caller tells of itself, JSON text in ASCII. */
  readonly clientContext?: string;
  /** Takes each event of the log of this request. */
  readonly tail?: (event: string) => void;
}

export interface LambdaService {
  /** Never rejects for anything a function does. */
  readonly invoke: (invocation: LocalInvocation) => Promise<LambdaResult>;
  /** Whether a debugger is attached to any environment. */
  debugged(): boolean;
  /** What the environments of a function, given by its unqualified ARN, do at the moment. */
  environments(functionArn: string): readonly EnvironmentState[];
  /** Takes no more requests, lets those under way end (each has its function's timeout) and ends every environment. */
  close(): Promise<void>;
}
