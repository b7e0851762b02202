import type { ApiDefinition } from "../types";
import { isHeaderName, noExpression } from "./expressions";
import { constraintError, type DefinitionPath, type Refusal } from "./refusal";
import { checkModelNames } from "./routes";

/** What is wrong with a method's responses: their statuses, headers and models. */
export function* checkMethodResponses(definition: ApiDefinition): Iterable<Refusal> {
  for (const [key, { methodResponses }] of Object.entries(definition.routes))
    for (const [status, { headers, models }] of Object.entries(methodResponses)) {
      const path = ["routes", key, "methodResponses", status];
      // OpenAPI's word for every other response; it is no status.
      if (status !== "default") yield* checkStatus(path, status, "statusCode");
      for (const header of headers)
        if (!isHeaderName(header))
          yield {
            path: [...path, "headers", header],
            message: `is ${JSON.stringify(header)}. A header's name is made of a-zA-Z0-9._$-.`,
            aws: noExpression(`method.response.header.${header}`),
          };
      yield* checkModelNames([...path, "models"], models, definition);
    }
}

/** Recorded: PutIntegrationResponse and UpdateMethodResponse, of a status that is none. */
export function* checkStatus(path: DefinitionPath, status: string, at: string): Iterable<Refusal> {
  if (isStatus(status)) return;
  yield {
    path,
    message: `has the status ${JSON.stringify(status)}. Give one from 100 to 599.`,
    aws: constraintError(status, at, "Member must satisfy regular expression pattern: [1-5]\\d\\d"),
  };
}

export function isStatus(text: string): boolean {
  return /^[1-5]\d\d$/.test(text);
}
