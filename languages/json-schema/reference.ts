import { unescapeToken } from "../json/index";

/** What a `$ref` leads to: a model, or a place in it. */
export interface ModelReference {
  readonly model: string;
  /** A JSON pointer; "" for the whole model. */
  readonly pointer: string;
}

// OpenAPI 3 and 2; a model's own URL, of a region or of none, is how API Gateway itself writes a reference: developer guide, "Data models
// for REST APIs".
const FORM =
  /^(?:#\/(?:components\/schemas|definitions)\/(?<here>[^/]+)|https:\/\/apigateway(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\/restapis\/[^/]+\/models\/(?<there>[^/#]+)#?)(?<pointer>\/.*)?$/s;

/** Reads a reference in any of the forms in which models refer to models; undefined for any other, as to a place in the same schema. */
export function parseReference(reference: string): ModelReference | undefined {
  const { here, there, pointer = "" } = FORM.exec(reference)?.groups ?? {};
  const token = here ?? there;
  return token === undefined ? undefined : { model: unescapeToken(token), pointer };
}

/** The model that a reference names, whole. */
export function modelOfReference(reference: string): string | undefined {
  const parsed = parseReference(reference);
  return parsed?.pointer === "" ? parsed.model : undefined;
}
