import { whole } from "../../definition/index";
import { Archive, Asset, type Cloud, type Resource } from "../program/index";
import { functionArn } from "./access";
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
  readonly code: Archive | { readonly missing: string };
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
        code: codeOf(resource),
      });
    });
}

function codeOf({ inputs }: Resource): LocalFunction["code"] {
  const { code, s3Bucket, s3Key, imageUri, runtime } = inputs;
  if (text(imageUri) !== undefined || inputs["packageType"] === "Image")
    return { missing: `it is the container image ${text(imageUri) ?? ""}, which is not run locally` };
  if (text(s3Bucket) !== undefined) return { missing: `its code is in S3 (${text(s3Bucket)}/${text(s3Key) ?? ""}), which is not fetched` };
  if (!text(runtime)?.startsWith("nodejs")) return { missing: `its runtime is ${text(runtime) ?? "not given"}; only Node.js runs locally` };
  if (texts(inputs["layers"]).length > 0) return { missing: `it has layers (${texts(inputs["layers"]).join(", ")}), which are not run locally` };
  if (code instanceof Archive) return code;
  return code instanceof Asset && "path" in code.source ? new Archive(code.source) : { missing: "it has no code" };
}

/** The version that each alias or published version stands for, by qualified ARN. */
export function readQualifiers(registry: Registry, cloud: Cloud): Record<string, string> {
  const published = registry.all("lambda/function:Function").filter(({ inputs }) => flag(inputs["publish"]));
  const versions = published.map(({ outputs }) => [`${text(outputs["arn"])}:${text(outputs["version"])}`, text(outputs["version"]) ?? ""]);
  const aliases = registry.all("lambda/alias:Alias").map(({ inputs, outputs }) => {
    const arn = functionArn(text(inputs["functionName"]) ?? "", cloud);
    return [`${arn}:${text(outputs["name"])}`, text(inputs["functionVersion"]) ?? "$LATEST"];
  });
  return Object.fromEntries([...versions, ...aliases]);
}
