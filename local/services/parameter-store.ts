/** Parameter Store of Systems Manager, as far as functions read from it. */
import type { Parameter, StoredValues } from "../program/index";
import type { KnownCaller } from "./callers";
import { authorize, type Input, type JsonService, type Operation, ServiceFault, textIn } from "./json-service";
import { authorizeKey, type StoredValuesOptions } from "./stored";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const MOST_NAMES = 10;

export function parameterStore({ values, missing }: StoredValuesOptions): JsonService {
  /** The parameter, and what selects a version or a label of it. */
  const find = (given: string) => {
    const [id, selector] = selected(given, values);
    const found = values.parameter(id);
    return { ...found, selector };
  };
  const read = (given: string, input: Input, caller: KnownCaller, action: string): object | undefined => {
    const found = find(given);
    authorize(caller, action, found.arn);
    // A version that has been made locally is the first.
    return found.value === undefined || !["", ":1"].includes(found.selector) ? undefined : described(found, input, caller);
  };
  const described = (found: Parameter & { readonly selector: string }, input: Input, caller: KnownCaller): object => {
    const { name, arn, type, dataType, key, selector } = found;
    const encrypted = type === "SecureString" && input["WithDecryption"] !== true;
    if (type === "SecureString" && !encrypted) authorizeKey(caller, key);
    return {
      Name: name,
      Type: type,
      Value: encrypted ? CIPHERTEXT : found.value,
      Version: 1,
      ...(selector !== "" && { Selector: selector }),
      LastModifiedDate: MODIFIED,
      ARN: arn,
      DataType: dataType,
    };
  };

  const getParameter: Operation = (input, caller) => {
    const name = textIn(input, "Name");
    const parameter = read(name, input, caller, "ssm:GetParameter");
    if (parameter !== undefined) return { Parameter: parameter };
    const { selector } = find(name);
    throw selector === ""
      ? new ServiceFault("ParameterNotFound", missing("parameter", name, "value"))
      : new ServiceFault(
          "ParameterVersionNotFound",
          `Systems Manager could not find version ${selector.slice(1)} of ${name}. Verify the version and try again.`,
        );
  };

  const getParameters: Operation = (input, caller) => {
    const names = namesIn(input);
    const found = names.map((name) => [name, read(name, input, caller, "ssm:GetParameters")] as const);
    return {
      Parameters: found.flatMap(([, parameter]) => parameter ?? []),
      InvalidParameters: found.flatMap(([name, parameter]) => (parameter === undefined ? [name] : [])),
    };
  };

  const getParametersByPath: Operation = (input, caller) => {
    const path = textIn(input, "Path").replace(/\/$/, "");
    if (!/^(\/[\w.-]+)*$/.test(path))
      throw new ServiceFault("ValidationException", "Path begins with / and has letters, digits, _, - and . between slashes");
    authorize(caller, "ssm:GetParametersByPath", values.parameter(path === "" ? "/" : path).arn);
    const below = values
      .parameters()
      .filter(({ name, value }) => value !== undefined && name.startsWith(`${path}/`))
      .filter(({ name }) => input["Recursive"] === true || !name.slice(path.length + 1).includes("/"))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const from = Number(input["NextToken"] ?? 0) || 0;
    const most = typeof input["MaxResults"] === "number" ? Math.min(Math.max(1, input["MaxResults"]), MOST_NAMES) : MOST_NAMES;
    const end = from + most;
    return {
      Parameters: below.slice(from, end).map((found) => described({ ...found, selector: "" }, input, caller)),
      ...(end < below.length && { NextToken: String(end) }),
    };
  };

  return {
    name: "ssm",
    takesQueries: true,
    operations: { GetParameter: getParameter, GetParameters: getParameters, GetParametersByPath: getParametersByPath },
  };
}

/** What nobody may take for the value. */
const CIPHERTEXT = Buffer.from("encrypted; ask WithDecryption").toString("base64");

/** Seconds since the epoch: when a program is made is nothing that it says. */
const MODIFIED = 1_700_000_000;

/**
 * A name may be followed by a version or a label:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
 */
function selected(given: string, values: StoredValues): readonly [id: string, selector: string] {
  const [, id = given, selector = ""] = /^((?:arn:(?:[^:]*:){4})?[^:]+)(:[^:]+)?$/.exec(given) ?? [];
  return values.parameter(given).value === undefined ? [id, selector] : [given, ""];
}

function namesIn(input: Input): readonly string[] {
  const names = input["Names"];
  if (Array.isArray(names) && names.length > 0 && names.length <= MOST_NAMES && names.every((name) => typeof name === "string"))
    return names;
  throw new ServiceFault("ValidationException", `Names must be a list of one to ${MOST_NAMES} names`);
}
