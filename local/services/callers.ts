import { randomBytes } from "node:crypto";
import { evaluatePolicy, parsePolicy, type Role } from "../../gateway/index";
import type { Caller } from "../dynamodb/index";

export interface CallingFunction {
  readonly name: string;
  /** ARN of its role. */
  readonly role?: string;
}

/** A function, or API Gateway, as the local services know it. */
export interface KnownCaller extends Caller {
  readonly name: string;
}

/** Access keys of this run alone: who has not been given one by this process is not let in by its services. */
export interface Callers {
  /** The variables by which a function signs its requests. */
  variablesOf(functionName: string): Record<string, string>;
  /** With which API Gateway signs; it has looked at the role's policies itself. */
  readonly gatewayKeyId: string;
  callerOf(accessKeyId: string): KnownCaller | undefined;
  /** By a session token. */
  callerOfToken(token: string): KnownCaller | undefined;
}

/**
 * A key for each function, which may do what the policies of its role allow; all, where the role is not the program's. @param own - the
 * user's own keys, for all of them
 */
export function createCallers(
  functions: readonly CallingFunction[],
  roles: readonly Role[],
  own?: Readonly<Record<string, string>>,
): Callers {
  const secret = randomBytes(30).toString("base64");
  const byKey = new Map<string, KnownCaller>();
  const byToken = new Map<string, KnownCaller>();
  const variables = new Map<string, Record<string, string>>();
  for (const { name, role: arn } of functions) {
    const [key, token] = [newKeyId(), randomBytes(60).toString("base64")];
    const role = roles.find((known) => known.arn === arn);
    variables.set(name, { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token });
    const caller =
      role === undefined ? { name, arn: arn ?? name, allows: () => true } : { name, arn: assumed(role.arn, name), allows: allowedBy(role) };
    byKey.set(key, caller);
    byToken.set(token, caller);
  }
  const ownKeyId = own?.["AWS_ACCESS_KEY_ID"];
  if (ownKeyId !== undefined) byKey.set(ownKeyId, OWNER);
  const ownToken = own?.["AWS_SESSION_TOKEN"];
  if (ownToken !== undefined) byToken.set(ownToken, OWNER);
  const gatewayKeyId = newKeyId();
  byKey.set(gatewayKeyId, { name: "apigateway", arn: "apigateway.amazonaws.com", allows: () => true });
  return {
    gatewayKeyId,
    variablesOf: (name) => own ?? variables.get(name) ?? {},
    callerOf: (accessKeyId) => byKey.get(accessKeyId),
    callerOfToken: (token) => byToken.get(token),
  };
}

/** Whoever uses the user's own keys. */
const OWNER: KnownCaller = { name: "a function", arn: "a function", allows: () => true };

function newKeyId(): string {
  return `ASIA${randomBytes(8).toString("hex").toUpperCase()}`;
}

/** A session is named after its function: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
function assumed(roleArn: string, name: string): string {
  const [, partition, account, role] = /^arn:([^:]+):iam::(\d*):role\/(?:.*\/)?([^/]+)$/.exec(roleArn) ?? [];
  return role === undefined ? roleArn : `arn:${partition}:sts::${account}:assumed-role/${role}/${name}`;
}

function allowedBy({ policies }: Role): Caller["allows"] {
  const policy = policies.flatMap((document) => parsePolicy(document) ?? []);
  return (action, resource) => evaluatePolicy(policy, { action, resource }) === "Allow";
}
