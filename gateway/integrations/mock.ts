/** MOCK: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
import type { Route } from "../../definition/index";
import { isObject, parseLenientJson } from "../../languages/json/index";
import { Fault } from "../fault";
import type { Endpoint } from "./endpoint";

/** The endpoint that is none: the request template's statusCode selects the integration response. */
export function compileMock({ integration }: Route): Endpoint {
  // Developer guide: without a request template the default response answers.
  const untold = Object.keys(integration.requestTemplates).length === 0;
  return async ({ body }) => {
    const status = untold ? undefined : statusOf(body.toString("utf8"));
    return { headers: [], body: Buffer.alloc(0), selection: status };
  };
}

function statusOf(text: string): string {
  const document = parseLenientJson(text);
  const status = isObject(document) ? document["statusCode"] : undefined;
  if (Number.isInteger(status)) return String(status);
  const log =
    "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.";
  throw new Fault("API_CONFIGURATION_ERROR", { step: "requestTemplate", log, traced: false });
}
