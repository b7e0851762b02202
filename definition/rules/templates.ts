import { inspectTemplate } from "../../languages/velocity/index";
import { parseInvocationUri } from "../lambda-uri";
import { isLateValue } from "../late-values";
import type { Integration } from "../types";
import { checkMediaTypes } from "./media-types";
import { TEMPLATE_BYTES } from "./quotas";
import { conversionError, type DefinitionPath, type Refusal } from "./refusal";

/** What is wrong with mapping templates by media type, but for what they say. */
export function* checkTemplates(path: DefinitionPath, templates: Readonly<Record<string, unknown>>): Iterable<Refusal> {
  yield* checkMediaTypes(path, templates);
  for (const [mediaType, template] of Object.entries(templates)) {
    const place = [...path, mediaType];
    if (typeof template !== "string") {
      yield { path: place, message: `is ${JSON.stringify(template)}. A template is text.`, aws: conversionError(template) };
      continue;
    }
    const bytes = Buffer.byteLength(template);
    if (bytes > TEMPLATE_BYTES)
      yield { path: place, message: `has ${bytes} bytes. A mapping template may have ${TEMPLATE_BYTES}; shorten it.` };
  }
}

/** Whether a template prints the same for every request. */
export function isConstant(template: string): boolean {
  return !/[$#]/.test(template);
}

/**
 * Whether a request template, for which JSON is wanted, prints none for any request: by a function always, else where it begins as JSON.
 */
export function neverJson(template: string, { type, uri = "" }: Integration): boolean {
  return type !== "MOCK" && !isUnread(template) && isNoJson(template, type === "AWS" && parseInvocationUri(uri) !== undefined);
}

/** The same of a response template. */
export function neverJsonAnswer(template: string, mediaType: string): boolean {
  return /^application\/(?:[^;]*\+)?json\b/i.test(mediaType) && !isUnread(template) && isNoJson(template, false);
}

/** What is passed on as it is, and what is not known yet. */
function isUnread(template: string): boolean {
  return template.trim() === "" || isLateValue(template);
}

function isNoJson(template: string, isWanted: boolean): boolean {
  const facts = inspectTemplate(template);
  return facts.error === undefined && !facts.canPrintJson && (isWanted || facts.beginsAsJson);
}
