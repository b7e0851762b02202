/** MOCK: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html */
import type { Route } from "../../definition/index";
import { compileJsonPath, TemplateError } from "../../languages/velocity/index";
import { attempt } from "../attempt";
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

// Recorded: `{statusCode: 200}`. LocalStack, tried on AWS: what else is taken for JSON, all of it by the reader that templates have.
const STATUS_CODE = compileJsonPath("$.statusCode");

function statusOf(text: string): string {
  const read = attempt(() => STATUS_CODE.find(text));
  // A text that takes too long to read has no status.
  const status = read instanceof TemplateError ? undefined : read.value;
  if (Number.isInteger(status)) return String(status);
  const log =
    "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.";
  throw new Fault("API_CONFIGURATION_ERROR", { step: "requestTemplate", log, traced: false });
}
