import { checkMediaTypes } from "./media-types";
import { TEMPLATE_BYTES } from "./quotas";
import type { DefinitionPath, Refusal } from "./refusal";

/** What is wrong with mapping templates by media type, but for what they say. */
export function* checkTemplates(path: DefinitionPath, templates: Readonly<Record<string, unknown>>): Iterable<Refusal> {
  yield* checkMediaTypes(path, templates);
  for (const [mediaType, template] of Object.entries(templates)) {
    const place = [...path, mediaType];
    if (typeof template !== "string") {
      yield { path: place, message: `is ${JSON.stringify(template)}. A template is text.`, aws: notText(template) };
      continue;
    }
    const bytes = Buffer.byteLength(template);
    if (bytes > TEMPLATE_BYTES) yield { path: place, message: `has ${bytes} bytes. A mapping template may have ${TEMPLATE_BYTES}; shorten it.` };
  }
}

/** Recorded of a number: PutIntegrationResponse; reported of an object: an import. */
function notText(template: unknown): string {
  return typeof template === "number"
    ? "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String"
    : "Start of structure or map found where not expected.";
}
