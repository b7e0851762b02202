import type { Kinds, LocalResource, Outputs } from "./local-resource";

/** HTTP and WebSocket APIs, which are not served, but whose urls programs hand to their functions. */
export const HTTP_APIS: Kinds = [
  ["aws:apigatewayv2/api:Api", { outputs: api }],
  ["aws:apigatewayv2/domainName:DomainName", { nameProperty: "domainName", outputs: domainName }],
];

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
function api(resource: LocalResource): Outputs {
  const id = resource.id(10);
  const { region, dnsSuffix } = resource.cloud;
  const scheme = resource.text("protocolType") === "WEBSOCKET" ? "wss" : "https";
  return {
    id,
    name: resource.name,
    arn: resource.apiGatewayArn(`/apis/${id}`),
    apiEndpoint: `${scheme}://${id}.execute-api.${region}.${dnsSuffix}`,
    executionArn: resource.arn("execute-api", id),
  };
}

function domainName(resource: LocalResource): Outputs {
  const { region, dnsSuffix } = resource.cloud;
  return {
    id: resource.name,
    arn: resource.apiGatewayArn(`/domainnames/${resource.name}`),
    domainNameConfiguration: {
      ...Object(resource.input("domainNameConfiguration")),
      targetDomainName: `d-${resource.letters("regional", 10)}.execute-api.${region}.${dnsSuffix}`,
      hostedZoneId: `Z${resource.letters("zone", 13).toUpperCase()}`,
    },
  };
}
