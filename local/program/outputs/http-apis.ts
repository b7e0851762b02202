import type { Kinds, Made, Outputs } from "./made";

/** HTTP and WebSocket APIs, which are not served, but whose urls programs hand to their functions. */
export const HTTP_APIS: Kinds = [
  ["aws:apigatewayv2/api:Api", { outputs: api }],
  ["aws:apigatewayv2/domainName:DomainName", { nameProperty: "domainName", outputs: domainName }],
];

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
function api(made: Made): Outputs {
  const id = made.id(10);
  const { region, dnsSuffix } = made.cloud;
  const scheme = made.text("protocolType") === "WEBSOCKET" ? "wss" : "https";
  return {
    id,
    name: made.name,
    arn: made.apiGatewayArn(`/apis/${id}`),
    apiEndpoint: `${scheme}://${id}.execute-api.${region}.${dnsSuffix}`,
    executionArn: made.arn("execute-api", id),
  };
}

function domainName(made: Made): Outputs {
  const { region, dnsSuffix } = made.cloud;
  return {
    id: made.name,
    arn: made.apiGatewayArn(`/domainnames/${made.name}`),
    domainNameConfiguration: {
      ...Object(made.input("domainNameConfiguration")),
      targetDomainName: `d-${made.letters("regional", 10)}.execute-api.${region}.${dnsSuffix}`,
      hostedZoneId: `Z${made.letters("zone", 13).toUpperCase()}`,
    },
  };
}
