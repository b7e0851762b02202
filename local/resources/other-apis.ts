import { named, type Registry } from "./registry";

/** APIs of other kinds than REST, one line each. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html */
export function otherApis(registry: Registry): string[] {
  return registry.all("apigatewayv2/api:Api").map((api) => {
    const kind = api.inputs["protocolType"] === "WEBSOCKET" ? "a WebSocket API" : "an HTTP API";
    return `${named(api)} is ${kind} (aws.apigatewayv2), which is not served locally: only REST APIs (aws.apigateway) are`;
  });
}
