/** What of a definition a function may use: a few lines that need nothing else of it. */
export type { CorsArguments } from "./arguments/cors";
export { corsHeaders } from "./cors/headers";
export type { Handler, HandlerContext } from "./handler-types";
export type { ModelType, ModelTypes } from "./model-types";
