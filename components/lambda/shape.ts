import { boolean, integer, json, late, list, map, native, number, objectOf, shapeOf, text } from "../shape/property";
import type { AliasArgs, AsynchronousArgs, FunctionOptions, LambdaFunctionArgs, LambdaFunctionTransform } from "./arguments";

type NameIn<T> = T extends unknown ? keyof T : never;

/** What any function takes, whatever it is made from. */
type Args = Readonly<Record<NameIn<LambdaFunctionArgs<string>>, unknown>>;

const lateText = late(text);
const lateInteger = late(integer);
const callback = native("callback");

/** The arguments of a `LambdaFunction`. */
export const LAMBDA_FUNCTION_ARGS = shapeOf<Args>({
  description: lateText,
  entry: text,
  code: native("anything"),
  inline: native("anything"),
  image: lateText,
  imageConfig: late(json),
  handler: text,
  runtime: text,
  architecture: text,
  memorySize: lateInteger,
  timeout: lateInteger,
  ephemeralStorage: lateInteger,
  environment: map(lateText),
  secrets: map(lateText),
  parameters: map(lateText),
  kmsKeyArn: lateText,
  policy: list(
    objectOf(
      shapeOf<NonNullable<FunctionOptions<string>["policy"]>[number]>({ actions: list(text), resources: list(lateText) }, [
        "actions",
        "resources",
      ]),
    ),
  ),
  tracing: boolean,
  logRetentionInDays: lateInteger,
  vpc: objectOf(
    shapeOf<NonNullable<FunctionOptions<string>["vpc"]>>({ subnetIds: late(list(lateText)), securityGroupIds: late(list(lateText)) }),
  ),
  reservedConcurrentExecutions: lateInteger,
  publish: boolean,
  snapStart: boolean,
  durable: late(json),
  tenantIsolation: text,
  aliases: map(
    objectOf(
      shapeOf<AliasArgs>({
        description: lateText,
        functionVersion: lateText,
        traffic: map(number),
        provisionedConcurrentExecutions: lateInteger,
      }),
    ),
  ),
  asynchronous: objectOf(
    shapeOf<AsynchronousArgs>({
      maximumRetryAttempts: lateInteger,
      maximumEventAgeInSeconds: lateInteger,
      onFailure: lateText,
      onSuccess: lateText,
      deadLetterTarget: lateText,
    }),
  ),
  tags: map(lateText),
  suppressWarnings: list(text),
  transform: objectOf(
    shapeOf<LambdaFunctionTransform>({
      bundle: callback,
      logGroup: callback,
      role: callback,
      rolePolicy: callback,
      durablePolicy: callback,
      function: callback,
      alias: callback,
      eventInvokeConfig: callback,
      provisionedConcurrency: callback,
    }),
  ),
  format: text,
  external: list(text),
  bundleAwsSdk: boolean,
  nodeModules: list(text),
  include: list(text),
  loader: map(text),
  sourceMap: boolean,
  minify: boolean,
  define: map(text),
  alias: map(text),
  mainFields: list(text),
  conditions: list(text),
  tsconfig: text,
  loadCheck: boolean,
  layers: list(lateText),
});
