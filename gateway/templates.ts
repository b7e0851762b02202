/** The mapping templates of one integration request or response. */
import {
  compileTemplate,
  copyOfOverrides,
  type Overrides,
  overridesBecome,
  overridesToJson,
  type Template,
  TemplateError,
  type TemplateInput,
} from "../languages/velocity/index";
import type { Call } from "./call";
import type { Computing } from "./computing";
import { Fault } from "./fault";
import { lastValues, multiValueHeaders } from "./headers";
import type { Payload } from "./payload";
import { type AnyStep, bodyOf, type MappingTemplate } from "./trace/index";

/** Renders a template for a payload, or passes the payload on where there is none or an empty one. */
export type Transformation = (payload: Payload, call: Call, overrides: Overrides) => Promise<Payload>;

/** Compiles templates by media type; one that is not well formed fails each request that comes to it. */
export function compileTemplates(
  kind: Kind,
  templates: Readonly<Record<string, string>>,
  computing: Computing,
): ReadonlyMap<string, Transformation> {
  return new Map(
    Object.entries(templates).map(([type, source]) => [
      type.toLowerCase(),
      source === "" ? passOn : compile(kind, type, source, computing),
    ]),
  );
}

/** Of which side the templates are. */
type Kind = MappingTemplate["kind"];

/** Leaves the payload as it is. */
export const passOn: Transformation = async (payload) => payload;

function compile(kind: Kind, contentType: string, source: string, computing: Computing): Transformation {
  const template = parse(source);
  return async (payload, call, overrides) => {
    const { trace } = call;
    // The trace keeps no more of a call than what the template is rendered from.
    const seen = visibleOf(call);
    const body = payload.kind === "text" ? payload.text : payload.bytes;
    let ran: () => readonly number[] = () => [];
    try {
      if (payload.kind === "binary") throw new TemplateError("Unable to transform a binary body");
      if (template instanceof TemplateError) throw template;
      const { text } = payload;
      const input = new Input(text, seen, overrides);
      const before = copyOfOverrides(overrides);
      ran = () => template.lines(new Input(text, seen, copyOfOverrides(before)));
      const output = template.renderQuickly(input) ?? (await renderElsewhere(source, input, computing));
      trace.add(() => stepOf(kind, { contentType, source, ran: ran(), input: bodyOf(body), output: bodyOf(output) }));
      return { kind: "text", text: output };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const { message, line, column } = error;
      const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
      trace.add(() => stepOf(kind, { contentType, source, ran: ran(), input: bodyOf(body), error: { message, ...place } }));
      throw failed(kind, message);
    }
  };
}

async function renderElsewhere(source: string, input: TemplateInput, computing: Computing): Promise<string> {
  const { body, context, stageVariables, overrides } = input;
  const { path, querystring, header } = input.params;
  const params = { path, querystring, header };
  const rendered = await computing.render({
    source,
    input: { body, params, context, stageVariables },
    overrides: overridesToJson(overrides),
  });
  if ("error" in rendered) throw TemplateError.of(rendered.error);
  overridesBecome(overrides, rendered.overrides);
  return rendered.text;
}

function stepOf(kind: Kind, step: Omit<MappingTemplate, "kind">): AnyStep {
  return kind === "requestTemplate" ? { kind, ...step } : { kind, ...step };
}

function parse(source: string): Template | TemplateError {
  try {
    return compileTemplate(source);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

function failed(step: Kind, reason: string): Fault {
  return new Fault("API_CONFIGURATION_ERROR", {
    step,
    log: `Execution failed due to configuration error: Unable to transform the body: ${reason}`,
  });
}

type Visible = Pick<Call, "context" | "invocation" | "pathParameters" | "stageVariables" | "xray">;

function visibleOf({ context, invocation, pathParameters, stageVariables, xray }: Call): Visible {
  return { context, invocation, pathParameters, stageVariables, xray };
}

/** Each part is made for the template that asks for it; of a class, since getters of an object's own are made for each object. */
class Input implements TemplateInput {
  readonly params: TemplateInput["params"];

  constructor(
    readonly body: string,
    private readonly seen: Visible,
    readonly overrides: Overrides,
  ) {
    this.params = new Parameters(seen);
  }

  get context(): TemplateInput["context"] {
    return { xrayTraceId: this.seen.xray.root, ...this.seen.context };
  }

  get stageVariables(): TemplateInput["stageVariables"] {
    return Object.fromEntries(this.seen.stageVariables);
  }
}

class Parameters {
  constructor(private readonly seen: Visible) {}

  get path(): ReadonlyMap<string, string> {
    return this.seen.pathParameters;
  }

  get querystring(): ReadonlyMap<string, string> {
    return new Map(lastValues(this.seen.invocation.query));
  }

  get header(): ReadonlyMap<string, string> {
    return new Map(lastValues(multiValueHeaders(this.seen.invocation.headers)));
  }
}
