import { late, MODULE, map, type Property, portable, REST_API_ARGS, TYPES, text } from "../components/schema/index";

export const REST_API = `${MODULE}:RestApi`;

/**
 * The component's arguments as other languages have them: functions are named once, so that all that calls them is known before deployment.
 */
export const INPUTS = portable({
  ...REST_API_ARGS,
  properties: {
    ...REST_API_ARGS.properties,
    functions: {
      ...map(late(text)),
      description: "ARNs of functions, of aliases or versions too, by the names that routes and authorizers use. Default: none.",
    },
  },
});

const OUTPUTS = {
  url: { type: "string", description: "The first stage's url." },
  urls: { type: "object", additionalProperties: { type: "string" }, description: "The stages' urls by name." },
  restApiId: { type: "string", description: "The API's id." },
  rootResourceId: { type: "string", description: "Id of the API's resource /." },
  executionArn: { type: "string", description: "What the ARNs of the API's methods begin with." },
  deploymentId: { type: "string", description: "Id of the current deployment." },
  stageArns: { type: "object", additionalProperties: { type: "string" }, description: "The stages' ARNs by name, for example for WAF." },
} as const satisfies Readonly<Record<string, Property>>;

export type Outputs = keyof typeof OUTPUTS;

/** The package as Pulumi's other languages see it: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
export function packageSchema(version: string): object {
  const { description, properties, required } = INPUTS;
  const component = {
    isComponent: true,
    description,
    inputProperties: properties,
    requiredInputs: required,
    properties: OUTPUTS,
    required: Object.keys(OUTPUTS),
  };
  const respect = { respectSchemaVersion: true };
  return {
    name: "lambda-rest-api",
    version,
    description: "REST APIs on Amazon API Gateway backed by AWS Lambda",
    license: "Apache-2.0",
    resources: { [REST_API]: component },
    types: Object.fromEntries(
      Object.entries(TYPES).flatMap(([name, type]) => (name === "Transform" ? [] : [[`${MODULE}:${name}`, portable(type)]])),
    ),
    language: { nodejs: respect, python: respect, go: respect, csharp: respect, java: respect },
  };
}
