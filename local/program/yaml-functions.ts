import { isMapping, type Mapping } from "./yaml";

/** A call of a provider's function. */
export interface Invocation {
  readonly token: string;
  readonly arguments: readonly string[];
  /** The one output that is taken. */
  readonly returns?: string;
  /** The program's variable that has what is answered. */
  readonly variable?: string;
}

/** `fn::aws:getRegion: {}`, short for `fn::invoke: { function: aws:getRegion }`. */
const SHORT = /^fn::([^:]+:[^:]+(?::[^:]+)?)$/i;

/** The calls of functions in a program: https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#built-in-functions */
export function invocationsIn(program: Mapping): readonly Invocation[] {
  const variables = isMapping(program["variables"]) ? program["variables"] : {};
  const named = Object.entries(variables).flatMap(([variable, value]) => {
    const invocation = invocationOf(value);
    return invocation === undefined ? [] : [{ ...invocation, variable }];
  });
  return [...named, ...everywhere(program)];
}

function everywhere(value: unknown): Invocation[] {
  const members = Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : [];
  const invocation = invocationOf(value);
  return [...(invocation === undefined ? [] : [invocation]), ...members.flatMap(everywhere)];
}

function invocationOf(value: unknown): Invocation | undefined {
  const [[name, given] = [], ...others] = isMapping(value) ? Object.entries(value) : [];
  if (name === undefined || others.length > 0) return undefined;
  const short = SHORT.exec(name)?.[1];
  if (short !== undefined) return { token: short, arguments: Object.keys(isMapping(given) ? given : {}) };
  if (name.toLowerCase() !== "fn::invoke" || !isMapping(given)) return undefined;
  const members = new Map(Object.entries(given).map(([member, content]) => [member.toLowerCase(), content]));
  const [token, returns, args] = ["function", "return", "arguments"].map((member) => members.get(member));
  if (typeof token !== "string") return undefined;
  return { token, arguments: Object.keys(isMapping(args) ? args : {}), ...(typeof returns === "string" && { returns }) };
}
