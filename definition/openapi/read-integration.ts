import { INTEGRATION_TIMEOUT } from "../limits";
import type { Path, Places } from "../places";
import { CONNECTION_TYPES, CONTENT_HANDLINGS, INTEGRATION_TYPES, PASSTHROUGH_BEHAVIORS, RESPONSE_TRANSFER_MODES } from "../tables/index";
import type { Integration, IntegrationResponse } from "../types";
import { whole } from "../whole";
import type { Cursor } from "./cursor";

/** Reads https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function readIntegration(at: Cursor, part: Path, places: Places): Integration | undefined {
  places.moved(part, at.path, "document");
  places.made([...part, "insecureSkipVerification"], [...at.path, "tlsConfig", "insecureSkipVerification"], "document");
  const reference = at.member("$ref");
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html
  if (reference.present)
    return reference.refuse("leads to an integration elsewhere, which HTTP APIs alone follow; write the integration here");
  const type = at.member("type").needed("the integration's type").word(INTEGRATION_TYPES);
  // A MOCK integration sends nothing, so that neither means anything there.
  const sent = (name: "httpMethod" | "uri") => {
    const text = at.member(name).text();
    return type === "MOCK" ? undefined : text;
  };
  const tls = at.member("tlsConfig");
  const integration = {
    httpMethod: sent("httpMethod")?.toUpperCase(),
    uri: sent("uri"),
    credentials: at.member("credentials").text(),
    requestParameters: at.member("requestParameters").expressions(),
    requestTemplates: at.member("requestTemplates").textMap(),
    passthroughBehavior: at.member("passthroughBehavior").word(PASSTHROUGH_BEHAVIORS) ?? "WHEN_NO_MATCH",
    contentHandling: at.member("contentHandling").word(CONTENT_HANDLINGS),
    timeoutInMillis: at.member("timeoutInMillis").integer() ?? INTEGRATION_TIMEOUT,
    connectionType: at.member("connectionType").word(CONNECTION_TYPES) ?? "INTERNET",
    connectionId: at.member("connectionId").text(),
    integrationTarget: at.member("integrationTarget").text(),
    insecureSkipVerification: tls.member("insecureSkipVerification").flag() ?? false,
    cacheNamespace: at.member("cacheNamespace").text(),
    cacheKeyParameters: at.member("cacheKeyParameters").texts(),
    responseTransferMode: at.member("responseTransferMode").word(RESPONSE_TRANSFER_MODES) ?? "BUFFERED",
    responses: at
      .member("responses")
      .members()
      .map(([pattern, response], index) => {
        places.moved([...part, "responses", index], response.path, "document");
        places.made([...part, "responses", index, "selectionPattern"], response.path, "document");
        return readIntegrationResponse(pattern, response);
      }),
  } as const;
  readPayloadFormat(at.member("payloadFormatVersion"));
  if (tls.isObject) tls.ignoreOthers();
  at.ignoreOthers();
  return type === undefined ? undefined : whole<Integration>({ type, ...integration });
}

/** HTTP APIs choose one; documents for both say it, and so do the provider's examples of REST APIs, whose events are always of 1.0. */
function readPayloadFormat(at: Cursor): void {
  if (at.present && !["1.0", "1"].includes(at.textOrNumber() ?? ""))
    at.ignore("is for HTTP APIs: what a REST API sends is of version 1.0; leave it out, and let the function read that");
}

function readIntegrationResponse(pattern: string, at: Cursor): IntegrationResponse {
  const response = whole<IntegrationResponse>({
    // Recorded: the empty pattern is that of the default response (LocalStack, test_apigateway_with_step_function_integration).
    selectionPattern: ["default", ""].includes(pattern) ? undefined : pattern,
    statusCode: at.member("statusCode").needed("the status of the response").textOrNumber() ?? "",
    responseParameters: at.member("responseParameters").expressions(),
    responseTemplates: at.member("responseTemplates").textMap(),
    contentHandling: at.member("contentHandling").word(CONTENT_HANDLINGS),
  });
  at.ignoreOthers();
  return response;
}
