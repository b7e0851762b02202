import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  type Arn,
  arnParts,
  constantInTemplate,
  formatArn,
  type IntegrationArguments,
  isJsonText,
  isSource,
  type Mapping,
  mapRecord,
  type Named,
  present,
  type RequestSource,
} from "../../definition/index";
import type { LateValues } from "../late/late-values";
import { isLate } from "../late/text";
import type { References } from "../references/references";
import type { ServiceCall } from "../references/service-call";

type Text = References["text"];
type Source = RequestSource<string>;

/** What of an integration is not a reference to a function, as plain data. */
export type NamedIntegration = Omit<IntegrationArguments<Named, string>, "function" | "credentials">;

/** Puts names in the place of all texts of an integration that are known only at deployment; `key` is its route's. */
export function nameIntegration(
  key: string,
  integration: Omit<IntegrationArguments<References, string>, "function" | "credentials">,
  late: LateValues,
  parent: pulumi.Resource,
): NamedIntegration {
  const { service, uri = service && serviceUri(service, parent), request, requestTemplates, requestParameters, ...rest } = integration;
  const { connectionId, integrationTarget, ...plain } = rest;
  const text = (name: string, value: Text | undefined) => value && late.name(`${key} ${name}`, value);
  const texts = (values: Readonly<Record<string, Text>>) => mapRecord(values, (value, name) => late.name(`${key} ${name}`, value));
  return present({
    ...plain,
    uri: text("uri", uri),
    connectionId: text("connection", connectionId),
    integrationTarget: text("target", integrationTarget),
    requestTemplates: requestTemplates && texts(requestTemplates),
    requestParameters: requestParameters && texts(requestParameters),
    request: request === undefined ? undefined : nameMapping(request, `${key} request`, late),
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html, uri. */
function serviceUri({ service, target, arn }: ServiceCall, parent: pulumi.Resource): Text {
  if (typeof arn === "string" && typeof target === "string") return uriIn(arnParts(arn), service, target);
  const place = arn === undefined ? ownPlace(parent) : pulumi.output(arn).apply(arnParts);
  return pulumi.all([place, target]).apply(([known, to]) => uriIn(known, service, to));
}

type ArnPlace = Pick<Arn, "partition" | "region">;

/** The provider's own partition and region. */
function ownPlace(parent: pulumi.Resource): pulumi.Output<ArnPlace> {
  const { partition } = aws.getPartitionOutput({}, { parent });
  const { region } = aws.getRegionOutput({}, { parent });
  return pulumi.output({ partition, region });
}

function uriIn({ partition, region }: ArnPlace, service: string, target: string): string {
  return formatArn({ partition, service: "apigateway", region, account: service, resource: target });
}

/** The mapping with a name for each text that is known only at deployment; `depth` counts the JSON strings around it. */
function nameMapping(mapping: Mapping<Source | Text>, name: string, late: LateValues, depth = 1): Mapping<Source> {
  if (isLate(mapping)) return late.name(name, mapping, (text) => constantInTemplate(text, depth));
  if (typeof mapping !== "object" || mapping === null || isSource<Source>(mapping)) return mapping;
  if (isJsonText(mapping)) return { $source: "jsonText", value: nameMapping(mapping.value, name, late, depth + 1) };
  if (isList(mapping)) return mapping.map((item, index) => nameMapping(item, `${name}.${index}`, late, depth));
  const members = Object.entries(mapping).map(([member, value], index) => [member, nameMapping(value, `${name}.${index}`, late, depth)]);
  return Object.fromEntries(members);
}

function isList<T>(mapping: T | readonly T[]): mapping is readonly T[] {
  return Array.isArray(mapping);
}
