import type { DefinitionPath, Refusal } from "./refusal";

/** Keys that are no media types; `$default` stands for every other. */
export function* checkMediaTypes(path: DefinitionPath, byMediaType: Readonly<Record<string, unknown>>): Iterable<Refusal> {
  for (const mediaType of Object.keys(byMediaType))
    if (mediaType !== "$default" && !/^[^\s/]+\/[^\s/]/.test(mediaType))
      yield {
        path: [...path, mediaType],
        message: "is under no media type. Write a type, a slash and a subtype, for example application/json.",
        // Recorded: PutIntegrationResponse.
        aws: `Validation Result: warnings : [], errors : [Invalid content type specified: ${mediaType}]`,
      };
}
