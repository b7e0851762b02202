/** What a function's source may use, `lambda-rest-api/function`: a few lines that need nothing else of this package. */
export type { CorsArguments } from "./arguments/cors";
export { corsHeaders } from "./cors/headers";
export type { Handler, HandlerContext } from "./handler-types";
export type { ModelType, ModelTypes } from "./model-types";
