/** Parameter mapping expressions: https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html */
import type { Json } from "../definition/index";
import { isObject } from "../languages/json/index";
import { compileJsonPath, TemplateError } from "../languages/velocity/index";
import { attempt } from "./attempt";
import type { Call } from "./call";
import { Fault } from "./fault";
import type { HeaderLine } from "./types";

/** What an expression may look at. */
export interface MappingScope {
  readonly call: Omit<Call, "context"> & { readonly context: { readonly [name: string]: Json | undefined } };
  /** The integration's answer, in a response mapping. */
  readonly response?: { readonly headers: readonly HeaderLine[]; readonly body: Buffer };
}

/** The value of an expression; undefined or an empty text means that nothing is mapped. */
export type Source = (scope: MappingScope) => string | readonly string[] | undefined;

/** Compiles one expression; what API Gateway does not know maps nothing. */
export function compileSource(expression: string): Source {
  if (expression.startsWith("'")) {
    const value = expression.replace(/^'|'$/g, "");
    return () => value;
  }
  const [, side, path] = /^(method\.request|integration\.response)\.body(?:\.(.*))?$/.exec(expression) ?? [];
  if (side !== undefined) return compileBody(side === "method.request", path);
  return (scope) => lookUp(expression, scope);
}

/** What a reference other than to a body names at the moment. */
export function lookUp(reference: string, { call, response }: MappingScope): string | readonly string[] | undefined {
  const [, place = "", name = ""] =
    /^(context|stageVariables|(?:method\.request|integration\.response)\.[a-z]+)\.(.+)$/.exec(reference) ?? [];
  const { invocation, pathParameters, stageVariables, context } = call;
  switch (place) {
    case "context":
      return textOf(member(context, name));
    case "stageVariables":
      return stageVariables.get(name);
    case "method.request.path":
      return pathParameters.get(name);
    case "method.request.querystring":
      return invocation.query.get(name)?.at(-1);
    case "method.request.multivaluequerystring":
      return invocation.query.get(name);
    case "method.request.header":
      return exactly(invocation.headers, name).at(-1);
    case "method.request.multivalueheader":
      return joined(exactly(invocation.headers, name));
    case "integration.response.header":
      return exactly(response?.headers ?? [], name).at(-1);
    case "integration.response.multivalueheader":
      return joined(exactly(response?.headers ?? [], name));
    default:
      return undefined;
  }
}

// LocalStack, tried on AWS: a text that starts like JSON must be JSON, to the reader that templates have (it takes 'text' for a text); any
// other is as good as an empty object.
function compileBody(ofRequest: boolean, path: string | undefined): Source {
  const select = path === undefined ? undefined : compilePath(`$.${path}`);
  return ({ call, response }) => {
    const text = (ofRequest ? call.invocation.body : (response?.body ?? Buffer.alloc(0))).toString("utf8").trim() || "{}";
    const like = /^[{["']/.test(text);
    if (like && isNoJson(text)) {
      throw ofRequest
        ? new Fault("DEFAULT_4XX", { message: "Invalid JSON in request body" })
        : new Fault("API_CONFIGURATION_ERROR", { step: "methodResponse" });
    }
    return select === undefined ? text : select(like ? text : "{}");
  };
}

const WHOLE = compileJsonPath("$");

/** What is no JSON to the reader is itself the document; nor is what goes on for too long. */
function isNoJson(text: string): boolean {
  const read = attempt(() => WHOLE.find(text));
  return read instanceof TemplateError || read.value === text;
}

/** A path that is not well formed leads nowhere, nor does one that goes on for too long. */
function compilePath(path: string): (text: string) => string | undefined {
  const compiled = attempt(() => compileJsonPath(path));
  return (text) => {
    const result = compiled instanceof TemplateError ? compiled : attempt(() => compiled.find(text));
    return result instanceof TemplateError || !result.found ? undefined : textOf(result.value);
  };
}

// Developer guide, known issues: names of mapped headers are case-sensitive.
function exactly(lines: readonly HeaderLine[], name: string): string[] {
  return lines.filter(([candidate]) => candidate === name).map(([, value]) => value);
}

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(",");
}

function member(document: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), document);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
