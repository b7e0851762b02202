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
import { attempt } from "./attempt";
import type { Call } from "./call";
import type { Computing } from "./computing";
import { Fault } from "./fault";
import { flattened, lastValues, multiValueHeaders, pairs } from "./headers";
import type { Payload } from "./payload";
import { type AnyStep, bodyOf, type MappingTemplate } from "./trace/index";

/** Renders a template for a payload, at once where that is quick, or passes the payload on where there is none or an empty one. */
export type Transformation = (payload: Payload, call: Call, overrides: Overrides) => Payload | Promise<Payload>;

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
export const passOn: Transformation = (payload) => payload;

function compile(kind: Kind, contentType: string, source: string, computing: Computing): Transformation {
  const template = attempt(() => compileTemplate(source));
  const compiled: Compiled = { kind, contentType, source, template };
  return (payload, call, overrides) => {
    const seen = visibleOf(call);
    const before = copyOfOverrides(overrides);
    const end = (output: string | TemplateError): Payload => {
      call.trace.add(stepAfter(compiled, payload, seen, before, output));
      if (typeof output !== "string") throw failed(kind, output);
      return { kind: "text", text: output };
    };
    if (payload.kind === "binary") return end(new TemplateError("Unable to transform a binary body"));
    if (template instanceof TemplateError) return end(template);
    const input = new Input(payload.text, seen, overrides);
    const output = attempt(() => template.renderQuickly(input));
    return output === undefined ? renderElsewhere(source, input, computing).then(end) : end(output);
  };
}

interface Compiled extends Pick<MappingTemplate, "kind" | "contentType" | "source"> {
  readonly template: Template | TemplateError;
}

/** Keeps no more of a call than what the template was rendered from. */
function stepAfter(
  { kind, contentType, source, template }: Compiled,
  payload: Payload,
  seen: Visible,
  before: Overrides,
  end: string | TemplateError,
): () => AnyStep {
  return () => {
    const [input, ran] =
      payload.kind === "binary"
        ? [bodyOf(payload.bytes), []]
        : [bodyOf(payload.text), linesOf(template, new Input(payload.text, seen, copyOfOverrides(before)))];
    const ended = typeof end === "string" ? { output: bodyOf(end) } : { error: placed(end) };
    const step = { contentType, source, ran, input, ...ended };
    return kind === "requestTemplate" ? { kind, ...step } : { kind, ...step };
  };
}

function linesOf(template: Template | TemplateError, input: TemplateInput): readonly number[] {
  return template instanceof TemplateError ? [] : template.lines(input);
}

function placed({ message, line, column }: TemplateError): NonNullable<MappingTemplate["error"]> {
  return { message, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
}

async function renderElsewhere(source: string, input: TemplateInput, computing: Computing): Promise<string | TemplateError> {
  const { body, context, stageVariables, overrides } = input;
  const { path, querystring, header } = input.params;
  const params = { path, querystring, header };
  const rendered = await computing.render({
    source,
    input: { body, params, context, stageVariables },
    overrides: overridesToJson(overrides),
  });
  if ("error" in rendered) return TemplateError.of(rendered.error);
  overridesBecome(overrides, rendered.overrides);
  return rendered.text;
}

function failed(step: Kind, { message: reason, ofPayload }: TemplateError): Fault {
  // Recorded: 400, of a request's body (github.com/ToQoz/api-gateway-mapping-template, test/_.md); the words as of a body that is mapped.
  if (ofPayload && step === "requestTemplate") return new Fault("DEFAULT_4XX", { step, message: "Invalid JSON in request body" });
  return new Fault("API_CONFIGURATION_ERROR", {
    step,
    log: `Execution failed due to configuration error: Unable to transform the body: ${reason}`,
  });
}

/** What of a call a template sees. */
interface Visible extends Pick<Call, "context" | "pathParameters" | "stageVariables"> {
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Names and values. */
  readonly headers: readonly string[];
  readonly xrayTraceId: string;
}

function visibleOf({ context, invocation: { query, headers }, pathParameters, stageVariables, xray }: Call): Visible {
  return { context, query, headers: flattened(headers), pathParameters, stageVariables, xrayTraceId: xray.root };
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
    return { xrayTraceId: this.seen.xrayTraceId, ...this.seen.context };
  }

  get stageVariables(): TemplateInput["stageVariables"] {
    return Object.fromEntries(this.seen.stageVariables);
  }
}

class Parameters {
  #querystring: ReadonlyMap<string, string> | undefined;
  #header: ReadonlyMap<string, string> | undefined;

  constructor(private readonly seen: Visible) {}

  get path(): ReadonlyMap<string, string> {
    return this.seen.pathParameters;
  }

  get querystring(): ReadonlyMap<string, string> {
    this.#querystring ??= new Map(lastValues(this.seen.query));
    return this.#querystring;
  }

  get header(): ReadonlyMap<string, string> {
    this.#header ??= new Map(lastValues(multiValueHeaders(pairs(this.seen.headers))));
    return this.#header;
  }
}
