/** What Lambda refuses of a function, as far as it is known before a deployment: every problem at its place. */
import { ARCHITECTURES, arnParts, isExcluded, LOG_RETENTION_DAYS, type Problem, RESERVED_VARIABLES } from "../../definition/index";
import type { AliasArgs, AsynchronousArgs, LambdaFunctionArgs } from "./arguments";
import { combinationProblems } from "./combinations";
import { DESTINATIONS } from "./destinations";
import { LENGTHS, LIMITS, type Limit } from "./limits";
import { placesOfValues } from "./places-of-values";
import { problem } from "./problem";
import { rolePolicyProblems } from "./role-policy-problems";
import { runtimeProblem } from "./runtimes";
import { PARAMETER_VARIABLE, SECRET_VARIABLE } from "./values";

/** Sources of numbers: limits.ts; of lists: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export function functionProblems(name: string, args: LambdaFunctionArgs<string>): readonly Problem[] {
  const { asynchronous = {}, transform = {} } = args;
  return [
    ...(transform.function === undefined ? nameProblems(name) : []),
    ...length("description", args.description, LENGTHS.description),
    ...(typeof args.handler === "string" ? handlerProblems(args.handler) : []),
    ...(typeof args.runtime === "string" ? problemAt("runtime", runtimeProblem(args.runtime)) : []),
    ...(isExcluded(ARCHITECTURES, args.architecture ?? "arm64") ? oneOf("architecture", args.architecture, ARCHITECTURES) : []),
    ...range("memorySize", args.memorySize, LIMITS.memorySize),
    ...range("timeout", args.timeout, LIMITS.timeout),
    ...range("ephemeralStorage", args.ephemeralStorage, LIMITS.ephemeralStorage),
    ...oneOf("logRetentionInDays", args.logRetentionInDays, [FOR_EVER, ...LOG_RETENTION_DAYS]),
    ...range("reservedConcurrentExecutions", args.reservedConcurrentExecutions, LIMITS.reservedConcurrentExecutions),
    ...environmentProblems(args),
    ...combinationProblems(args),
    ...range("durable.executionTimeout", args.durable && Reflect.get(args.durable, "executionTimeout"), LIMITS.executionTimeout),
    ...range("durable.retentionPeriod", args.durable && Reflect.get(args.durable, "retentionPeriod"), LIMITS.retentionPeriod),
    ...Object.keys(args.secrets ?? {}).flatMap((secret) => valueNameProblems(`secrets.${secret}`, secret, SECRET_VARIABLE, args)),
    ...Object.keys(args.parameters ?? {}).flatMap((one) => valueNameProblems(`parameters.${one}`, one, PARAMETER_VARIABLE, args)),
    ...keyProblems(args.kmsKeyArn),
    ...layerProblems(args.layers ?? []),
    ...listLength("vpc.subnetIds", args.vpc?.subnetIds, 16),
    ...listLength("vpc.securityGroupIds", args.vpc?.securityGroupIds, 5),
    ...range("asynchronous.maximumRetryAttempts", asynchronous.maximumRetryAttempts, LIMITS.maximumRetryAttempts),
    ...range("asynchronous.maximumEventAgeInSeconds", asynchronous.maximumEventAgeInSeconds, LIMITS.maximumEventAgeInSeconds),
    ...rolePolicyProblems(args.policy),
    ...destinationProblems(asynchronous),
    ...Object.entries<AliasArgs>(args.aliases ?? {}).flatMap(([alias, one]) => aliasProblems(alias, one, args)),
  ];
}

/** As the provider has it: https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/loggroup/ */
const FOR_EVER = 0;

function nameProblems(name: string): readonly Problem[] {
  if (name.length > LENGTHS.name)
    return problem(
      "name",
      `${JSON.stringify(name)} has ${name.length} letters, and a function's name has at most ${LENGTHS.name}, of which Pulumi adds 8; shorten it`,
    );
  if (!/^[a-zA-Z0-9-_]+$/.test(name))
    return problem("name", `${JSON.stringify(name)} has other letters than a-z, A-Z, 0-9, - and _, which a function's name may have`);
  return [];
}

function handlerProblems(handler: string): readonly Problem[] {
  if (/\s/.test(handler) || handler === "")
    return problem("handler", `${JSON.stringify(handler)} names no export; write the name alone, without spaces`);
  return length("handler", handler, LENGTHS.handler);
}

function environmentProblems(args: LambdaFunctionArgs<string>): readonly Problem[] {
  const environment = { ...args.environment, ...placesOfValues(args) };
  const names = Object.keys(args.environment ?? {}).flatMap((name) => {
    const where = `environment.${name}`;
    if (RESERVED_VARIABLES.has(name)) return problem(where, "Lambda sets this variable itself; take another name");
    if (!/^[a-zA-Z]\w+$/.test(name))
      return problem(where, "a variable's name has two letters or more of a-z, A-Z, 0-9 and _, and begins with a letter");
    return [];
  });
  const known = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, typeof value === "string" ? value : ""]));
  const bytes = Buffer.byteLength(JSON.stringify(known));
  if (bytes <= 4096) return names;
  return [
    ...names,
    ...problem(
      "environment",
      `it has ${bytes} bytes, and all variables together have at most 4096; read the rest from a parameter or a file that include takes along`,
    ),
  ];
}

/** As the API's model has it (botocore 1.44.8, `LayerVersionArn`): the version's own, or that of a layer of AWS. */
const LAYER_VERSION = /^(arn:[^:]+:lambda:[^:]+:[^:]+:layer:[^:]+):\d+$|^arn:[^:]+:lambda:::awslayer:[^:]+$/;

function layerProblems(layers: readonly unknown[]): readonly Problem[] {
  const many = layers.length > 5 ? problem("layers", `there are ${layers.length}, and a function has at most 5; put several into one`) : [];
  const taken = new Map<string, number>();
  const each = layers.flatMap((layer, index) => {
    if (typeof layer !== "string") return [];
    const where = `layers[${index}]`;
    if (/^arn:.+:layer:[^:]+$/.test(layer))
      return problem(where, `${layer} names no version; a layer's ARN ends with one, as in ${layer}:1`);
    const version = LAYER_VERSION.exec(layer);
    if (version === null)
      return problem(
        where,
        `${JSON.stringify(layer)} is no ARN of a layer's version; write arn:aws:lambda:<region>:<account>:layer:<name>:<version>`,
      );
    const [, name = layer] = version;
    const other = taken.get(name);
    taken.set(name, index);
    // Reported: https://github.com/DataDog/serverless-plugin-datadog/issues/195, also of one version that is named twice.
    return other === undefined
      ? []
      : problem(
          where,
          `${layer} is a version of the same layer as layers[${other}], and a function has one version of a layer; leave one out`,
        );
  });
  return [...many, ...each];
}

/** As the API's model has it (botocore 1.44.8, `KMSKeyArn`). */
function keyProblems(key: unknown): readonly Problem[] {
  if (typeof key !== "string" || key === "" || key.startsWith("arn:")) return [];
  return problem("kmsKeyArn", `${JSON.stringify(key)} is no ARN; write the key's, arn:aws:kms:<region>:<account>:key/<id>`);
}

/** Destinations that are known before a deployment. */
function destinationProblems(asynchronous: AsynchronousArgs): readonly Problem[] {
  return (["onFailure", "onSuccess", "deadLetterTarget"] as const).flatMap((name) => {
    const arn = asynchronous[name];
    const services: readonly string[] = DESTINATIONS[name];
    if (typeof arn !== "string" || services.includes(arnParts(arn).service)) return [];
    return problem(
      `asynchronous.${name}`,
      `${JSON.stringify(arn)} is none of what Lambda sends this to; give the ARN of one of ${services.join(", ")}`,
    );
  });
}

function aliasProblems(
  name: string,
  alias: AliasArgs,
  { publish, reservedConcurrentExecutions: reserved }: LambdaFunctionArgs<string>,
): readonly Problem[] {
  const where = `aliases.${name}`;
  const { functionVersion, provisionedConcurrentExecutions: provisioned, traffic } = alias;
  const isLatest = functionVersion === "$LATEST" || (functionVersion === undefined && publish === false);
  const at = `${where}.provisionedConcurrentExecutions`;
  return [
    ...(/^(?![0-9]+$)[a-zA-Z0-9-_]+$/.test(name) && name.length <= LENGTHS.alias
      ? []
      : problem(
          where,
          `an alias's name has up to ${LENGTHS.alias} letters of a-z, A-Z, 0-9, - and _, and not only digits, which are a version's`,
        )),
    ...(typeof functionVersion === "string" && !/^(\$LATEST|[0-9]+)$/.test(functionVersion)
      ? problem(`${where}.functionVersion`, `${JSON.stringify(functionVersion)} is no version; write its number`)
      : []),
    ...(traffic === undefined ? [] : trafficProblems(`${where}.traffic`, traffic, isLatest)),
    ...range(at, provisioned, LIMITS.provisionedConcurrentExecutions),
    ...(provisioned !== undefined && isLatest
      ? problem(at, "environments are kept warm for a version, not for $LATEST; leave publish away, or give a functionVersion")
      : []),
    ...(typeof provisioned === "number" && typeof reserved === "number" && provisioned > reserved
      ? problem(at, `${provisioned} is more than the ${reserved} requests at a time that reservedConcurrentExecutions allows`)
      : []),
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html: one other version, and neither is $LATEST. */
function trafficProblems(where: string, traffic: Readonly<Record<string, number>>, isLatest: boolean): readonly Problem[] {
  const entries = Object.entries(traffic);
  if (isLatest)
    return problem(where, "requests are shared by versions, of which $LATEST is none; leave publish away, or give a functionVersion");
  if (entries.length !== 1)
    return problem(where, `it names ${entries.length} versions; name the one that still answers, "previous" or by its number`);
  return entries.flatMap(([version, share]) => {
    if (!/^(previous|[0-9]+)$/.test(version)) return problem(`${where}.${version}`, 'it is no version; write "previous", or its number');
    return share >= 0 && share <= 1
      ? []
      : problem(`${where}.${version}`, `${share} is not allowed; give a share of all requests from 0 to 1`);
  });
}

function valueNameProblems(where: string, name: string, prefix: string, { environment }: LambdaFunctionArgs<string>): readonly Problem[] {
  if (!/^\w+$/.test(name)) return problem(where, "such a name has letters, digits and _ alone");
  return Object.hasOwn(environment ?? {}, prefix + name)
    ? problem(where, `its place is told by the variable ${prefix}${name}, which environment has, too; take another name`)
    : [];
}

/** Of a number that is known now. */
function range(where: string, value: unknown, { minimum, maximum, unit }: Limit): readonly Problem[] {
  if (typeof value !== "number") return [];
  if (Number.isInteger(value) && value >= minimum && value <= (maximum ?? Number.POSITIVE_INFINITY)) return [];
  const allowed = maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
  return problem(where, `${value} is not allowed; give a whole number of ${unit} ${allowed}`);
}

function oneOf(where: string, value: unknown, allowed: readonly unknown[]): readonly Problem[] {
  if ((typeof value !== "number" && typeof value !== "string") || allowed.includes(value)) return [];
  return problem(where, `${value} is not allowed; give one of ${allowed.join(", ")}`);
}

function length(where: string, value: unknown, maximum: number): readonly Problem[] {
  return typeof value === "string" && value.length > maximum
    ? problem(where, `it has ${value.length} letters, and at most ${maximum} are allowed`)
    : [];
}

function listLength(where: string, value: unknown, maximum: number): readonly Problem[] {
  return Array.isArray(value) && value.length > maximum
    ? problem(where, `there are ${value.length}, and at most ${maximum} are allowed`)
    : [];
}

function problemAt(where: string, message: string | undefined): readonly Problem[] {
  return message === undefined ? [] : problem(where, message);
}
