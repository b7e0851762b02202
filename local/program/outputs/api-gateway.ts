import type { Kinds, LocalResource } from "./local-resource";

const RestApi = "aws:apigateway/restApi:RestApi";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
export const API_GATEWAY: Kinds = [
  [
    RestApi,
    {
      outputs: (resource) => {
        const id = resource.id(10);
        return {
          id,
          name: resource.name,
          arn: resource.apiGatewayArn(`/restapis/${id}`),
          executionArn: executionArn(resource, id),
          rootResourceId: resource.letters("root", 10),
        };
      },
    },
  ],
  [
    "aws:apigateway/stage:Stage",
    {
      outputs: (resource) => {
        const [api, stage] = [resource.text("restApi"), resource.text("stageName")];
        return {
          id: `ags-${api}-${stage}`,
          arn: resource.apiGatewayArn(`/restapis/${api}/stages/${stage}`),
          executionArn: `${executionArn(resource, api)}/${stage}`,
          invokeUrl: invokeUrl(resource, stage),
        };
      },
    },
  ],
  [
    "aws:apigateway/deployment:Deployment",
    {
      // Of the providers before 7 it can make a stage.
      outputs: (resource) => {
        const stage = resource.text("stageName");
        return {
          id: resource.id(6),
          executionArn: `${executionArn(resource, resource.text("restApi"))}/${stage}`,
          invokeUrl: invokeUrl(resource, stage),
        };
      },
    },
  ],
  ["aws:apigateway/resource:Resource", { outputs: (resource) => ({ id: resource.id(6), path: resourcePath(resource) }) }],
  [
    "aws:apigateway/authorizer:Authorizer",
    {
      outputs: (resource) => ({
        id: resource.id(6),
        name: resource.name,
        arn: resource.apiGatewayArn(`/restapis/${resource.text("restApi")}/authorizers/${resource.id(6)}`),
      }),
    },
  ],
  ["aws:apigateway/requestValidator:RequestValidator", { outputs: (resource) => ({ id: resource.id(6), name: resource.name }) }],
  ["aws:apigateway/model:Model", { outputs: (resource) => ({ id: resource.id(6), name: resource.name }) }],
  [
    "aws:apigateway/vpcLink:VpcLink",
    { outputs: (resource) => ({ id: resource.id(6), name: resource.name, arn: resource.apiGatewayArn(`/vpclinks/${resource.id(6)}`) }) },
  ],
  [
    "aws:apigateway/usagePlan:UsagePlan",
    { outputs: (resource) => ({ id: resource.id(6), name: resource.name, arn: resource.apiGatewayArn(`/usageplans/${resource.id(6)}`) }) },
  ],
  [
    "aws:apigateway/usagePlanKey:UsagePlanKey",
    {
      outputs: (resource) => {
        const key = resource.find("aws:apigateway/apiKey:ApiKey", resource.text("keyId"));
        return { id: resource.text("keyId"), name: key?.outputs["name"] ?? "", value: key?.outputs["value"] ?? "" };
      },
    },
  ],
  [
    "aws:apigateway/apiKey:ApiKey",
    {
      outputs: (resource) => ({
        id: resource.id(10),
        name: resource.name,
        value: resource.text("value") === "" ? resource.letters("value", 40) : resource.text("value"),
        arn: resource.apiGatewayArn(`/apikeys/${resource.id(10)}`),
      }),
    },
  ],
];

function executionArn(resource: LocalResource, apiId: string): string {
  return resource.arn("execute-api", apiId);
}

function invokeUrl(resource: LocalResource, path: string): string {
  const id = resource.text("restApi");
  return `${resource.baseUrl}/${resource.find(RestApi, id)?.uniqueName ?? id}/${path}`;
}

function resourcePath(resource: LocalResource): string {
  const parent = resource.find("aws:apigateway/resource:Resource", resource.text("parentId"));
  return `${parent ? String(parent.outputs["path"]) : ""}/${resource.text("pathPart")}`;
}
