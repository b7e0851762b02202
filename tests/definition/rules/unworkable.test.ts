import assert from "node:assert/strict";
import { checkApi } from "../../../definition/index";
import {
  api,
  argumentProblems,
  assertRefused,
  type Case,
  integration,
  itRefuses,
  itTakes,
  route,
  withIntegration,
  withRoute,
} from "./refusals";

const AT = 'routes["GET /"].integration';
const template = (text: string) => withIntegration({ requestTemplates: { "application/json": text } });
const mock = (text: string, parts: object = {}) =>
  withIntegration({ type: "MOCK", httpMethod: undefined, uri: undefined, requestTemplates: { "application/json": text }, ...parts });
const setHeader = (type: string, header: string) =>
  withIntegration({
    type,
    ...(type === "HTTP" && { uri: "https://a/" }),
    requestParameters: { [`integration.request.header.${header}`]: "'a'" },
  });

const unworkable: readonly Case[] = [
  ["a function that is invoked by GET", withIntegration({ httpMethod: "GET" }), `${AT}.httpMethod`, "answered with 500"],
  [
    "a function that CloudFormation would name",
    withIntegration({ uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Greeter.Arn}/invocations" }),
    `${AT}.uri`,
    "has ${Greeter.Arn}, which API Gateway does not fill in",
  ],
  ...["Content-Length", "transfer-encoding"].flatMap((header) =>
    ["AWS", "HTTP"].map(
      (type): Case => [
        `${header} set by ${type}`,
        setHeader(type, header),
        `${AT}.requestParameters["integration.request.header.${header}"]`,
        "500",
      ],
    ),
  ),
  ...["Authorization", "Connection", "Expect", "Proxy-Authenticate", "TE"].map(
    (header): Case => [
      `${header} set for AWS`,
      setHeader("AWS", header),
      `${AT}.requestParameters["integration.request.header.${header}"]`,
      "500",
    ],
  ),
  [
    "a template that is none",
    template("{\n#if($a) 1"),
    `${AT}.requestTemplates["application/json"]`,
    "expecting the #end of #if on line 2 at line 2, column 10",
  ],
  [
    "a response template that is none",
    withIntegration({ responses: [{ statusCode: "200", responseParameters: {}, responseTemplates: { "application/json": "${a" } }] }),
    `${AT}.responses[0].responseTemplates["application/json"]`,
    'expecting "}" at line 1, column 4',
  ],
  ["constant JSON that is none", template('{"a": 1 "b": 2}'), `${AT}.requestTemplates["application/json"]`, "is no JSON"],
  ["a mock without a status", mock('{"status": 200}'), `${AT}.requestTemplates["application/json"]`, '{"statusCode": 200}'],
  ["a mock whose status is text", mock('{"statusCode": "200"}'), `${AT}.requestTemplates["application/json"]`, "as a number"],
  [
    "bodies that neither have a template nor pass",
    withIntegration({ passthroughBehavior: "NEVER" }),
    `${AT}.requestTemplates`,
    "answered with 415",
  ],
  ["no responses", withIntegration({ responses: [] }), `${AT}.responses`, "every answer becomes a 500"],
  [
    "a response for a status that the route does not have",
    withIntegration({ responses: [{ statusCode: "500", responseParameters: {}, responseTemplates: {} }] }),
    `${AT}.responses[0].statusCode`,
    "Its responses are 200; declare it.",
  ],
  [
    "a mock where every body is binary",
    { ...mock('{"statusCode": 200}'), binaryMediaTypes: ["image/png", "*/*"] },
    `${AT}.contentHandling`,
    "give CONVERT_TO_TEXT",
  ],
  [
    "a key that no authorizer gives",
    { ...withRoute({ apiKeyRequired: true, authorization: { type: "AWS_IAM" } }), apiKeySource: "AUTHORIZER" },
    'routes["GET /"].apiKeyRequired',
    "answered with 403",
    "make apiKeySource HEADER",
  ],
];

describe("The rules of what can never work", () => {
  itTakes([
    ["headers that a proxy to a url may set", setHeader("HTTP", "Authorization")],
    [
      "templates of all directives",
      template(
        '#set($a = {"b": "c)"})#foreach($i in [1..2])#if($i == 1)$i#{else}${i}#end#end#macro(m)#end#define($d)#end ## #if\n#* #if *#',
      ),
    ],
    [
      "a constant for another service that takes no JSON",
      withIntegration({ uri: "⟦sqs⟧", requestTemplates: { "application/json": "Action=SendMessage&MessageBody=hi" } }),
    ],
    ["a mock whose status is computed", mock('{"statusCode": $input.params("status")}')],
    ["a mock's status however it is written", mock("{ statusCode : 200, }")],
    [
      "a mock where every body is binary, as text",
      { ...mock('{"statusCode": 200}', { contentHandling: "CONVERT_TO_TEXT" }), binaryMediaTypes: ["*/*"] },
    ],
    [
      "a key that an authorizer gives",
      {
        ...withRoute({ apiKeyRequired: true, authorization: { type: "CUSTOM", authorizer: "token" } }),
        apiKeySource: "AUTHORIZER",
        authorizers: {
          token: {
            type: "TOKEN",
            authorizerUri: "⟦a⟧",
            identitySource: ["method.request.header.A"],
            authorizerResultTtlInSeconds: 0,
            providerArns: [],
          },
        },
      },
    ],
    [
      "whatever a proxy has, which does nothing",
      api({
        routes: {
          "GET /": route({
            methodResponses: {},
            integration: integration({
              type: "AWS_PROXY",
              passthroughBehavior: "NEVER",
              responses: [{ statusCode: "500", responseParameters: {}, responseTemplates: {} }],
            }),
          }),
        },
      }),
    ],
  ]);

  itRefuses(unworkable);

  it("are not those of what API Gateway refuses", () => {
    for (const [what, definition] of unworkable) assert.deepEqual(checkApi(definition), [], what);
  });

  it("refuses a name in a typed mapping that would end its template's string, and a variable that the path lacks", () => {
    const source = (mapping: object) =>
      ({ routes: { "GET /{a}": { integration: { type: "AWS", httpMethod: "POST", function: "⟦calc⟧", request: mapping } } } }) as object;
    const at = 'routes["GET /{a}"].integration.request';
    assertRefused(
      argumentProblems(source({ q: { $source: "querystring", name: "') #set($x = '" } })),
      at,
      "a single quote cannot be part of a name",
    );
    assertRefused(
      argumentProblems(source({ q: { $source: "path", variable: "b" } })),
      at,
      'names the path variable "b"; the route\'s path has {a}',
    );
    assertRefused(argumentProblems(source({ q: { $source: "context", name: "a b" } })), at, '"a b"');
    for (const [given, member] of [
      [{ $source: "header" }, "name"],
      [{ $source: "body", name: Object.create(null) }, "name"],
      [{ $source: "path", name: "a" }, "variable"],
    ] as const)
      assertRefused(argumentProblems(source({ q: given })), at, `a source without ${member}`);
    const responses = [{ body: { $source: "result", name: "$['a']" } }];
    const answering = {
      routes: { "GET /": { integration: { type: "AWS", httpMethod: "POST", function: "⟦calc⟧", responses } } },
    } as object;
    assertRefused(argumentProblems(answering), 'routes["GET /"].integration.responses[0].body', "a single quote cannot be part of a name");
  });
});
