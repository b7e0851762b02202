import type { Kinds, LocalResource } from "./local-resource";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const LAMBDA: Kinds = [
  [
    "aws:lambda/function:Function",
    {
      outputs: (resource) => {
        const arn = resource.arn("lambda", `function:${resource.name}`);
        const published = resource.text("publish") === "true";
        const version = published ? "1" : "$LATEST";
        return {
          memorySize: resource.number("memorySize", 128),
          timeout: resource.number("timeout", 3),
          packageType: resource.text("packageType") || "Zip",
          architectures: resource.input("architectures") ?? ["x86_64"],
          loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${resource.name}`, ...Object(resource.input("loggingConfig")) },
          name: resource.name,
          arn,
          version,
          invokeArn: invokeArn(resource, arn),
          responseStreamingInvokeArn: streamingInvokeArn(resource, arn),
          qualifiedArn: `${arn}:${version}`,
          qualifiedInvokeArn: invokeArn(resource, `${arn}:${version}`),
        };
      },
    },
  ],
  [
    "aws:lambda/alias:Alias",
    {
      outputs: (resource) => {
        const arn = `${functionArn(resource, resource.text("functionName"))}:${resource.name}`;
        return { id: arn, name: resource.name, arn, invokeArn: invokeArn(resource, arn) };
      },
    },
  ],
  [
    "aws:lambda/layerVersion:LayerVersion",
    {
      nameProperty: "layerName",
      outputs: (resource) => {
        const layerArn = resource.arn("lambda", `layer:${resource.name}`);
        return { id: `${layerArn}:1`, layerName: resource.name, layerArn, arn: `${layerArn}:1`, version: "1" };
      },
    },
  ],
  ["aws:lambda/permission:Permission", { nameProperty: "statementId", outputs: (resource) => ({ statementId: resource.name }) }],
  [
    "aws:lambda/functionUrl:FunctionUrl",
    {
      outputs: (resource) => ({
        id: resource.text("functionName"),
        functionArn: functionArn(resource, resource.text("functionName")),
        urlId: resource.letters("url", 32),
        functionUrl: `https://${resource.letters("url", 32)}.lambda-url.${resource.cloud.region}.on.aws/`,
      }),
    },
  ],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    {
      outputs: (resource) => ({
        id: resource.uuid(),
        uuid: resource.uuid(),
        arn: resource.arn("lambda", `event-source-mapping:${resource.uuid()}`),
        functionArn: functionArn(resource, resource.text("functionName")),
      }),
    },
  ],
];

function invokeArn(resource: LocalResource, functionArn: string): string {
  return `arn:${resource.cloud.partition}:apigateway:${resource.cloud.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function streamingInvokeArn(resource: LocalResource, functionArn: string): string {
  return `arn:${resource.cloud.partition}:apigateway:${resource.cloud.region}:lambda:path/2021-11-15/functions/${functionArn}/response-streaming-invocations`;
}

/** A function is named by its name or its ARN. */
function functionArn(resource: LocalResource, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : resource.arn("lambda", `function:${nameOrArn}`);
}
