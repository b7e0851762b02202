/** What tests of an API work with: `lambda-rest-api/testing`. */
import type { JsonObject } from "../../definition/index";
import type { Explanation, Permission, Step } from "../../gateway/index";

/** What `startLocal` starts, and by which values. */
export interface StartOptions {
  /** The folder of the Pulumi program. @default the current folder */
  readonly directory?: string;
  /** The stack whose `Pulumi.<stack>.yaml` is read. @default dev */
  readonly stack?: string;
  /** Configuration values that are set or overridden, `project:key` or `key`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Values that others have: a stack reference's outputs, for example `{ "acme/network/prod.vpcId": "vpc-1" }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** The folder that keeps the data of DynamoDB tables. @default in memory: each start begins anew */
  readonly data?: string;
  /** Whose tokens Cognito and JWT authorizers take. @default those of each issuer, whose keys are asked for over the network */
  readonly tokens?: TokenSource;
  /** Takes the lines of the log. @default they are dropped */
  readonly log?: (line: string) => void;
}

/** Whose tokens are taken. */
export interface TokenSource {
  /** The key set that signs the tokens of every issuer: itself, its file or its url. @default what each issuer publishes */
  readonly jwks?:
    | {
        /** The keys, each a JSON Web Key. */
        readonly keys: readonly object[];
      }
    | string
    | URL;
  /** Whose tokens are taken as those of any issuer. @default nobody's */
  readonly issuer?: string;
}

/** A program that runs for a test. */
export interface Local {
  /** Where browsers and other clients find it, for example `http://localhost:49152`. */
  readonly url: string;
  /** An API by the logical name of its `aws.apigateway.RestApi`. @throws {Error} naming the APIs that there are */
  api(name: string): LocalTestApi;
  /** A function by its logical name or by its own. @throws {Error} naming the functions that there are */
  function(name: string): LocalTestFunction;
  /** A DynamoDB table by its logical name or by its own. @throws {Error} naming the tables that there are */
  table(name: string): LocalTestTable;
  /**
   * Answers for a function, given by name, from now on, until the returned function is called: with the event, and with what it returns or
   * throws.
   */
  fake<Event = Readonly<Record<string, unknown>>>(functionName: string, answer: (event: Event) => unknown): () => void;
  /** Answers for the HTTP back ends whose url begins so, from now on, until the returned function is called. */
  fakeBackend(url: string, answer: FakeBackend): () => void;
  /** The gateway's clock, by which throttles, quotas, caches and tokens go. */
  readonly clock: TestClock;
  /** Ends everything that was started. */
  close(): Promise<void>;
}

/** Stands in for an HTTP back end: gets the request that would have been sent, and gives its answer. */
export type FakeBackend = (request: Request) => Response | Promise<Response>;

/** The gateway's clock, which moves when a test says so. */
export interface TestClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves it by so many milliseconds. */
  advance(milliseconds: number): void;
}

/** An API of the program under test. */
export interface LocalTestApi {
  /** A stage by its name. @throws {Error} naming the stages that there are */
  stage(name: string): LocalTestStage;
}

/** A stage of the program under test, with no port between. */
export interface LocalTestStage {
  /** Where the stage is called, for example `http://localhost:49152/orders/dev`. */
  readonly url: string;
  /** Calls a path below the stage as the global `fetch` would, but for redirects, which are not followed; no socket is needed. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** What happened to a request, by its response. @throws {Error} for a response that `fetch` has not given, and for a copy of one */
  explain(response: Response): RequestExplanation;
  /**
   * Says why a response has another status than it should have: the message of the error is what `explain` prints.
   *
   * @throws {AssertionError} with the status as `actual` and `expected`, which test runners show
   */
  assertStatus(response: Response, expected: number): void;
}

/** What happened to a request; printed, it is the reason, what to do, what the function has logged, and the execution log with its long lines cut. */
export interface RequestExplanation extends Partial<Explanation> {
  /** The steps that the request went through, in API Gateway's order. */
  readonly steps: readonly Step[];
  /** The execution log, in AWS's form. */
  readonly log: readonly string[];
  /** The events of this request in the log of its function, START, END and REPORT included; those of authorizers come first. */
  readonly functionLog: readonly string[];
  toString(): string;
}

/** A function of the program under test. */
export interface LocalTestFunction {
  /** Invokes the function and gives what it returned. @throws {Error} with the function's own error */
  invoke<Result = unknown>(event?: unknown): Promise<Result>;
  /** The events of its log so far, START, END and REPORT included. */
  logs(): readonly string[];
}

/** An item as plain values: texts, numbers, booleans, null, lists, maps and bytes. */
export type Item = Readonly<Record<string, unknown>>;

/** A DynamoDB table of the program under test. */
export interface LocalTestTable {
  /** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html @throws {Error} with DynamoDB's own */
  put(item: Item): Promise<void>;
  /** The item of a key; undefined where there is none. @throws {Error} with DynamoDB's own */
  get(key: Item): Promise<Item | undefined>;
  /** All items. @throws {Error} with DynamoDB's own */
  items(): Promise<readonly Item[]>;
}

/** What a program says of its APIs, without anything being run. */
export interface Definition {
  /** @throws {Error} naming the APIs that there are */
  api(name: string): ApiOfDefinition;
}

/** What the program says of one API. */
export interface ApiOfDefinition {
  /** `GET /pets/{id}` and so on. */
  readonly routes: readonly string[];
  /** The names of its stages. */
  readonly stages: readonly string[];
  /** The OpenAPI document for callers; with `extensions`, the one that API Gateway imports. */
  document(options?: { readonly extensions?: boolean }): JsonObject;
  /**
   * What lets API Gateway invoke the function of a route on a stage, or why nothing does; undefined where the route invokes none. @throws
   * {Error} where there is no such route or stage
   */
  permission(route: string, stage: string): Permission | undefined;
}
