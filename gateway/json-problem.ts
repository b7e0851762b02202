import { jacksonProblem, parseJson } from "../languages/json/index";

/** Why a text is no JSON document, in the words of the parser that AWS has; undefined where it is one. */
export function jsonProblem(text: string): string | undefined {
  if (parseJson(text) !== undefined) return undefined;
  // That parser alone would take several documents one after the other.
  return jacksonProblem(text) ?? "Several documents, of which none may follow the first";
}
