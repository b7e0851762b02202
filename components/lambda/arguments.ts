import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BuildOptions, Loader } from "esbuild";
import type { Architecture } from "../../definition/index";
import type { Transform } from "../transform";

/** What a function's role may do besides what the function needs to run. */
export type FunctionPolicy = readonly {
  /** Actions of AWS, for example `dynamodb:GetItem`. */
  readonly actions: readonly string[];
  /** ARNs of what the actions may be done on. */
  readonly resources: readonly pulumi.Input<string>[];
}[];

/** Name of a warning about a function, by which it is suppressed; `bundle` is what esbuild warns of. */
export type FunctionWarningRule = "bundle" | "runtime-end" | "unknown-value";

export interface FunctionOptions<AliasName extends string> {
  /** What the function is for, in words. @default none */
  readonly description?: pulumi.Input<string>;
  /** @default "arm64" */
  readonly architecture?: Architecture;
  /** Megabytes, 128 to 10240; the share of a processor grows with it. @default 256 */
  readonly memorySize?: pulumi.Input<number>;
  /** Seconds, up to 1800; API Gateway waits for 29 of them, unless its own quota is raised. @default 10 */
  readonly timeout?: pulumi.Input<number>;
  /** Megabytes of `/tmp`, 512 to 10240. @default 512 */
  readonly ephemeralStorage?: pulumi.Input<number>;
  /** Environment variables. @default none */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * ARNs of secrets of Secrets Manager by the names by which the source asks for them: `await secret("DB")` of "lambda-rest-api/function".
   * The role may read exactly these.
   * @default none
   */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of parameters of Systems Manager, likewise: `await parameter("LIMIT")`. @default none */
  readonly parameters?: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARN of the KMS key that encrypts the environment variables. @default AWS's own key for Lambda */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Statements of the role's policy. @default none */
  readonly policy?: FunctionPolicy;
  /** X-Ray tracing of the function itself. @default false */
  readonly tracing?: boolean;
  /** Days for which the log is kept. @default 30 */
  readonly logRetentionInDays?: pulumi.Input<number>;
  /** Subnets and security groups by which the function reaches a VPC. @default none */
  readonly vpc?: {
    /** Ids of subnets, of two availability zones at least. */
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Ids of the security groups that the function belongs to. */
    readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  };
  /**
   * Requests at a time, which are taken from the account's and from other functions'; 0 stops the function.
   * @default as many as the account has left
   */
  readonly reservedConcurrentExecutions?: pulumi.Input<number>;
  /** Whether each change becomes a version that stays as it is. @default true where there are aliases */
  readonly publish?: boolean;
  /**
   * Whether environments start from a snapshot of one that is loaded, where the runtime has that: Java, Python from 3.12 on and .NET.
   * @default false
   */
  readonly snapStart?: boolean;
  /**
   * Executions that go on after a pause or a failure, in an environment of another time; an API invokes them by one of the function's
   * aliases: https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html
   * @default none
   */
  readonly durable?: aws.types.input.lambda.FunctionDurableConfig;
  /** Whether each tenant has environments of its own; said when the function is made, and never changed. @default none */
  readonly tenantIsolation?: "PER_TENANT";
  /** Names that point to versions, each of which can stand for the function in an API. @default none */
  readonly aliases?: Readonly<Record<AliasName, AliasArgs>>;
  /** What becomes of invocations for whose answer nobody waits. @default two more attempts, for up to six hours */
  readonly asynchronous?: AsynchronousArgs;
  /** Tags of the function, its role and its log group. @default none */
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of warnings that are not given. @default none */
  readonly suppressWarnings?: readonly FunctionWarningRule[];
  /** The last word on each child's arguments and options. */
  readonly transform?: LambdaFunctionTransform;
}

interface ZipOptions<AliasName extends string> extends FunctionOptions<AliasName> {
  /** ARNs of layer versions. @default none */
  readonly layers?: readonly pulumi.Input<string>[];
}

/** A function that is bundled from its source. */
export interface SourceArgs<AliasName extends string = never> extends ZipOptions<AliasName> {
  /** Source of the function, TypeScript or JavaScript, relative to the project's folder. */
  readonly entry: string;
  /** Name of the exported function; of one within an exported object, both: "pets.list". @default "handler" */
  readonly handler?: string;
  /** @default the newest Node.js runtime of Lambda, "nodejs24.x" */
  readonly runtime?: `nodejs${number}.x`;
  /**
   * What the bundle is: a CommonJS module, `index.js`, or an ES module, `index.mjs`.
   * @default "cjs", and "esm" where the source has top-level await or import.meta
   */
  readonly format?: "cjs" | "esm";
  /** Packages that are not bundled, besides the AWS SDK v3 that the runtime has; an empty list bundles that, too. @default none */
  readonly external?: readonly string[];
  /** Whether the AWS SDK is bundled, in the version that is installed, in place of the runtime's. @default false, and true before nodejs18.x, which has none */
  readonly bundleAwsSdk?: boolean;
  /** Packages that are installed beside the bundle for Lambda's platform and `architecture`, as native modules have to be. @default none */
  readonly nodeModules?: readonly string[];
  /** Patterns of files beside the source that are taken along, at the same paths beside the bundle. @default none */
  readonly include?: readonly string[];
  /**
   * How imported files become values, by their extensions: https://esbuild.github.io/api/#loader.
   * @default texts (.html, .graphql, .sql, ...) as strings; images, fonts, .wasm as bytes
   */
  readonly loader?: Readonly<Record<string, Loader>>;
  /** Whether a source map goes along, so that stack traces name the source's lines; Node.js reads it on each start. @default false */
  readonly sourceMap?: boolean;
  /** Whether names and white space are shortened. @default false */
  readonly minify?: boolean;
  /** Expressions in place of names: https://esbuild.github.io/api/#define. @default none */
  readonly define?: Readonly<Record<string, string>>;
  /** Packages in place of others: https://esbuild.github.io/api/#alias. @default none */
  readonly alias?: Readonly<Record<string, string>>;
  /**
   * Fields of package.json that name a package's entry, the first first.
   * @default as Node.js has it; of a package whose `main` cannot be bundled, `module`
   */
  readonly mainFields?: readonly string[];
  /** Conditions of package.json's exports, besides "node", and "import" or "require". @default ["module"] */
  readonly conditions?: readonly string[];
  /** The tsconfig.json of the sources. @default the one next above each source */
  readonly tsconfig?: string;
  /** Whether the bundle is loaded once, in a process without a network, so that one that cannot start is refused. @default true */
  readonly loadCheck?: boolean;
  /** Not beside `entry`. */
  readonly inline?: never;
  /** Not beside `entry`. */
  readonly code?: never;
  /** Not beside `entry`. */
  readonly image?: never;
}

/**
 * A function in Python, with the packages that its requirements.txt, uv.lock or poetry.lock names, installed for Lambda's platform and
 * `architecture`.
 */
export interface PythonArgs<AliasName extends string = never> extends ZipOptions<AliasName> {
  /** A file that ends in .py, or a folder that is taken as a whole; relative to the project's folder. */
  readonly entry: string;
  /** Name of the function, of a folder with its module: "app.handler". @default "handler", in a folder "app.handler" */
  readonly handler?: string;
  /** To be said where the entry is a folder. @default the newest Python runtime of Lambda, "python3.14" */
  readonly runtime?: `python3.${number}`;
  /** Patterns of files beside the source, other than its modules, that are taken along. @default none */
  readonly include?: readonly string[];
  /** Not beside `entry`. */
  readonly inline?: never;
  /** Not beside `entry`. */
  readonly code?: never;
  /** Not beside `entry`. */
  readonly image?: never;
}

/** A function of a few lines, in Python or JavaScript. */
export interface InlineArgs<AliasName extends string = never> extends ZipOptions<AliasName> {
  /** Text of the module, for example `def handler(event, context): ...`. */
  readonly inline: string;
  /** Name of the function. @default "handler" */
  readonly handler?: string;
  /** @default the newest of the language that the text is in: Python where it has a `def`, else Node.js */
  readonly runtime?: `python3.${number}` | `nodejs${number}.x`;
  /** Not beside `inline`. */
  readonly entry?: never;
  /** Not beside `inline`. */
  readonly code?: never;
  /** Not beside `inline`. */
  readonly image?: never;
}

/** A function whose code is made elsewhere, for any runtime. */
export interface CodeArgs<AliasName extends string = never> extends ZipOptions<AliasName> {
  /** Path of a folder or a zip file, relative to the project's folder, or an archive of Pulumi's. */
  readonly code: string | pulumi.asset.Archive;
  /** A runtime of Lambda; `provided.al2023` runs the code's own `bootstrap`. */
  readonly runtime: string;
  /** What the runtime calls, for example "index.handler". @default "bootstrap", of `provided` runtimes alone */
  readonly handler?: string;
  /** Not beside `code`. */
  readonly entry?: never;
  /** Not beside `code`. */
  readonly inline?: never;
  /** Not beside `code`. */
  readonly image?: never;
}

/** A function that is a container image. */
export interface ImageArgs<AliasName extends string = never> extends FunctionOptions<AliasName> {
  /** URI of the image in ECR, best by its digest: a tag that is moved changes nothing. It has to be made for `architecture`. */
  readonly image: pulumi.Input<string>;
  /** What takes the place of the image's own entry point, command and working directory. @default nothing */
  readonly imageConfig?: aws.types.input.lambda.FunctionImageConfig;
  /** Not beside `image`. */
  readonly runtime?: never;
  /** Not beside `image`. */
  readonly handler?: never;
  /** Not beside `image`. */
  readonly layers?: never;
  /** Not beside `image`. */
  readonly entry?: never;
  /** Not beside `image`. */
  readonly inline?: never;
  /** Not beside `image`. */
  readonly code?: never;
}

/** What `LambdaFunction` takes: one way to give the code, and the function's own settings. */
export type LambdaFunctionArgs<AliasName extends string = never> =
  | SourceArgs<AliasName>
  | PythonArgs<AliasName>
  | InlineArgs<AliasName>
  | CodeArgs<AliasName>
  | ImageArgs<AliasName>;

/** An alias: https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
export interface AliasArgs {
  /** What the alias is for, in words. @default none */
  readonly description?: pulumi.Input<string>;
  /** The version that the alias stays at, to roll back without a change of code. @default the newest */
  readonly functionVersion?: pulumi.Input<string>;
  /**
   * The share of requests, from 0 to 1, that another version still answers: of the one before, `{ previous: 0.9 }`, or of one by its
   * number.
   * @default none
   */
  readonly traffic?: Readonly<Record<string, number>>;
  /** Execution environments that are kept warm, and are paid for by the hour. @default none */
  readonly provisionedConcurrentExecutions?: pulumi.Input<number>;
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html; destinations are ARNs of a queue, a topic, a function, an event bus
 * or, for failures, a bucket.
 */
export interface AsynchronousArgs {
  /** 0 to 2. @default 2 */
  readonly maximumRetryAttempts?: pulumi.Input<number>;
  /** Seconds from 60 to 21600 after which an event is given up. @default 21600 */
  readonly maximumEventAgeInSeconds?: pulumi.Input<number>;
  /** Where the record of an invocation goes that failed each time. @default nowhere */
  readonly onFailure?: pulumi.Input<string>;
  /** Where the record of each invocation goes that ended well. @default nowhere */
  readonly onSuccess?: pulumi.Input<string>;
  /** The queue or topic that gets the event itself, without a record, when it is given up. @default none */
  readonly deadLetterTarget?: pulumi.Input<string>;
}

/** The last word on the arguments and options of a function's children, by what they are. */
export interface LambdaFunctionTransform {
  /** esbuild's options, as they come from the function's; plugins need an asynchronous build, which a component cannot wait for. */
  readonly bundle?: (options: BuildOptions) => BuildOptions;
  /** The function itself. */
  readonly function?: Transform<aws.lambda.FunctionArgs>;
  /** The role that the function runs by. */
  readonly role?: Transform<aws.iam.RoleArgs>;
  /** What the role may do. */
  readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  /** What a durable function's role may do besides. */
  readonly durablePolicy?: Transform<aws.iam.RolePolicyArgs>;
  /** The function's log group. */
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  /** Each alias. */
  readonly alias?: Transform<aws.lambda.AliasArgs>;
  /** The execution environments of an alias that are kept warm. */
  readonly provisionedConcurrency?: Transform<aws.lambda.ProvisionedConcurrencyConfigArgs>;
  /** What becomes of asynchronous invocations, of the function and of each alias. */
  readonly eventInvokeConfig?: Transform<aws.lambda.FunctionEventInvokeConfigArgs>;
}
