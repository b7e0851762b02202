/** What may take long, as plain data: it can be done by another thread, so that other requests are answered meanwhile. */
import type { Json } from "../definition/index";
import { parseJson } from "../languages/json/index";
import { compileModel, type Models, type Validator } from "../languages/json-schema/index";
import {
  compileTemplate,
  createOverrides,
  overridesBecome,
  overridesToJson,
  type Template,
  TemplateError,
  type TemplateInput,
} from "../languages/velocity/index";

/** The rendering of a mapping template. */
export interface Rendering {
  readonly source: string;
  readonly input: Omit<TemplateInput, "overrides">;
  readonly overrides: Json;
}

/** What became of it. */
export type Rendered =
  | { readonly text: string; readonly overrides: Json }
  | { readonly error: Pick<TemplateError, "message" | "line" | "column" | "ofPayload"> };

/** The validation of a request body. */
export interface ModelCheck {
  readonly model: string;
  readonly models: Models;
  /** Names the model and the models together. */
  readonly key: string;
  readonly body: string;
}

/** Does what may take long. It rejects where that takes more time or memory than there is. */
export interface Computing {
  render(rendering: Rendering): Promise<Rendered>;
  check(check: ModelCheck): Promise<readonly string[]>;
}

/** Does it on this thread. */
export function createComputing(): Computing {
  const templates = new Map<string, Template>();
  const validators = new Map<string, Validator>();
  return {
    async render({ source, input, overrides: json }) {
      const overrides = createOverrides();
      overridesBecome(overrides, json);
      try {
        const text = kept(templates, source, () => compileTemplate(source)).render({ ...input, overrides });
        return { text, overrides: overridesToJson(overrides) };
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        const { message, line, column, ofPayload } = error;
        return { error: { message, line, column, ofPayload } };
      }
    },
    async check({ key, model, models, body }) {
      const document = parseJson(body);
      return document === undefined ? [NO_JSON] : kept(validators, key, () => compileModel(model, models))(document);
    },
  };
}

// Seen: BIBSYSDEV/nva, CrowdSec and others give an answer of API Gateway with $context.error.validationErrorString for a body that is no
// JSON.
export const NO_JSON = "Unknown error parsing request body";

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
