import { isObject } from "../../languages/json/index";
import { stringList } from "./string-list";

/** Who calls: all absent is an anonymous caller. */
export interface Principal {
  readonly arn?: string;
  readonly accountId?: string;
  /** For example `AIDAEXAMPLE`. */
  readonly userId?: string;
  /** For example `apigateway.amazonaws.com`. */
  readonly service?: string;
}

export type PrincipalTest = (caller: Principal) => boolean;

/**
 * Compiles `Principal` or `NotPrincipal`; undefined where there is neither.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parsePrincipal(named: unknown, notNamed: unknown): PrincipalTest | undefined | "malformed" {
  if (named === undefined && notNamed === undefined) return undefined;
  const test = parseNamed(named ?? notNamed);
  if (test === undefined || (named !== undefined && notNamed !== undefined)) return "malformed";
  return named === undefined ? (caller) => !test(caller) : test;
}

function parseNamed(value: unknown): PrincipalTest | undefined {
  if (value === "*") return () => true;
  if (!isObject(value)) return undefined;
  const tests = Object.entries(value).map(([type, members]) => {
    const names = stringList(members);
    return names && ((caller: Principal) => names.some((name) => isNamed(caller, type, name)));
  });
  return tests.every((test) => test !== undefined) ? (caller) => tests.some((test) => test(caller)) : undefined;
}

function isNamed(caller: Principal, type: string, name: string): boolean {
  if (type === "Service") return caller.service === name;
  if (type !== "AWS") return false;
  if (name === "*") return true;
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return account === undefined ? caller.arn === name : caller.accountId === account;
}
