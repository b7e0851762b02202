import createClient, { type Client } from "openapi-fetch";
// npx --no-install lambda-rest-api openapi --output notes.json && npx openapi-typescript notes.json --output document.d.ts
import type { paths } from "./document";

/** The API's client: paths, parameters, bodies and answers have the types of its document. */
export function notesClient(baseUrl: string): Client<paths> {
  return createClient<paths>({ baseUrl });
}
