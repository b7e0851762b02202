/** What a function finds in `process.env`: nothing of this process's own. */
import { randomBytes } from "node:crypto";
import { arnParts } from "../../definition/index";
import type { FunctionConfiguration } from "./types";

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime; the values as recorded for Node.js
 * runtimes.
 */
export function environmentVariables(
  configuration: FunctionConfiguration,
  version: string,
  logStream: string,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const { runtime, directory, layers, logging, environment } = configuration;
  const { region } = arnParts(configuration.arn);
  const opt = layers ?? "/opt";
  return {
    PATH: `/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:${opt}/bin`,
    LANG: "en_US.UTF-8",
    ...modulePath(runtime, directory, opt),
    LD_LIBRARY_PATH: `/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:${directory}:${directory}/lib:${opt}/lib`,
    PWD: directory,
    SHLVL: "0",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    TZ: ":UTC",
    ...extra,
    ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, locatedHere(value, configuration)])),
    // The reserved ones.
    _HANDLER: configuration.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // https://docs.aws.amazon.com/lambda/latest/dg/runtimes-provided.html: these have none.
    ...(runtime.startsWith("provided") ? {} : { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` }),
    AWS_LAMBDA_FUNCTION_NAME: configuration.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup ?? `/aws/lambda/${configuration.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    ...(logging?.format === "JSON" ? { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel } : {}),
    LAMBDA_TASK_ROOT: directory,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
  };
}

/** A function's own variable, with the folders where its code and its layers are on AWS as they are on this machine. */
export function locatedHere(value: string, { directory, layers }: Pick<FunctionConfiguration, "directory" | "layers">): string {
  const places: [RegExp, string | undefined][] = [
    [/(?<![\w.-])\/var\/task(?![\w.-])/g, directory],
    [/(?<![\w.-])\/opt(?=\/)/g, layers],
  ];
  return places.reduce((text, [onAws, here]) => (here === undefined ? text : text.replace(onAws, () => here)), value);
}

function modulePath(runtime: string, directory: string, opt: string): Record<string, string> {
  const node = /^nodejs\d+/.exec(runtime)?.[0].replace("js", "");
  if (node !== undefined)
    return {
      NODE_PATH: `${opt}/nodejs/${node}/node_modules:${opt}/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:${directory}`,
    };
  const python = /^python3\.\d+/.exec(runtime)?.[0];
  return python === undefined ? {} : { PYTHONPATH: `${opt}/python/lib/${python}/site-packages:${opt}/python:/var/runtime` };
}

/** The name of an environment's log stream. */
export function logStreamName(version: string): string {
  return `${new Date().toISOString().slice(0, 10).replaceAll("-", "/")}/[${version}]${randomBytes(16).toString("hex")}`;
}
