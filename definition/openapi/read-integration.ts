import type { Integration, IntegrationResponse } from "../types";
import type { Cursor } from "./cursor";

const CONTENT_HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"] as const;

/** Reads https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function readIntegration(at: Cursor): Integration | undefined {
  at.knowsOnly(INTEGRATION_MEMBERS);
  const type = at.member("type").needed("the integration's type").choice(["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"]);
  if (type === undefined) return undefined;
  const httpMethod = at.member("httpMethod").text()?.toUpperCase();
  const uri = at.member("uri").text();
  const credentials = at.member("credentials").text();
  const contentHandling = at.member("contentHandling").choice(CONTENT_HANDLING);
  const connectionId = at.member("connectionId").text();
  const integrationTarget = at.member("integrationTarget").text();
  const cacheNamespace = at.member("cacheNamespace").text();
  return {
    type,
    // A MOCK integration sends nothing, so that neither means anything there.
    ...(httpMethod !== undefined && type !== "MOCK" && { httpMethod }),
    ...(uri !== undefined && type !== "MOCK" && { uri }),
    ...(credentials !== undefined && { credentials }),
    requestParameters: at.member("requestParameters").textMap(),
    requestTemplates: at.member("requestTemplates").textMap(),
    passthroughBehavior: at.member("passthroughBehavior").choice(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]) ?? "WHEN_NO_MATCH",
    ...(contentHandling !== undefined && { contentHandling }),
    timeoutInMillis: at.member("timeoutInMillis").integer() ?? 29_000,
    connectionType: at.member("connectionType").choice(["INTERNET", "VPC_LINK"]) ?? "INTERNET",
    ...(connectionId !== undefined && { connectionId }),
    ...(integrationTarget !== undefined && { integrationTarget }),
    insecureSkipVerification: at.member("tlsConfig").member("insecureSkipVerification").flag() ?? false,
    ...(cacheNamespace !== undefined && { cacheNamespace }),
    cacheKeyParameters: at.member("cacheKeyParameters").texts(),
    responseTransferMode: at.member("responseTransferMode").choice(["BUFFERED", "STREAM"]) ?? "BUFFERED",
    responses: at
      .member("responses")
      .members()
      .map(([pattern, response]) => readIntegrationResponse(pattern, response)),
  };
}

function readIntegrationResponse(pattern: string, at: Cursor): IntegrationResponse {
  at.knowsOnly(["statusCode", "responseParameters", "responseTemplates", "contentHandling"]);
  const contentHandling = at.member("contentHandling").choice(CONTENT_HANDLING);
  return {
    ...(pattern !== "default" && { selectionPattern: pattern }),
    statusCode: at.member("statusCode").needed("the status of the response").textOrNumber() ?? "",
    responseParameters: at.member("responseParameters").textMap(),
    responseTemplates: at.member("responseTemplates").textMap(),
    ...(contentHandling !== undefined && { contentHandling }),
  };
}

const INTEGRATION_MEMBERS = [
  "type",
  "httpMethod",
  "uri",
  "credentials",
  "requestParameters",
  "requestTemplates",
  "passthroughBehavior",
  "contentHandling",
  "timeoutInMillis",
  "connectionType",
  "connectionId",
  "integrationTarget",
  "tlsConfig",
  "cacheNamespace",
  "cacheKeyParameters",
  "responseTransferMode",
  "responses",
];
