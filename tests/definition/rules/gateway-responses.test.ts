import { api, type Case, itRefuses, itTakes } from "./refusals";

const AT = "gatewayResponses.DEFAULT_4XX";
const response = (parts: object, type = "DEFAULT_4XX") =>
  api({ gatewayResponses: { [type]: { responseParameters: {}, responseTemplates: {}, ...parts } } });
const header = (source: unknown) => response({ responseParameters: { "gatewayresponse.header.X": source } });

describe("The rules of gateway responses", () => {
  itTakes([
    [
      "a status and a template",
      response({ statusCode: "444", responseTemplates: { "application/json": '{"message":$context.error.messageString}' } }),
    ],
    ...[
      "'*'",
      "method.request.header.Accept",
      "method.request.path.petId",
      "method.request.querystring.q",
      "context.error.messageString",
      "stageVariables.a",
    ].map((source) => [`the source ${source}, declared or not`, header(source)] as const),
  ]);

  itRefuses([
    [
      "a type that is none",
      response({}, "FAKE_RESPONSE_TYPE"),
      "gatewayResponses.FAKE_RESPONSE_TYPE",
      "Value 'FAKE_RESPONSE_TYPE' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR,",
    ],
    [
      "a status that is none",
      response({ statusCode: "4XX" }),
      `${AT}.statusCode`,
      "Value '4XX' at 'putGatewayResponseInput.statusCode' failed to satisfy constraint",
    ],
    [
      "a template that is null",
      response({ responseTemplates: { "application/xml": null } }),
      `${AT}.responseTemplates["application/xml"]`,
      "Invalid null or empty value in responseTemplates",
    ],
    [
      "an empty template",
      response({ responseTemplates: { "application/xml": "" } }),
      `${AT}.responseTemplates["application/xml"]`,
      "Invalid null or empty value in responseTemplates",
    ],
    [
      "a header that is null",
      header(null),
      `${AT}.responseParameters["gatewayresponse.header.X"]`,
      "Invalid null or empty value in responseParameters",
    ],
    ...["test-value", '"*"', "integration.response.header.A"].map(
      (source): Case => [
        `the source ${source}`,
        header(source),
        `${AT}.responseParameters["gatewayresponse.header.X"]`,
        `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${source}]`,
      ],
    ),
    [
      "the source true, which is no text",
      header(true),
      `${AT}.responseParameters["gatewayresponse.header.X"]`,
      "class java.lang.Boolean can not be converted to an String",
    ],
    [
      "a target that is no header",
      response({ responseParameters: { "method.response.header.X": "'a'" } }),
      `${AT}.responseParameters["method.response.header.X"]`,
      "Write gatewayresponse.header.<name>",
    ],
    [
      "a template under no media type",
      response({ responseTemplates: { json: "a" } }),
      `${AT}.responseTemplates.json`,
      "Invalid content type specified: json",
    ],
  ]);
});
