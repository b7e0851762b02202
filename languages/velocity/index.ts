/** Mapping templates: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html */
import type { Json } from "../json/index";
import { RegexError } from "../regexp/index";
import { checkUnconditional } from "./check/failures";
import { beginsAsJson, canPrintJson } from "./check/json-output";
import { documentOf, Input, type ParameterTexts } from "./input";
import { fromJson, mapOf, toJson } from "./java/json";
import type { JavaMap, Value } from "./java/value";
import { evaluatePath } from "./jsonpath/evaluate";
import { parsePath } from "./jsonpath/parse";
import { Meter } from "./meter";
import { OverrideMaps, type Overrides } from "./overrides";
import { linesThatRan } from "./template/lines";
import { parseTemplate } from "./template/parse";
import { render } from "./template/render";
import { Globals } from "./template/scope";
import { TemplateError } from "./template-error";
import { Util } from "./util";

export type { Overrides } from "./overrides";
export { TemplateError } from "./template-error";

/** What one rendering sees; its parts are read when a template asks for them, and may be made then. Of plain objects only own members are read, so that a name like `__proto__` is a name like any other. */
export interface TemplateInput {
  /** The payload's text; "" where there is none (`$input.body` is `{}` then). */
  readonly body: string;
  readonly params: ParameterTexts;
  /** `$context` without requestOverride and responseOverride, which are `overrides`. */
  readonly context: Readonly<Record<string, Json>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** One per request, from createOverrides(): the request template's are seen, and added to, by the response template. */
  readonly overrides: Overrides;
}

export interface Template {
  /** The rendered text. @throws TemplateError when the template fails or passes its bounds. */
  render(input: TemplateInput): string;
  /** The same, where it takes some milliseconds at the most; undefined where it would take longer: then the overrides are as they were. */
  renderQuickly(input: TemplateInput): string | undefined;
  /**
   * The lines of the source, counted from 1, that run for this input, up to where the template fails if it does, or takes long; none of a
   * body that does. It is rendered once more for that; give it overrides of its own.
   */
  lines(input: TemplateInput): readonly number[];
}

/** Finds a value in a JSON text. */
export interface JsonPath {
  /** What the path leads to, `found` false where it leads nowhere; a text that is no JSON is itself the document. @throws TemplateError */
  find(document: string): { readonly found: boolean; readonly value: Json };
}

/** No overrides yet. */
export function createOverrides(): Overrides {
  return new OverrideMaps();
}

/** Overrides as they are now, which further templates do not change. */
export function copyOfOverrides(overrides: Overrides): Overrides {
  return overrides instanceof OverrideMaps ? overrides.copy() : overrides;
}

/** Overrides as JSON, for another thread. */
export function overridesToJson(overrides: Overrides): Json {
  return overrides instanceof OverrideMaps ? overrides.toJson() : [];
}

/** Puts what `overridesToJson` gave in the place of what is overridden. */
export function overridesBecome(overrides: Overrides, json: Json): void {
  if (overrides instanceof OverrideMaps) overrides.become(json);
}

/** Steps of a quick rendering, some milliseconds of work. */
const QUICK_STEPS = 50_000;
/** Characters of a body that is quick to read. */
const QUICK_CHARACTERS = 65_536;

/** Parses a mapping template. @throws TemplateError with line and column where it is not well formed. */
export function compileTemplate(source: string): Template {
  const nodes = guarded(() => parseTemplate(source));
  const renderWith = (input: TemplateInput, meter: Meter) =>
    guarded(() => render(source, nodes, new Globals(variables(input, meter)), meter));
  return {
    render: (input) => renderWith(input, new Meter()),
    renderQuickly(input) {
      if (input.body.length > QUICK_CHARACTERS) return undefined;
      const meter = new Meter(QUICK_STEPS);
      const before = copyOfOverrides(input.overrides);
      try {
        return renderWith(input, meter);
      } catch (error) {
        if (!meter.isUsedUp) throw error;
        overridesBecome(input.overrides, overridesToJson(before));
        return undefined;
      }
    },
    lines: (input) => {
      if (input.body.length > QUICK_CHARACTERS) return [];
      const meter = new Meter(QUICK_STEPS);
      return linesThatRan(source, new Globals(variables(input, meter)), meter);
    },
  };
}

/** What can be told of a template without a request. */
export type TemplateFacts =
  /** It cannot be read, or fails whatever the request. */
  { readonly error: TemplateError } | { readonly error?: never; readonly beginsAsJson: boolean; readonly canPrintJson: boolean };

/** Looks at a mapping template before any request does. */
export function inspectTemplate(source: string): TemplateFacts {
  try {
    const nodes = guarded(() => parseTemplate(source));
    guarded(() => checkUnconditional(source, nodes));
    return { beginsAsJson: beginsAsJson(nodes), canPrintJson: canPrintJson(nodes) };
  } catch (error) {
    if (error instanceof TemplateError) return { error };
    throw error;
  }
}

/** Parses a JSONPath as Jayway's JsonPath reads it. @throws TemplateError where it is not well formed. */
export function compileJsonPath(path: string): JsonPath {
  const compiled = guarded(() => parsePath(path, new Meter()));
  return {
    find: (document) =>
      guarded(() => {
        const meter = new Meter();
        const root = documentOf(document, meter);
        const value = evaluatePath(compiled, root, root, meter);
        return { found: value !== undefined, value: toJson(value ?? null) };
      }),
  };
}

/** Makes the variables that every template has; null for another name. */
function variables(input: TemplateInput, meter: Meter): (name: string) => Value {
  const { body, overrides } = input;
  if (overrides instanceof OverrideMaps) overrides.open();
  const contextMap = (): JavaMap => {
    const map = mapOf(Object.entries(input.context), "Context", meter, (value) => fromJson(value, "Context", meter));
    if (!(overrides instanceof OverrideMaps)) return map;
    map.put("requestOverride", overrides.requestOverride, meter);
    map.put("responseOverride", overrides.responseOverride, meter);
    return map;
  };
  return (name) => {
    switch (name) {
      case "input":
        return new Input(body, input.params);
      case "util":
        return new Util();
      case "context":
        return contextMap();
      case "stageVariables":
        return mapOf(Object.entries(input.stageVariables), "LinkedHashMap", meter, (value) => value);
      default:
        return null;
    }
  };
}

/** Whatever nests deeper than the stack, or outgrows a number or a text of JavaScript, is a fault of the template too. */
function guarded<T>(body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof RegexError) throw new TemplateError(error.message);
    throw error instanceof RangeError ? new TemplateError(`The template goes too far: ${error.message}`) : error;
  }
}
