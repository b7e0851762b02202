import { isLateValue } from "../late-values";
import { PAYLOAD_BYTES } from "../limits";
import { API_KEY_SOURCES, ENDPOINT_TYPES, IP_ADDRESS_TYPES } from "../tables/index";
import type { ApiDefinition, Endpoint } from "../types";
import { constraintError, enumerationError, isExcluded, named, type Refusal } from "./refusal";
import { checkTls } from "./tls";

/** What is wrong with the API itself. */
export function* checkRestApi(definition: ApiDefinition): Iterable<Refusal> {
  const { name, description, apiKeySource, minimumCompressionSize: size } = definition;
  if (name.trim() === "")
    // Recorded: CreateRestApi without a name.
    yield {
      path: ["name"],
      message: "is empty; give the API a name.",
      aws: "1 validation error detected: Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not be null",
    };
  // Recorded: CreateRestApi.
  if (description === "") yield { path: ["description"], message: "is empty; leave it out.", aws: "Description cannot be an empty string" };
  if (isExcluded(API_KEY_SOURCES, apiKeySource))
    yield {
      path: ["apiKeySource"],
      message: `is ${JSON.stringify(apiKeySource)}. Give one of ${API_KEY_SOURCES.join(", ")}.`,
      aws: enumerationError(apiKeySource, "createRestApiInput.apiKeySource", API_KEY_SOURCES),
    };
  // Recorded: UpdateRestApi.
  if (size !== undefined && !(Number.isInteger(size) && size >= 0 && size <= PAYLOAD_BYTES))
    yield {
      path: ["minimumCompressionSize"],
      message: `is ${size}. Give whole bytes from 0 to ${PAYLOAD_BYTES}, or leave it out for no compression.`,
      aws: `Invalid minimum compression size, must be between 0 and ${PAYLOAD_BYTES}`,
    };
  yield* named("endpoint", checkEndpoint(definition.endpoint));
  // Reported: CreateDeployment, https://github.com/hashicorp/terraform-provider-aws/issues/14290.
  if (definition.endpoint.type === "PRIVATE" && definition.policy === undefined && !("x-amazon-apigateway-policy" in definition.extensions))
    yield {
      path: ["policy"],
      message:
        "is missing. A private API lets nobody in without one; give its vpcEndpoints, by which it is made, or say which VPC may call: { allow: { vpcIds: [...] } }.",
      aws: "Private REST API doesn't have a resource policy attached to it",
    };
}

function* checkEndpoint(endpoint: Endpoint): Iterable<Refusal> {
  const { type, ipAddressType, vpcEndpointIds } = endpoint;
  if (isExcluded(ENDPOINT_TYPES, type))
    yield {
      path: ["endpoint", "type"],
      // Recorded: CreateRestApi, of no type and of one that is none, and UpdateRestApi, which says it in other words.
      message: `is ${JSON.stringify(type)}: Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE.`,
      aws: type
        ? constraintError(
            `[${type}]`,
            "createRestApiInput.endpointConfiguration.types",
            `Member must satisfy constraint: [Member must satisfy enum value set: [${ENDPOINT_TYPES.join(", ")}]]`,
          )
        : "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
    };
  if (ipAddressType !== undefined && isExcluded(IP_ADDRESS_TYPES, ipAddressType))
    // Recorded: CreateRestApi, and UpdateRestApi, which says it in other words.
    yield {
      path: ["endpoint", "ipAddressType"],
      message: `is ${JSON.stringify(ipAddressType)}: ipAddressType must be either ipv4 or dualstack.`,
      aws: enumerationError(ipAddressType, "createRestApiInput.endpointConfiguration.ipAddressType", IP_ADDRESS_TYPES),
    };
  if (type === "PRIVATE" && ipAddressType === "ipv4")
    // Recorded: UpdateRestApi.
    yield {
      path: ["endpoint", "ipAddressType"],
      message: "is ipv4; give dualstack, or leave it out.",
      aws: "Only dualstack ipAddressType is supported for Private APIs.",
    };
  if (vpcEndpointIds.length > 0 && type !== "PRIVATE")
    yield {
      path: ["endpoint", "vpcEndpointIds"],
      message: `are given, and the endpoint type is ${type}. Make it PRIVATE, or leave them out.`,
      // Reported: https://github.com/aws/aws-cdk/issues/9684.
      aws: "VPCEndpoints can only be specified with PRIVATE apis.",
    };
  yield* checkTls(["endpoint"], type, endpoint);
  for (const [index, id] of vpcEndpointIds.entries())
    if (!isLateValue(id) && !/^vpce-[0-9a-f]+$/.test(id))
      yield {
        path: ["endpoint", "vpcEndpointIds", index],
        message: `is ${JSON.stringify(id)}. The id of a VPC endpoint begins with vpce-.`,
      };
}
