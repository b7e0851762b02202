import { body, type IntegrationArguments, type Mapping, type RequestSource, renderForm } from "../../definition/index";
import { mapText } from "../late/text";
import { type ArnReference, arnOf } from "../references/arn-reference";
import type { References } from "../references/references";
import { type ServiceOptions, serviceIntegration } from "./service-integration";
import { FORM } from "./sqs";

/** What a message to a topic takes. */
export interface SnsOptions<Variable extends string> extends ServiceOptions<Variable> {
  /** The message: a text as it is, anything else as JSON. @default the request body */
  readonly message?: Mapping<RequestSource<Variable>>;
  /** Further parameters of the action, for example `Subject`. @default none */
  readonly parameters?: Readonly<Record<string, string | RequestSource<Variable>>>;
}

/** A message is published to a topic: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function snsPublish<const Variable extends string = never>(
  topic: ArnReference,
  { message = body(), parameters = {}, requestParameters, ...options }: SnsOptions<Variable> = {},
): IntegrationArguments<References, Variable> {
  const arn = arnOf(topic);
  const template = mapText(arn, (TopicArn) => renderForm({ Action: "Publish", TopicArn, Message: message, ...parameters }));
  return serviceIntegration<Variable>(
    { service: "sns", target: "path//", arn, statements: [{ actions: ["sns:Publish"], resources: [arn] }] },
    { ...options, requestParameters: { ...FORM, ...requestParameters }, requestTemplates: { "application/json": template } },
  );
}
