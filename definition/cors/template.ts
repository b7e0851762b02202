/** The part of a mapping template that sets headers for callers of some origins alone. */
import type { Headers } from "./headers";
import { originExpression } from "./origins";

/** Stands for the caller's origin among the values of headers. */
export const CALLER_ORIGIN = "$origin";

/**
 * A template that prints nothing, and sets the headers if the request comes from one of the origins.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export function headersForOrigins(origins: readonly string[], headers: Headers): string {
  const overrides = Object.entries(headers).map(
    ([name, value]) => `#set($context.responseOverride.header.${name} = ${value === CALLER_ORIGIN ? value : `'${value}'`})`,
  );
  return `${READ_ORIGIN}#if($origin.matches('${originExpression(origins)}'))${overrides.join("")}#end`;
}

// Names are case-sensitive here, and clients of HTTP/2 write all in lower case; a text is what $origin has to be also where there is none.
const READ_ORIGIN = `#set($origin = "$!input.params().header.get('Origin')$!input.params().header.get('origin')")`;
