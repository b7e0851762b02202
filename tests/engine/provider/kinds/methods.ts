import type { Kind, Kinds } from "../kind";
import { text } from "../properties";

export const METHOD = "aws:apigateway/method:Method";

/** The parts of an API that is made of a resource each: what programs have before they move to one document. */
export const METHODS: Kinds = {
  "aws:apigateway/resource:Resource": { ...part(["restApi", "parentId"]), id: (newId) => newId(6) },
  [METHOD]: { ...part(["restApi", "resourceId", "httpMethod"]), id: (_, inputs) => `agm-${idOf(inputs)}` },
  "aws:apigateway/integration:Integration": {
    ...part(["restApi", "resourceId", "httpMethod", "type"]),
    id: (_, inputs) => `agi-${idOf(inputs)}`,
  },
};

function part(replacedBy: readonly string[]): Pick<Kind, "replacedBy" | "outputs"> {
  return { replacedBy, outputs: {} };
}

function idOf(inputs: Parameters<Kind["id"]>[1]): string {
  return ["restApi", "resourceId", "httpMethod"].map((name) => text(inputs, name)).join("-");
}
