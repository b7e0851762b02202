/** A request as a function gets it whole. */
import type { Route } from "../definition/index";
import type { Call } from "./call";
import { headerValue, multiValueHeaders } from "./headers";
import type { BinaryMatcher } from "./media-types";

/**
 * The event of a REQUEST authorizer: a proxy function's without the body; where nothing is there, {} and not null (developer guide:
 * authorizer input).
 */
export function authorizerEvent(route: Route, call: Call): Readonly<Record<string, unknown>> {
  const { body: _, isBase64Encoded: __, ...event } = proxyEvent(route, call, () => false);
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, value ?? {}]));
}

/** The event of a proxy function: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function proxyEvent(route: Route, call: Call, isBinary: BinaryMatcher): Readonly<Record<string, unknown>> {
  const { invocation, pathParameters, stageVariables, context, claims } = call;
  const headers = valuesOf(multiValueHeaders(invocation.headers));
  const query = invocation.query.size === 0 ? NONE : valuesOf(invocation.query);
  const binary = isBinary(headerValue(invocation.headers, "Content-Type"));
  return {
    resource: route.path,
    path: invocation.domainPath ?? invocation.path,
    httpMethod: invocation.httpMethod,
    headers: headers.last,
    multiValueHeaders: headers.all,
    queryStringParameters: query.last,
    multiValueQueryStringParameters: query.all,
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stageVariables),
    requestContext: claims === undefined ? context : { ...context, authorizer: { ...context.authorizer, claims } },
    body: invocation.body.length === 0 ? null : invocation.body.toString(binary ? "base64" : "utf8"),
    isBase64Encoded: binary && invocation.body.length > 0,
  };
}

function orNull(members: ReadonlyMap<string, unknown>): object | null {
  return members.size === 0 ? null : membersOf(members);
}

/** Inherits from nothing, so that `__proto__` is a name like any other. */
class Members<T> {
  [name: string]: T;

  static {
    Object.setPrototypeOf(Members.prototype, null);
  }
}

/** What `Object.fromEntries` does, three times as fast. */
function membersOf<T>(entries: Iterable<readonly [name: string, value: T]>): Members<T> {
  const members = new Members<T>();
  for (const [name, value] of entries) members[name] = value;
  return members;
}

const NONE = { last: null, all: null };

/** The last value of each name, and all of them. */
function valuesOf(entries: Iterable<readonly [name: string, values: readonly string[]]>) {
  const [last, all] = [new Members<string>(), new Members<readonly string[]>()];
  for (const [name, values] of entries) {
    last[name] = values.at(-1) ?? "";
    all[name] = values;
  }
  return { last, all };
}
