/** Where a value of a typed mapping comes from; each is written into a template so that it stays data, whatever the caller sends. */

/**
 * A value of the request or of the integration's answer, found when a request is handled; its first member's name sets it apart from JSON.
 */
export interface Source<Kind extends string> {
  /** What the value is taken from. */
  readonly $source: Kind;
  /** The name, or the JSON path, of what is taken. */
  readonly name: string;
}

/** A variable of the route's path. */
export interface PathSource<Variable extends string> {
  /** Whether the value is as the caller encoded it, or decoded. */
  readonly $source: "path" | "decodedPath";
  /** The variable's name, without braces. */
  readonly variable: Variable;
}

/** What requests and answers have alike: `context(…)` and `stageVariable(…)`. */
export type CommonSource = Source<"context" | "stageVariables">;
/** What the mapping of a request may take. */
export type RequestSource<Variable extends string> = PathSource<Variable> | Source<"querystring" | "header" | "body"> | CommonSource;
/** What the mapping of an answer may take. */
export type ResponseSource = Source<"result"> | CommonSource;
export type AnySource = RequestSource<string> | ResponseSource;

/** A path variable as the caller encoded it, for example `%2F`; the route's path must have the variable. */
export function path<const Variable extends string>(variable: Variable): PathSource<Variable> {
  return { $source: "path", variable };
}

/** A path variable with its percent-encoding undone, `%2F` being `/`; the route's path must have the variable. */
export function decodedPath<const Variable extends string>(variable: Variable): PathSource<Variable> {
  return { $source: "decodedPath", variable };
}

/** A query parameter as text, the last one where the caller sends several, `""` where none. */
export function query(name: string): Source<"querystring"> {
  return { $source: "querystring", name };
}

/** A request header as text, `""` where there is none; names are case-sensitive. */
export function header(name: string): Source<"header"> {
  return { $source: "header", name };
}

/**
 * The request body, or the part of it that a JSON path names, `$.order.id` or `order.id`, as JSON.
 * @default the whole body
 */
export function body(jsonPath = "$"): Source<"body"> {
  return { $source: "body", name: absolute(jsonPath) };
}

/**
 * The integration's answer, or the part of it that a JSON path names, `$.order.id` or `order.id`, as JSON.
 * @default the whole answer
 */
export function result(jsonPath = "$"): Source<"result"> {
  return { $source: "result", name: absolute(jsonPath) };
}

/**
 * A `$context` variable as text, for example `identity.sourceIp`:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function context(name: string): Source<"context"> {
  return { $source: "context", name };
}

/** A stage variable as text. */
export function stageVariable(name: string): Source<"stageVariables"> {
  return { $source: "stageVariables", name };
}

function absolute(jsonPath: string): string {
  return jsonPath.startsWith("$") ? jsonPath : `$.${jsonPath}`;
}
