import type { Kinds, Made } from "./made";

const RestApi = "aws:apigateway/restApi:RestApi";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
export const API_GATEWAY: Kinds = [
  [
    RestApi,
    {
      outputs: (made) => {
        const id = made.id(10);
        return {
          id,
          name: made.name,
          arn: made.apiGatewayArn(`/restapis/${id}`),
          executionArn: executionArn(made, id),
          rootResourceId: made.letters("root", 10),
        };
      },
    },
  ],
  [
    "aws:apigateway/stage:Stage",
    {
      outputs: (made) => {
        const [api, stage] = [made.text("restApi"), made.text("stageName")];
        return {
          id: `ags-${api}-${stage}`,
          arn: made.apiGatewayArn(`/restapis/${api}/stages/${stage}`),
          executionArn: `${executionArn(made, api)}/${stage}`,
          invokeUrl: invokeUrl(made, stage),
        };
      },
    },
  ],
  [
    "aws:apigateway/deployment:Deployment",
    {
      // Of the providers before 7 it can make a stage.
      outputs: (made) => {
        const stage = made.text("stageName");
        return { id: made.id(6), executionArn: `${executionArn(made, made.text("restApi"))}/${stage}`, invokeUrl: invokeUrl(made, stage) };
      },
    },
  ],
  ["aws:apigateway/resource:Resource", { outputs: (made) => ({ id: made.id(6), path: resourcePath(made) }) }],
  [
    "aws:apigateway/authorizer:Authorizer",
    {
      outputs: (made) => ({
        id: made.id(6),
        name: made.name,
        arn: made.apiGatewayArn(`/restapis/${made.text("restApi")}/authorizers/${made.id(6)}`),
      }),
    },
  ],
  ["aws:apigateway/requestValidator:RequestValidator", { outputs: (made) => ({ id: made.id(6), name: made.name }) }],
  ["aws:apigateway/model:Model", { outputs: (made) => ({ id: made.id(6), name: made.name }) }],
  [
    "aws:apigateway/vpcLink:VpcLink",
    { outputs: (made) => ({ id: made.id(6), name: made.name, arn: made.apiGatewayArn(`/vpclinks/${made.id(6)}`) }) },
  ],
  [
    "aws:apigateway/usagePlan:UsagePlan",
    { outputs: (made) => ({ id: made.id(6), name: made.name, arn: made.apiGatewayArn(`/usageplans/${made.id(6)}`) }) },
  ],
  [
    "aws:apigateway/usagePlanKey:UsagePlanKey",
    {
      outputs: (made) => {
        const key = made.find("aws:apigateway/apiKey:ApiKey", made.text("keyId"));
        return { id: made.text("keyId"), name: key?.outputs["name"] ?? "", value: key?.outputs["value"] ?? "" };
      },
    },
  ],
  [
    "aws:apigateway/apiKey:ApiKey",
    {
      outputs: (made) => ({
        id: made.id(10),
        name: made.name,
        value: made.text("value") === "" ? made.letters("value", 40) : made.text("value"),
        arn: made.apiGatewayArn(`/apikeys/${made.id(10)}`),
      }),
    },
  ],
];

function executionArn(made: Made, apiId: string): string {
  return made.arn("execute-api", apiId);
}

function invokeUrl(made: Made, path: string): string {
  const id = made.text("restApi");
  return `${made.baseUrl}/${made.find(RestApi, id)?.uniqueName ?? id}/${path}`;
}

function resourcePath(made: Made): string {
  const parent = made.find("aws:apigateway/resource:Resource", made.text("parentId"));
  return `${parent ? String(parent.outputs["path"]) : ""}/${made.text("pathPart")}`;
}
