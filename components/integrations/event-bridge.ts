import { body, type IntegrationArguments, jsonText, type Mapping, type RequestSource } from "../../definition/index";
import { type ArnReference, arnOf, nameIn } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";

/** What an event takes. */
export interface EventBridgeOptions<Variable extends string> extends ServiceOptions<Variable> {
  /** Who sends the event, for example `shop.orders`. */
  readonly source: string;
  /** What kind of event it is. */
  readonly detailType: string | RequestSource<Variable>;
  /** @default the request body */
  readonly detail?: Mapping<RequestSource<Variable> | References["text"]>;
}

/**
 * An event is put on a bus: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html One that the bus does not take
 * is answered with 500.
 */
export function eventBridgePutEvents<const Variable extends string = never>(
  eventBus: ArnReference,
  { source, detailType, detail = body(), requestParameters, ...options }: EventBridgeOptions<Variable>,
): IntegrationArguments<References, Variable> {
  const arn = arnOf(eventBus);
  return serviceIntegration<Variable>(
    { service: "events", target: "action/PutEvents", arn, statements: [{ actions: ["events:PutEvents"], resources: [arn] }] },
    {
      ...options,
      requestParameters: { ...HEADERS, ...requestParameters },
      request: { Entries: [{ EventBusName: nameIn(arn), Source: source, DetailType: detailType, Detail: jsonText(detail) }] },
    },
    [{ responseTemplates: { "application/json": RESULT } }],
  );
}

// For this service API Gateway does not make them of the action's name:
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html, examples.
const HEADERS = {
  "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
  "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
};

// An event that is not taken is answered with 200 and counted: the same page.
const RESULT =
  "#if($input.path('$.FailedEntryCount') == 0)$input.json('$')#else#set($context.responseOverride.status = 500){\"message\": \"Internal server error\"}#end";
