/** What Parameter Store and Secrets Manager hold: the program's own values, and those that are given for this machine. */
import { type Given, givenOf } from "./given";
import { arnIn, type Cloud, type Resource } from "./resource";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Parameter.html */
export interface Parameter {
  readonly name: string;
  readonly arn: string;
  /** `String`, `StringList` or `SecureString`. */
  readonly type: string;
  readonly dataType: string;
  /** ARN of the key that encrypts it, where it is not AWS's own for this. */
  readonly key?: string | undefined;
  /** Undefined where neither the program nor anybody else says it. */
  readonly value: string | undefined;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  /** ARN of the key that encrypts it, where it is not AWS's own for this. */
  readonly key?: string | undefined;
  /** Those that have a text, the newest first. */
  readonly versions: readonly SecretVersion[];
}

export interface SecretVersion {
  readonly id: string;
  readonly stages: readonly string[];
  readonly text: string | undefined;
  /** In base64. */
  readonly binary: string | undefined;
}

export interface StoredValues {
  /** By name or ARN. */
  parameter(id: string): Parameter;
  /** Those that the program makes, and those that are given. */
  parameters(): readonly Parameter[];
  /** By name, ARN, or an ARN without the six letters that Secrets Manager adds to it. */
  secret(id: string): Secret;
  /** Who has a value, as `--value` names it. */
  holder(kind: "parameter" | "secret", id: string): string;
}

export const CURRENT = "AWSCURRENT";

/** What is given for the provider's own functions stands for whatever they are asked for. */
export const GET_PARAMETER = "aws:ssm/getParameter:getParameter";
export const GET_SECRET_VERSION = "aws:secretsmanager/getSecretVersion:getSecretVersion";

export function storedValues(resources: readonly Resource[], given: Given, cloud: Cloud): StoredValues {
  const parameters = resources.filter(({ type }) => type === "aws:ssm/parameter:Parameter");
  const secrets = resources.filter(({ type }) => type === "aws:secretsmanager/secret:Secret");
  const aliases = resources.filter(({ type }) => type === "aws:kms/alias:Alias");
  const secretVersions = resources.filter(({ type }) => type === "aws:secretsmanager/secretVersion:SecretVersion");

  const madeParameter = (id: string) => {
    const names = parameterNames(id);
    return parameters.find(({ outputs }) => names.includes(String(outputs["name"])) || outputs["arn"] === id);
  };
  const madeSecret = (id: string) =>
    secrets.find(({ outputs: { name, arn } }) => name === id || arn === id || withoutSuffix(String(arn)) === id);

  /** An alias stands for the key that the program gives it; those of AWS itself for keys that ask for nothing. */
  const keyArn = (key: unknown): string | undefined => {
    const id = text(key);
    const [alias] = /alias\/.*$/.exec(id ?? "") ?? [];
    if (alias !== undefined) return keyArn(aliases.find(({ outputs }) => outputs["name"] === alias)?.inputs["targetKeyId"]);
    return id === undefined || id.startsWith("arn:") ? id : arnIn(cloud, "kms", `key/${id}`);
  };

  const parameterOf = ({ outputs, inputs }: Resource): Parameter => {
    const otherwise = givenParameter(String(outputs["name"]));
    return {
      ...otherwise,
      arn: String(outputs["arn"]),
      type: text(inputs["type"]) ?? otherwise.type,
      dataType: text(inputs["dataType"]) ?? otherwise.dataType,
      key: keyArn(inputs["keyId"]),
      value: text(outputs["value"] ?? outputs["insecureValue"] ?? inputs["valueWo"]) ?? otherwise.value,
    };
  };
  const givenParameter = (name: string): Parameter => {
    const { type, value = givenOf(given, GET_PARAMETER)["value"] } = givenOf(given, name);
    const place = name.startsWith("arn:") ? name : arnIn(cloud, "ssm", `parameter/${name.replace(/^\//, "")}`);
    return { name, arn: place, type: text(type) ?? "String", dataType: "text", value: text(value) };
  };
  const givenVersion = (name: string, more: Resource["outputs"] = {}): SecretVersion => {
    const texts = textOf({ ...givenOf(given, GET_SECRET_VERSION), ...givenOf(given, name), ...more });
    return { id: FIRST_VERSION, stages: [CURRENT], ...texts };
  };

  return {
    parameter(id) {
      const made = madeParameter(id);
      const names = parameterNames(id);
      return made === undefined
        ? (names.map(givenParameter).find(({ value }) => value !== undefined) ?? givenParameter(names[0] ?? id))
        : parameterOf(made);
    },
    parameters() {
      const made = parameters.map(parameterOf);
      const others = [...given.keys()].flatMap((key) => /^(\/.+)\.value$/.exec(key)?.[1] ?? []);
      return [...made, ...others.filter((name) => !made.some((known) => known.name === name)).map(givenParameter)];
    },
    secret(id) {
      const made = madeSecret(id);
      const name = made === undefined ? secretName(id) : String(made.outputs["name"]);
      const names = made === undefined ? [id, name, withoutSuffix(name)] : [name];
      const isOf = ({ inputs }: Resource) => made !== undefined && [made.id, name].includes(String(inputs["secretId"]));
      // What is given counts where the program says no text; of two versions of a stage the later one has it.
      const versions = [...names.map((one) => givenVersion(one, made?.outputs)), ...secretVersions.filter(isOf).map(versionOf)];
      return {
        name,
        arn:
          made === undefined ? (id.startsWith("arn:") ? id : arnIn(cloud, "secretsmanager", `secret:${id}`)) : String(made.outputs["arn"]),
        key: keyArn(made?.inputs["kmsKeyId"]),
        versions: versions.filter(({ text, binary }) => text !== undefined || binary !== undefined).reverse(),
      };
    },
    holder(kind, id) {
      if (kind === "parameter") return madeParameter(id)?.name ?? parameterNames(id)[0] ?? id;
      return madeSecret(id)?.name ?? (id.startsWith("arn:") ? withoutSuffix(secretName(id)) : id);
    },
  };
}

/** Any: a version's id is told in no program. */
const FIRST_VERSION = "00000000-0000-4000-a000-000000000000";

function versionOf({ inputs, outputs }: Resource, index: number): SecretVersion {
  const stages = inputs["versionStages"];
  return {
    id: text(outputs["versionId"]) ?? FIRST_VERSION.replace(/0$/, String(index + 1)),
    stages: Array.isArray(stages) && stages.length > 0 ? stages.map(String) : [CURRENT],
    ...textOf(outputs),
  };
}

function textOf(from: Readonly<Record<string, unknown>>): Pick<SecretVersion, "text" | "binary"> {
  return { text: text(from["secretString"] ?? from["secretStringWo"]), binary: text(from["secretBinary"]) };
}

/** An ARN says a name, but for the slash that it may begin with. */
function parameterNames(id: string): readonly string[] {
  const [, path] = /^arn:[^:]+:ssm:[^:]+:[^:]+:parameter\/(.+)$/.exec(id) ?? [];
  return path === undefined ? [id] : [`/${path}`, path, id];
}

/** Of an ARN: with the letters that Secrets Manager adds, if it has them. */
function secretName(id: string): string {
  return /^arn:[^:]+:secretsmanager:[^:]+:[^:]+:secret:(.+)$/.exec(id)?.[1] ?? id;
}

function withoutSuffix(id: string): string {
  return id.replace(/-\w{6}$/, "");
}

/** Objects that were given as JSON are such texts. */
function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
