import type { Kinds, Made } from "./made";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const LAMBDA: Kinds = [
  [
    "aws:lambda/function:Function",
    {
      outputs: (made) => {
        const arn = made.arn("lambda", `function:${made.name}`);
        const published = made.text("publish") === "true";
        const version = published ? "1" : "$LATEST";
        return {
          memorySize: made.number("memorySize", 128),
          timeout: made.number("timeout", 3),
          packageType: made.text("packageType") || "Zip",
          architectures: made.input("architectures") ?? ["x86_64"],
          loggingConfig: { logFormat: "Text", logGroup: `/aws/lambda/${made.name}`, ...Object(made.input("loggingConfig")) },
          name: made.name,
          arn,
          version,
          invokeArn: invokeArn(made, arn),
          responseStreamingInvokeArn: streamingInvokeArn(made, arn),
          qualifiedArn: `${arn}:${version}`,
          qualifiedInvokeArn: invokeArn(made, `${arn}:${version}`),
        };
      },
    },
  ],
  [
    "aws:lambda/alias:Alias",
    {
      outputs: (made) => {
        const arn = `${functionArn(made, made.text("functionName"))}:${made.name}`;
        return { id: arn, name: made.name, arn, invokeArn: invokeArn(made, arn) };
      },
    },
  ],
  [
    "aws:lambda/layerVersion:LayerVersion",
    {
      nameProperty: "layerName",
      outputs: (made) => {
        const layerArn = made.arn("lambda", `layer:${made.name}`);
        return { id: `${layerArn}:1`, layerName: made.name, layerArn, arn: `${layerArn}:1`, version: "1" };
      },
    },
  ],
  ["aws:lambda/permission:Permission", { nameProperty: "statementId", outputs: (made) => ({ statementId: made.name }) }],
  [
    "aws:lambda/functionUrl:FunctionUrl",
    {
      outputs: (made) => ({
        id: made.text("functionName"),
        functionArn: functionArn(made, made.text("functionName")),
        urlId: made.letters("url", 32),
        functionUrl: `https://${made.letters("url", 32)}.lambda-url.${made.cloud.region}.on.aws/`,
      }),
    },
  ],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    {
      outputs: (made) => ({
        id: made.uuid(),
        uuid: made.uuid(),
        arn: made.arn("lambda", `event-source-mapping:${made.uuid()}`),
        functionArn: functionArn(made, made.text("functionName")),
      }),
    },
  ],
];

function invokeArn(made: Made, functionArn: string): string {
  return `arn:${made.cloud.partition}:apigateway:${made.cloud.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function streamingInvokeArn(made: Made, functionArn: string): string {
  return `arn:${made.cloud.partition}:apigateway:${made.cloud.region}:lambda:path/2021-11-15/functions/${functionArn}/response-streaming-invocations`;
}

/** A function is named by its name or its ARN. */
function functionArn(made: Made, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : made.arn("lambda", `function:${nameOrArn}`);
}
