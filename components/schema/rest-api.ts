import type { RestApiArgs } from "../arguments/rest-api-arguments";
import { VPC_ENDPOINTS } from "../private/vpc-endpoint-reference";
import { boolean, integer, json, late, list, map, native, objectType, resource, text } from "../shape/property";
import { ref, word } from "./types";

/** The arguments of a `RestApi`. */
export const REST_API_ARGS = objectType<RestApiArgs>(
  "A REST API of Amazon API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html",
  { stages: [map(ref("Stage")), "Stages by name."] },
  {
    routes: [map(ref("Route")), "Routes by their key, METHOD /path. Default: what openapi says."],
    openapi: [
      { ...json, dates: true },
      "An OpenAPI 3.0 or Swagger 2.0 document in place of routes, as text or as an object. Default: the API is what routes says.",
    ],
    integrations: [
      map(ref("Integration")),
      "What answers the operations of openapi, by operation id or by route key. Default: what the document says.",
    ],
    securitySchemes: [
      map(ref("SecuritySchemeAccess")),
      "What the security schemes of openapi mean that no authorizer of the same name stands for. Default: the header x-api-key is API_KEY.",
    ],
    apiName: [text, "The API's name in API Gateway. Default: the component's name."],
    description: [late(text), "Documentation."],
    version: [text, 'The API\'s own version. Default: "1.0".'],
    endpointType: [word("EndpointType"), "Default: REGIONAL."],
    vpcEndpoints: [list(resource(VPC_ENDPOINTS, late(text))), "Ids of VPC endpoints by which a private API is called. Default: none."],
    ipAddressType: [word("IpAddressType"), "Default: API Gateway's own, ipv4 unless the API is private."],
    disableExecuteApiEndpoint: [boolean, "Default: false."],
    securityPolicy: [
      text,
      "TLS versions and ciphers of the API's own endpoint. Default: SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09, of EDGE SecurityPolicy_TLS12_PFS_2025_EDGE.",
    ],
    endpointAccessMode: [
      word("EndpointAccessMode"),
      "Whether requests by another type of endpoint, or for another host than TLS was agreed for, are refused. Default: BASIC.",
    ],
    authorizers: [map(ref("Authorizer")), "Authorizers by the names that routes use. Default: none."],
    policy: [
      native("document", late(json)),
      "Who may call the API, { allow, deny } or a policy document as AWS has it. Default: everybody.",
    ],
    apiKeySource: [word("ApiKeySource"), "Where an API key is read from. Default: HEADER."],
    binaryMediaTypes: [list(text), "Media types that are handled as bytes. Default: none."],
    minimumCompressionSize: [integer, "Bytes from which a response is compressed. Default: never."],
    models: [map(native("object", json)), "JSON schemas, draft 4, by name. Default: none."],
    gatewayResponses: [
      map(ref("GatewayResponse")),
      "Answers that API Gateway gives itself, by type, for example DEFAULT_4XX. Default: API Gateway's own.",
    ],
    validationErrors: [boolean, "Whether the 400 for a body that does not meet its model says what is wrong. Default: true."],
    cors: [ref("Cors"), "Which web pages of other origins may call the API. Default: none."],
    extensions: [map(json), "Further x-… members of the OpenAPI document. Default: none."],
    apiKeys: [map(resource(["aws:apigateway/apiKey:ApiKey"], ref("ApiKey"))), "API keys by the names that usage plans use. Default: none."],
    usagePlans: [map(ref("UsagePlan")), "Usage plans by name. Default: none."],
    lambdaAccess: [
      ref("LambdaAccess"),
      "Who lets API Gateway invoke functions: permissions in each function's policy, or a role of the API. Default: permissions.",
    ],
    testInvoke: [boolean, "Whether methods may be tried in API Gateway's console. Default: false."],
    tags: [map(late(text)), "Tags of the API and its stages. Default: none."],
    quotas: [ref("Quotas"), "Quotas that AWS has raised for the account. Default: AWS's own."],
    suppressWarnings: [list(text), "Names of warnings that are not given. Default: none."],
    transform: [native("callback", ref("Transform")), "The last word on each child's arguments and options."],
  },
);
