import type { Resource } from "../program/index";
import { named, type Registry } from "./registry";

/**
 * APIs of other kinds than REST, and those of Pulumi's other provider for AWS, one line each.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
 */
export function otherApis(registry: Registry): string[] {
  const others = [
    ...registry.all("apigatewayv2/api:Api").map((api) => [api, `${kindOf(api)} (aws.apigatewayv2)`] as const),
    ...registry.all("apigatewayv2:Api", "aws-native").map((api) => [api, `${kindOf(api)} (aws-native.apigatewayv2)`] as const),
    ...registry.all("apigateway:RestApi", "aws-native").map((api) => [api, "a REST API of aws-native"] as const),
  ];
  return others.map(([api, kind]) => `${named(api)} is ${kind}, which is not served locally: only REST APIs of aws (aws.apigateway) are`);
}

function kindOf({ inputs }: Resource): string {
  return inputs["protocolType"] === "WEBSOCKET" ? "a WebSocket API" : "an HTTP API";
}
