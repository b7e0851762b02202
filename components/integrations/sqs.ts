import { arnParts, body, type IntegrationArguments, type Mapping, type RequestSource, renderForm } from "../../definition/index";
import { mapText } from "../late/text";
import { type ArnReference, arnOf } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";

/** What a message to a queue takes. */
export interface SqsOptions<Variable extends string> extends ServiceOptions<Variable> {
  /** The message's body: a text as it is, anything else as JSON. @default the request body */
  readonly message?: Mapping<RequestSource<Variable>>;
  /** Further parameters of the action, for example `MessageGroupId` of a FIFO queue. @default none */
  readonly parameters?: Readonly<Record<string, string | RequestSource<Variable>>>;
}

/** A message is sent to a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export function sqsSendMessage<const Variable extends string = never>(
  queue: ArnReference,
  { message = body(), parameters = {}, requestParameters, ...options }: SqsOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  const arn = arnOf(queue);
  return serviceIntegration<Variable>(
    { service: "sqs", target: mapText(arn, pathOf), arn, statements: [{ actions: ["sqs:SendMessage"], resources: [arn] }] },
    {
      ...options,
      requestParameters: { ...FORM, ...requestParameters },
      requestTemplates: { "application/json": renderForm({ Action: "SendMessage", MessageBody: message, ...parameters }) },
    },
  );
}

/** The media type of what is sent to services whose API is a query. */
export const FORM = { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" };

function pathOf(arn: string): string {
  const { account, resource } = arnParts(arn);
  return `path/${account}/${resource}`;
}
