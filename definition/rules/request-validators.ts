import type { ApiDefinition } from "../types";
import type { Refusal } from "./refusal";

/** What is wrong with the request validators. */
export function* checkRequestValidators({ requestValidators }: ApiDefinition): Iterable<Refusal> {
  for (const name of Object.keys(requestValidators))
    if (name.trim() === "")
      // Recorded: UpdateRequestValidator.
      yield { path: ["requestValidators", name], message: "has no name; give it one.", aws: "Request Validator name cannot be blank" };
}
