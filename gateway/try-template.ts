import type { Json } from "../definition/index";
import { compileTemplate, createOverrides, TemplateError } from "../languages/velocity/index";

/** A mapping template with what it may look at. */
export interface TemplateTrial {
  readonly template: string;
  readonly body: string;
  readonly params: Readonly<Record<"path" | "querystring" | "header", Readonly<Record<string, string>>>>;
  readonly context: Readonly<Record<string, Json>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** What it renders, or why it fails and where. */
export interface TemplateResult {
  readonly output?: string;
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
}

/** Renders a mapping template outside of any request. */
export function tryTemplate({ template, body, params, context, stageVariables }: TemplateTrial): TemplateResult {
  const { path, querystring, header } = params;
  const places = { path: mapOf(path), querystring: mapOf(querystring), header: mapOf(header) };
  try {
    return { output: compileTemplate(template).render({ body, params: places, context, stageVariables, overrides: createOverrides() }) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { message, line, column } = error;
    return { error: { message, ...(line !== undefined && { line }), ...(column !== undefined && { column }) } };
  }
}

function mapOf(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(record));
}
