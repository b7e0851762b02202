import { whole } from "../../definition/index";
import type { Asynchronous, Logging } from "../lambda/index";
import { Archive, Asset, type Cloud, type Resource } from "../program/index";
import { cloudOf, functionArn } from "./access";
import { readObjects } from "./objects";
import { flag, number, properties, text, textMap, texts } from "./properties";
import { named, type Registry } from "./registry";

/** A function of the program, its code not yet unpacked. */
export interface LocalFunction {
  /** How the resource is named in messages. */
  readonly resource: string;
  readonly name: string;
  /** The name of the resource in the program. */
  readonly logicalName: string;
  readonly arn: string;
  readonly handler: string;
  readonly runtime: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB */
  readonly memorySize: number;
  /** MB of /tmp. */
  readonly ephemeralStorage: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly logGroup?: string;
  readonly logging?: Logging;
  readonly code: Archive | { readonly missing: string };
  /** Those of the program; the later ones lie over the earlier. */
  readonly layers: readonly Archive[];
  /** Where it expects AWS's own layer for parameters and secrets, if it has that. */
  readonly extension?: { readonly port: number | undefined };
  readonly role?: string;
  /** Of asynchronous requests that failed. */
  readonly asynchronous: Asynchronous;
}

/** The program's functions. Defaults: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export function readFunctions(registry: Registry): LocalFunction[] {
  return registry
    .all("lambda/function:Function")
    .filter(({ existing }) => !existing)
    .map((resource) => {
      const { inputs, outputs } = resource;
      const reserved = number(inputs["reservedConcurrentExecutions"]);
      return whole<LocalFunction>({
        resource: named(resource),
        name: text(outputs["name"]) ?? resource.name,
        logicalName: resource.name,
        arn: text(outputs["arn"]) ?? "",
        handler: text(inputs["handler"]) ?? "",
        runtime: text(inputs["runtime"]) ?? "",
        timeout: number(inputs["timeout"]) ?? 3,
        memorySize: number(inputs["memorySize"]) ?? 128,
        ephemeralStorage: number(properties(inputs["ephemeralStorage"])["size"]) ?? 512,
        environment: textMap(properties(inputs["environment"])["variables"]),
        reservedConcurrency: reserved === undefined || reserved < 0 ? undefined : reserved,
        logGroup: text(properties(inputs["loggingConfig"])["logGroup"]),
        logging: loggingOf(inputs["loggingConfig"]),
        code: codeOf(resource, registry),
        layers: texts(inputs["layers"]).flatMap((arn) => layerOf(arn, registry) ?? []),
        extension: extensionOf(resource),
        role: text(inputs["role"]),
        asynchronous: asynchronousOf(resource, registry),
      });
    });
}

function codeOf({ inputs }: Resource, registry: Registry): LocalFunction["code"] {
  const { imageUri } = inputs;
  if (text(imageUri) !== undefined || inputs["packageType"] === "Image")
    return { missing: `it is the container image ${text(imageUri) ?? ""}, which is not run locally` };
  const runtime = text(inputs["runtime"]);
  if (!/^(nodejs\d|python3|provided)/.test(runtime ?? ""))
    return { missing: `its runtime is ${runtime ?? "not given"}, which is not run locally; those of Node.js, Python and provided.* are` };
  const needed = texts(inputs["layers"]).filter((arn) => !EXTENSION_LAYER.test(arn) && !INSIGHTS_LAYER.test(arn));
  const unknown = needed.filter((arn) => layerOf(arn, registry) === undefined);
  if (unknown.length > 0)
    return {
      missing: `it has layers whose files the program does not have (${unknown.join(", ")}); make them in the program by aws.lambda.LayerVersion`,
    };
  const { s3Bucket, s3Key } = inputs;
  return (
    archiveOf(inputs, registry) ?? {
      missing:
        text(s3Bucket) === undefined
          ? "it has no code"
          : `its code is in S3 (${text(s3Bucket)}/${text(s3Key) ?? ""}), which is not fetched; put it there by an aws.s3.BucketObject of the program, or give it as code`,
    }
  );
}

/**
 * Its ARNs are of an account of AWS's in each region:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
 */
const EXTENSION_LAYER = /:layer:AWS-Parameters-and-Secrets-Lambda-Extension/;

/**
 * CloudWatch's extension, which looks at the function from beside it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
 */
export const INSIGHTS_LAYER = /:layer:LambdaInsightsExtension/;

function extensionOf({ inputs }: Resource): LocalFunction["extension"] {
  if (!texts(inputs["layers"]).some((arn) => EXTENSION_LAYER.test(arn))) return undefined;
  return { port: number(textMap(properties(inputs["environment"])["variables"])["PARAMETERS_SECRETS_EXTENSION_HTTP_PORT"]) };
}

function layerOf(arn: string, registry: Registry): Archive | undefined {
  const layer = registry.all("lambda/layerVersion:LayerVersion").find(({ outputs, id }) => outputs["arn"] === arn || id === arn);
  return layer && archiveOf(layer.inputs, registry);
}

/** Given as it is, or as an object that the program puts into S3. */
function archiveOf({ code, s3Bucket, s3Key }: Resource["inputs"], registry: Registry): Archive | undefined {
  if (text(s3Bucket) === undefined) return asArchive(code);
  return asArchive(readObjects(registry).find(({ bucket, key }) => bucket === text(s3Bucket) && key === text(s3Key))?.content);
}

function asArchive(code: unknown): Archive | undefined {
  if (code instanceof Archive) return code;
  return code instanceof Asset && "path" in code.source ? new Archive(code.source) : undefined;
}

function loggingOf(given: unknown): Logging | undefined {
  const { logFormat, applicationLogLevel, systemLogLevel } = properties(given);
  if (text(logFormat) === undefined) return undefined;
  return {
    format: text(logFormat) === "JSON" ? "JSON" : "Text",
    applicationLevel: text(applicationLogLevel) ?? "INFO",
    systemLevel: text(systemLogLevel) ?? "INFO",
  };
}

/** What a FunctionEventInvokeConfig says counts for that function, whichever qualifier it has. */
function asynchronousOf({ inputs, outputs }: Resource, registry: Registry): Asynchronous {
  const names = [outputs["name"], outputs["arn"]];
  const config = registry
    .all("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
    .find((found) => names.includes(found.inputs["functionName"]));
  const destination = (kind: string) => text(properties(properties(properties(config?.inputs["destinationConfig"])[kind]))["destination"]);
  return whole<Asynchronous>({
    maximumRetryAttempts: number(config?.inputs["maximumRetryAttempts"]) ?? 2,
    maximumEventAgeInSeconds: number(config?.inputs["maximumEventAgeInSeconds"]),
    onSuccess: destination("onSuccess"),
    onFailure: destination("onFailure"),
    deadLetterQueue: text(properties(inputs["deadLetterConfig"])["targetArn"]),
  });
}

/** The version that each alias or published version stands for, by qualified ARN. */
export function readQualifiers(registry: Registry, cloud: Cloud): Record<string, string> {
  const published = registry.all("lambda/function:Function").filter(({ inputs }) => flag(inputs["publish"]));
  const versions = published.map(({ outputs }) => [`${text(outputs["arn"])}:${text(outputs["version"])}`, text(outputs["version"]) ?? ""]);
  const aliases = registry.all("lambda/alias:Alias").map(({ inputs, outputs }) => {
    const arn = functionArn(text(inputs["functionName"]) ?? "", cloudOf(outputs, cloud));
    return [`${arn}:${text(outputs["name"])}`, text(inputs["functionVersion"]) ?? "$LATEST"];
  });
  return Object.fromEntries([...versions, ...aliases]);
}

/** The shares of requests that aliases send to other versions than their own, by qualified ARN. */
export function readWeights(registry: Registry, cloud: Cloud): Record<string, Record<string, number>> {
  return Object.fromEntries(
    registry.all("lambda/alias:Alias").map(({ inputs, outputs }) => {
      const shares = Object.entries(properties(properties(inputs["routingConfig"])["additionalVersionWeights"]));
      return [
        `${functionArn(text(inputs["functionName"]) ?? "", cloudOf(outputs, cloud))}:${text(outputs["name"])}`,
        Object.fromEntries(shares.map(([version, share]) => [version, number(share) ?? 0])),
      ];
    }),
  );
}
