import { type Case, integration, itRefuses, itTakes, withRoute } from "./refusals";

const AT = 'routes["GET /"].integration.responses';

/** A route with these integration responses, whose own responses are 200 with the header X and 404. */
function responding(...responses: readonly object[]) {
  return withRoute({
    methodResponses: { 200: { headers: ["X"], models: {} }, 404: { headers: [], models: {} } },
    integration: integration({
      responses: responses.map((response) => ({ statusCode: "200", responseParameters: {}, responseTemplates: {}, ...response })),
    }),
  });
}

const header = (source: unknown) => responding({ responseParameters: { "method.response.header.X": source } });
const put = (text: string) => `Unable to put integration response on 'GET' for resource at path '/': ${text}`;
const expression = (text: string) =>
  `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${text}]`;

describe("The rules of integration responses", () => {
  const sources = [
    "'*'",
    "integration.response.header.A",
    "integration.response.multivalueheader.A",
    "integration.response.body",
    "integration.response.body.a[0]",
    "context.requestId",
    "stageVariables.a",
  ];
  const patterns = [
    "4\\d{2}",
    "(?i)not found.*",
    ".*+",
    "a++b?+",
    "\\Q(\\E",
    "(?>a|b)",
    "(?i:x)",
    "[a-z&&[^x]]",
    "\\p{Alpha}+",
    "404",
    "(.|\\n)+",
    "(default)",
  ];
  itTakes([
    ...sources.map((source) => [`the source ${source}`, header(source)] as const),
    ...patterns.map(
      (selectionPattern) => [`the pattern ${selectionPattern}`, responding({}, { selectionPattern, statusCode: "404" })] as const,
    ),
  ]);

  itRefuses([
    ...["(", "[a", "*a", "a{2,1}", "+", "(?<n>a", "a{", "a{2", "\\y", "\\p{Foo}", "[]", "x{,3}", "{"].map(
      (selectionPattern): Case => [
        `the pattern ${selectionPattern}`,
        responding({}, { selectionPattern }),
        `${AT}[1].selectionPattern`,
        JSON.stringify(selectionPattern),
        put("Invalid regex pattern specified"),
      ],
    ),
    [
      "a status that is none",
      responding({ statusCode: "wrong" }),
      `${AT}[0].statusCode`,
      "Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
    ],
    ["two default responses", responding({}, { statusCode: "404" }), AT, "two responses without a selection pattern"],
    [
      "two responses for one pattern",
      responding({}, { selectionPattern: "a" }, { selectionPattern: "a", statusCode: "404" }),
      AT,
      'two responses for "a"',
    ],
    [
      "the pattern that documents write for the default response",
      responding({}, { selectionPattern: "default" }),
      `${AT}[1].selectionPattern`,
      "Write (default)",
    ],
    [
      "a header of a status that the route does not have",
      responding({}, { selectionPattern: "a", statusCode: "500", responseParameters: {} }),
      `${AT}[1].statusCode`,
      "Its responses are 200, 404",
    ],
    [
      "headers of a status without a response of the route, but once",
      responding({}, { selectionPattern: "a", statusCode: "500", responseParameters: { "method.response.header.X": "'a'" } }),
      `${AT}[1].responseParameters`,
      put("Invalid mapping expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]"),
    ],
    [
      "a header that the route's response does not declare",
      responding(
        {},
        {
          selectionPattern: "a",
          statusCode: "404",
          responseParameters: { "method.response.header.Location": "integration.response.body.errorMessage" },
        },
      ),
      `${AT}[1].responseParameters["method.response.header.Location"]`,
      put(
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.Location]",
      ),
    ],
    [
      "a header that is declared in another case",
      responding({ responseParameters: { "method.response.header.x": "'a'" } }),
      `${AT}[0].responseParameters["method.response.header.x"]`,
      "case-sensitive",
    ],
    [
      "a target that is no header",
      responding({ responseParameters: { "method.response.body": "'a'" } }),
      `${AT}[0].responseParameters["method.response.body"]`,
      put(expression("method.response.body")),
    ],
    ...['"*"', "method.request.header.A", "integration.response.status", "a"].map(
      (source): Case => [
        `the source ${source}`,
        header(source),
        `${AT}[0].responseParameters["method.response.header.X"]`,
        JSON.stringify(source),
        put(expression(source)),
      ],
    ),
    [
      "a source that is a number",
      header(1),
      `${AT}[0].responseParameters["method.response.header.X"]`,
      "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String",
    ],
    [
      "a template that is a number",
      responding({ responseTemplates: { "application/json": 123 } }),
      `${AT}[0].responseTemplates["application/json"]`,
      "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String",
    ],
    [
      "a template that is an object",
      responding({ responseTemplates: { "application/json": {} } }),
      `${AT}[0].responseTemplates["application/json"]`,
      "Start of structure or map found where not expected.",
    ],
    [
      "a template under no media type",
      responding({ responseTemplates: { "123": "a" } }),
      `${AT}[0].responseTemplates["123"]`,
      put("Validation Result: warnings : [], errors : [Invalid content type specified: 123]"),
    ],
    [
      "a template of more than 300 KB",
      responding({ responseTemplates: { "text/plain": "é".repeat(153_601) } }),
      `${AT}[0].responseTemplates["text/plain"]`,
      "has 307202 bytes",
    ],
    [
      "another conversion of contents",
      responding({ contentHandling: "text" }),
      `${AT}[0].contentHandling`,
      "Member must satisfy enum value set: [CONVERT_TO_BINARY, CONVERT_TO_TEXT]",
    ],
  ]);
});
