import { cloud, type Resource } from "../../../local/program/index";
import { type LocalResources, readResources, unavailable } from "../../../local/resources/index";

const HOME = cloud("123456789012", "us-east-1");

/** A registered resource of `aws:<module>`; its id and name are its logical name unless outputs say otherwise. */
export function resource(
  module: string,
  name: string,
  inputs: Readonly<Record<string, unknown>> = {},
  outputs: Readonly<Record<string, unknown>> = {},
): Resource {
  return {
    type: `aws:${module}`,
    name,
    uniqueName: name,
    urn: `urn:${module}::${name}`,
    id: name,
    inputs,
    outputs: { name, ...inputs, ...outputs },
    existing: false,
    unknown: [],
  };
}

export function restApi(name: string, inputs: Readonly<Record<string, unknown>> = {}): Resource {
  return resource("apigateway/restApi:RestApi", name, inputs, {
    executionArn: `arn:aws:execute-api:us-east-1:123456789012:${name}`,
    rootResourceId: `${name}-root`,
  });
}

export function functionNamed(name: string, inputs: Readonly<Record<string, unknown>> = {}): Resource {
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
  return resource("lambda/function:Function", name, { runtime: "nodejs22.x", handler: "index.handler", ...inputs }, { arn });
}

export function invocationUri(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`;
}

/** What the resources mean, with all that the start tells of them where nothing but DynamoDB runs. */
export function read(...resources: readonly Resource[]): LocalResources {
  const found = readResources({ resources: [...resources] }, HOME);
  return { ...found, notices: [...found.notices, ...unavailable(found.apis, found.functions, new Set(["dynamodb"]))] };
}
