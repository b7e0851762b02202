import type { Kind, Kinds, Made } from "../kind";
import { isProperties, type Properties, text } from "../properties";
import { refuseMissing } from "./refusals";

export const REST_API = "aws:apigateway/restApi:RestApi";
const REST_API_POLICY = "aws:apigateway/restApiPolicy:RestApiPolicy";

/** What the provider keeps of an API in its state: `tests/terraform/observed.json`. */
export const KEPT_OF_API = [
  "apiKeySource",
  "binaryMediaTypes",
  "description",
  "disableExecuteApiEndpoint",
  "endpointConfiguration",
  "endpointConfiguration.ipAddressType",
  "endpointConfiguration.vpcEndpointIds",
  "minimumCompressionSize",
  "policy",
];

/**
 * What API Gateway has of an API itself after the provider's calls: UpdateRestApi with what changes, and where the body does, PutRestApi,
 * which takes away whatever the document does not say, and UpdateRestApi again with what the provider's plan has
 * (resourceRestAPIWithBodyUpdateOperations).
 */
export const readApi: NonNullable<Kind["read"]> = (inputs, plan, before) => {
  const { body } = inputs;
  const endpoint = isProperties(plan["endpointConfiguration"]) ? plan["endpointConfiguration"] : {};
  if (body === undefined || body === before?.inputs["body"]) return settings({ ...before?.outputs, ...plan });
  const imported = importedBy(JSON.parse(String(body)));
  return settings({
    apiKeySource: plan["apiKeySource"] ?? imported["apiKeySource"],
    binaryMediaTypes: nonEmpty(plan["binaryMediaTypes"]) ?? imported["binaryMediaTypes"],
    description: text(plan, "description") || imported["description"],
    disableExecuteApiEndpoint: plan["disableExecuteApiEndpoint"] === true || imported["disableExecuteApiEndpoint"],
    endpointConfiguration: { ...endpoint, vpcEndpointIds: nonEmpty(endpoint["vpcEndpointIds"]) ?? imported["vpcEndpointIds"] },
    minimumCompressionSize: text(plan, "minimumCompressionSize") || imported["minimumCompressionSize"],
    // Since version 6.48 of upstream, only where the program gives it: https://github.com/hashicorp/terraform-provider-aws/pull/48118
    policy: inputs["policy"] ?? imported["policy"],
  });
};

/** The policy of an API as a resource of its own, which is the API's for as long as nothing else sets it. */
export const REST_API_POLICIES: Kinds = {
  [REST_API_POLICY]: {
    replacedBy: ["restApiId"],
    id: (_, inputs) => text(inputs, "restApiId"),
    outputs: {},
    onCreate: ({ inputs }, others) => {
      refuseMissing(others, REST_API, "id", text(inputs, "restApiId"), "NotFoundException: Invalid API identifier specified");
      others.set(apiOf(inputs, others.of(REST_API)), { policy: inputs["policy"] });
    },
    onUpdate: ({ inputs }, others) => others.set(apiOf(inputs, others.of(REST_API)), { policy: inputs["policy"] }),
    onDelete: ({ inputs }, others) => others.set(apiOf(inputs, others.of(REST_API)), { policy: "" }),
  },
};

function apiOf(inputs: Properties, apis: readonly Made[]): Made | undefined {
  return apis.find(({ id }) => id === text(inputs, "restApiId"));
}

/** What an import takes of a document: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html */
function importedBy(document: Properties): Properties {
  const { info, servers } = document;
  const server = Array.isArray(servers) && isProperties(servers[0]) ? servers[0]["x-amazon-apigateway-endpoint-configuration"] : undefined;
  const endpoint = isProperties(server) ? server : {};
  const size = document["x-amazon-apigateway-minimum-compression-size"];
  const policy = document["x-amazon-apigateway-policy"];
  return {
    apiKeySource: document["x-amazon-apigateway-api-key-source"] ?? "HEADER",
    binaryMediaTypes: document["x-amazon-apigateway-binary-media-types"] ?? [],
    description: isProperties(info) ? info["description"] : undefined,
    disableExecuteApiEndpoint: endpoint["disableExecuteApiEndpoint"] ?? false,
    minimumCompressionSize: size === undefined ? "" : String(size),
    policy: policy === undefined ? "" : JSON.stringify(policy),
    vpcEndpointIds: endpoint["vpcEndpointIds"],
  };
}

/** As the provider reads them. */
function settings(found: Properties): Properties {
  const size = text(found, "minimumCompressionSize");
  return {
    apiKeySource: found["apiKeySource"] ?? "HEADER",
    binaryMediaTypes: found["binaryMediaTypes"] ?? [],
    description: text(found, "description"),
    disableExecuteApiEndpoint: found["disableExecuteApiEndpoint"] ?? false,
    endpointConfiguration: found["endpointConfiguration"] ?? { types: "EDGE", ipAddressType: "ipv4" },
    minimumCompressionSize: size === "-1" ? "" : size,
    policy: text(found, "policy"),
  };
}

function nonEmpty(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 ? value : undefined;
}
