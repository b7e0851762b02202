/** Mapping templates: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
import type { Json } from "../../definition/index";
import { TemplateError } from "./template-error";

export { TemplateError } from "./template-error";

/** What one rendering sees. Of plain objects only own members are read, so that a name like `__proto__` is a name like any other. */
export interface TemplateInput {
  /** The payload's text; "" where there is none (`$input.body` is `{}` then). */
  readonly body: string;
  /** The method request's parameters, in the order in which `$input.params(name)` looks for a name. */
  readonly params: {
    readonly path: ReadonlyMap<string, string>;
    readonly querystring: ReadonlyMap<string, string>;
    readonly header: ReadonlyMap<string, string>;
  };
  /** `$context` without requestOverride and responseOverride, which are `overrides`. */
  readonly context: Readonly<Record<string, Json>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** One per request: the request template's are seen, and added to, by the response template. */
  readonly overrides: Overrides;
}

/** What templates have set in `$context.requestOverride` and `$context.responseOverride`; a name has several values where a list was set. */
export interface Overrides {
  readonly requestPath: ReadonlyMap<string, readonly string[]>;
  readonly requestHeader: ReadonlyMap<string, readonly string[]>;
  readonly requestQuerystring: ReadonlyMap<string, readonly string[]>;
  readonly responseHeader: ReadonlyMap<string, readonly string[]>;
  /** `$context.responseOverride.status` where it is an integer from 100 to 599. */
  readonly responseStatus: number | undefined;
}

export interface Template {
  /** The rendered text. @throws TemplateError when the template fails or passes its bounds. */
  render(input: TemplateInput): string;
}

/** Finds a value in a JSON text. */
export interface JsonPath {
  /** What the path leads to, `found` false where it leads nowhere; a text that is no JSON is itself the document. */
  find(document: string): { readonly found: boolean; readonly value: Json };
}

/** No overrides yet. */
export function createOverrides(): Overrides {
  return { requestPath: new Map(), requestHeader: new Map(), requestQuerystring: new Map(), responseHeader: new Map(), responseStatus: undefined };
}

/** Parses a mapping template. @throws TemplateError with line and column where it is not well formed. */
export function compileTemplate(source: string): Template {
  return {
    render: () => {
      throw new TemplateError(source);
    },
  };
}

/** Parses a JSONPath as Jayway's JsonPath reads it. @throws TemplateError where it is not well formed. */
export function compileJsonPath(path: string): JsonPath {
  return {
    find: () => {
      throw new TemplateError(path);
    },
  };
}
