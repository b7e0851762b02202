import assert from "node:assert/strict";
import {
  api,
  assertRefused,
  type Case,
  FUNCTION_URI,
  integration,
  itRefuses,
  itTakes,
  problemsOf,
  route,
  withIntegration,
  withRoute,
} from "./refusals";

const AT = 'routes["GET /"].integration';
const ROLE = "arn:aws:iam::123456789012:role/r";
const WITHOUT_PATH = "Unable to put integration on 'GET' for resource at path '/': AWS ARN for integration must contain path or action";
const NO_ARN = "Unable to put integration on 'GET' for resource at path '/': Invalid ARN specified in the request";
const NO_URL = "Invalid HTTP endpoint specified for URI";
const ONLY_LAMBDA = "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.";
const expression = (text: string) => `[Invalid mapping expression specified: ${text}]`;
const undeclared = (text: string) => `[Invalid mapping expression parameter specified: ${text}]`;

const http = (uri: string | undefined, parts: object = {}) => withIntegration({ type: "HTTP", httpMethod: "GET", uri, ...parts });
const aws = (uri: string | undefined, parts: object = {}) => withIntegration({ uri, ...parts });
const proxy = (uri: string, parts: object = {}) => withIntegration({ type: "AWS_PROXY", uri, responses: [], ...parts });
const mapped = (target: string, source: unknown, requestParameters: object = {}) =>
  withRoute({ requestParameters, integration: integration({ requestParameters: { [target]: source } }) });

describe("The rules of integrations", () => {
  itTakes([
    ["a function", aws(FUNCTION_URI)],
    ["a function that is known later", aws("⟦fn⟧")],
    [
      "ARNs and urls with something in them that is known later",
      aws("arn:aws:apigateway:⟦region⟧:sqs:path/⟦queue⟧", { credentials: "⟦role⟧" }),
    ],
    ["a host that is known later", http("https://⟦host⟧/v1")],
    [
      "a service whose action a stage variable names",
      aws("arn:aws:apigateway:eu-west-1:sqs:${stageVariables.act}", { credentials: "arn:aws:iam::123456789012:role/r" }),
    ],
    ["a function named by a stage variable", proxy(FUNCTION_URI.replace(":fn/", ":${stageVariables.fn}/"))],
    [
      "a function by AWS's variables for imports",
      proxy(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:fn/invocations",
      ),
    ],
    [
      "a function of China, in its partition",
      proxy(FUNCTION_URI.replaceAll("arn:aws:", "arn:aws-cn:").replaceAll("eu-west-1", "cn-north-1")),
    ],
    ["Firehose behind a proxy", proxy("arn:aws:apigateway:eu-west-1:firehose:action/PutRecord", { credentials: ROLE })],
    ["another service with a role", aws("arn:aws:apigateway:eu-west-1:bucket.s3:path/b/k", { credentials: ROLE })],
    [
      "another service with a role that is known later",
      aws("arn:aws:apigateway:eu-west-1:sqs:action/SendMessage", { credentials: "⟦role⟧" }),
    ],
    [
      "urls with path and stage variables",
      http("https://${stageVariables.host}/v1/{id}?a=b", { requestParameters: { "integration.request.path.id": "context.requestId" } }),
    ],
    ["a VPC link by a stage variable", http("http://internal/", { connectionType: "VPC_LINK", connectionId: "${stageVariables.link}" })],
    [
      "the caller's own identity where it is known",
      withRoute({ authorization: { type: "AWS_IAM" }, integration: integration({ credentials: "arn:aws:iam::*:user/*" }) }),
    ],
    [
      "fifteen minutes for a stream",
      proxy(FUNCTION_URI.replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations"), {
        responseTransferMode: "STREAM",
        timeoutInMillis: 900_000,
      }),
    ],
    ["50 ms", withIntegration({ timeoutInMillis: 50 })],
    [
      "cache keys that the route declares",
      withRoute({
        requestParameters: { "querystring.q": false },
        integration: integration({ cacheKeyParameters: ["method.request.querystring.q"] }),
      }),
    ],
  ]);

  itRefuses([
    [
      "a type that is none",
      withIntegration({ type: "HTTPS_PROXY" }),
      `${AT}.type`,
      "Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
    ],
    [
      "the name of a service for a type",
      withIntegration({ type: "LAMBDA" }),
      `${AT}.type`,
      "Value 'LAMBDA' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
    ],
    [
      "an integration without a method",
      withIntegration({ httpMethod: undefined }),
      `${AT}.httpMethod`,
      "Enumeration value for HttpMethod must be non-empty",
    ],
    ["an integration's method that is none", http("http://a/", { httpMethod: "FETCH" }), `${AT}.httpMethod`, "FETCH"],
    [
      "another conversion of contents",
      withIntegration({ contentHandling: "binary" }),
      `${AT}.contentHandling`,
      "[CONVERT_TO_BINARY, CONVERT_TO_TEXT]",
    ],
    ["another passthrough behaviour", withIntegration({ passthroughBehavior: "always" }), `${AT}.passthroughBehavior`, '"always"'],
    ["a role's ARN for a uri", aws("arn:aws:iam::0000000000:role/service-role/asdf"), `${AT}.uri`, WITHOUT_PATH],
    [
      "a function's own ARN for a uri",
      proxy("arn:aws:lambda:eu-west-1:123456789012:function:fn"),
      `${AT}.uri`,
      "give the function itself",
      WITHOUT_PATH,
    ],
    ["neither path nor action", aws(FUNCTION_URI.replace("lambda:path", "lambda:test")), `${AT}.uri`, WITHOUT_PATH],
    [
      "a service without a region",
      aws("arn:aws:apigateway::s3:path/b/k", { credentials: "arn:aws:iam::123456789012:role/r" }),
      `${AT}.uri`,
      "no region",
    ],
    ["a uri that is no ARN", proxy(`bad-${FUNCTION_URI}`), `${AT}.uri`, NO_ARN],
    ["a url where an ARN is asked for", aws("http://example.com"), `${AT}.uri`, NO_ARN],
    ["an AWS integration without a uri", aws(undefined), `${AT}.uri`, "is missing", NO_ARN],
    ["a partition that has not the region", proxy(FUNCTION_URI.replaceAll("eu-west-1", "cn-north-1")), `${AT}.uri`, NO_ARN],
    [
      "another path of Lambda behind a proxy",
      proxy(FUNCTION_URI.replace("2015-03-31/functions", "random/value")),
      `${AT}.uri`,
      ONLY_LAMBDA,
    ],
    [
      "another service behind a proxy",
      proxy("arn:aws:apigateway:eu-west-1:dynamodb:action/Query", { credentials: ROLE }),
      `${AT}.uri`,
      ONLY_LAMBDA,
    ],
    ...["example.com", "ftp://example.com/", "https://", "http:///a", "https://{host}/a", "http://a b/", "arn:aws:s3:::b"].map(
      (uri): Case => [`the url ${uri}`, http(uri), `${AT}.uri`, JSON.stringify(uri), NO_URL],
    ),
    ["an HTTP integration without a uri", http(undefined), `${AT}.uri`, NO_URL],
    [
      "a VPC link without a uri",
      http(undefined, { connectionType: "VPC_LINK", connectionId: "a" }),
      `${AT}.uri`,
      "Invalid integration URI specified",
    ],
    [
      "a VPC link without its id",
      http("http://a/", { connectionType: "VPC_LINK" }),
      `${AT}.connectionId`,
      "ConnectionId should be set to the vpcLinkId or stage variable on connection type VPC_LINK",
    ],
    [
      "a function by a VPC link",
      proxy(FUNCTION_URI, { connectionType: "VPC_LINK", connectionId: "a" }),
      `${AT}.connectionType`,
      "AWS_PROXY",
    ],
    [
      "another service without a role",
      aws("arn:aws:apigateway:eu-west-1:s3:path/b/k"),
      `${AT}.credentials`,
      "Role ARN must be specified for AWS integrations",
    ],
    ["credentials that are no ARN", http("http://a/", { credentials: "NONE" }), `${AT}.credentials`, NO_ARN],
    [
      "credentials that are no role's",
      aws(FUNCTION_URI, { credentials: "arn:aws:iam::123456789012:user/me" }),
      `${AT}.credentials`,
      "Give the ARN of a role",
    ],
    [
      "the caller's identity where nobody asks for it",
      aws(FUNCTION_URI, { credentials: "arn:aws:iam::*:user/*" }),
      `${AT}.credentials`,
      "authorization is NONE",
      "AWS_IAM Auth type is required for AWS integrations with identity forwarding specified",
    ],
    [
      "a stream of what is no proxy",
      withIntegration({ responseTransferMode: "STREAM" }),
      `${AT}.responseTransferMode`,
      "You can only use response payload streaming for HTTP_PROXY or AWS_PROXY integration types.",
    ],
    [
      "a stream by the uri for whole answers",
      proxy(FUNCTION_URI, { responseTransferMode: "STREAM" }),
      `${AT}.responseTransferMode`,
      "the uri ends in /invocations",
      "ResponseTransferMode STREAM is only supported for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations.",
    ],
    [
      "the uri of a uri",
      proxy(FUNCTION_URI.replace(/arn:aws:lambda.*(?=\/)/, FUNCTION_URI)),
      `${AT}.uri`,
      "names no function",
      "Invalid function ARN or invalid uri",
    ],
    [
      "the uri of something else",
      aws(FUNCTION_URI.replace(/arn:aws:lambda.*(?=\/)/, "arn:aws:states:eu-west-1:123456789012:stateMachine:orders")),
      `${AT}.uri`,
      "names no function",
    ],
    [
      "a whole answer by the uri for streams",
      proxy(FUNCTION_URI.replace("2015-03-31", "2021-11-15").replace("/invocations", "/response-streaming-invocations")),
      `${AT}.responseTransferMode`,
      "the uri ends in /response-streaming-invocations",
      "Cannot use ResponseTransferMode BUFFERED for Lambda functions invoked by InvokeWithResponseStream for AWS_PROXY integrations.",
    ],
    [
      "a cache key that the route does not declare",
      withIntegration({ cacheKeyParameters: ["method.request.querystring.q"] }),
      `${AT}.cacheKeyParameters[0]`,
      "it has none",
      "Invalid cache key parameter specified",
    ],
    ...[49, 29_001, 1000.5, Number.NaN].map(
      (ms): Case => [
        `${ms} ms`,
        withIntegration({ timeoutInMillis: ms }),
        `${AT}.timeoutInMillis`,
        String(ms),
        "Timeout should be between 50 ms and 29000 ms",
      ],
    ),
  ]);

  it("refuses the caller's identity beside a resource policy", () => {
    const policy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }] };
    const routes = {
      "GET /": route({ authorization: { type: "AWS_IAM" }, integration: integration({ credentials: "arn:aws:iam::*:user/*" }) }),
    };
    assertRefused(
      problemsOf(api({ policy, routes })),
      `${AT}.credentials`,
      "Caller provided credentials not allowed when resource policy is set",
    );
  });

  it("refuses roles of another account where the account is known", () => {
    const other = withIntegration({ credentials: "arn:aws:iam::000000000000:role/r" });
    assert.deepEqual(problemsOf(other), []);
    assertRefused(
      problemsOf(other, undefined, { accountId: "123456789012" }),
      `${AT}.credentials`,
      "account 000000000000",
      "Cross-account pass role is not allowed.",
    );
    assert.deepEqual(problemsOf(withIntegration({ credentials: ROLE }), undefined, { accountId: "123456789012" }), []);
  });

  it("take a longer timeout where the account has one, but for edge-optimized APIs", () => {
    const slow = withIntegration({ timeoutInMillis: 60_000 });
    const account = { quotas: { integrationTimeout: 60_000 } };
    assert.deepEqual(problemsOf(slow, undefined, account), []);
    const edge = { ...slow, endpoint: { ...slow.endpoint, type: "EDGE" } as const };
    assertRefused(problemsOf(edge, undefined, account), `${AT}.timeoutInMillis`, "from 50 to 29000");
  });
});

describe("The rules of request parameters", () => {
  const target = "integration.request.header.X";
  const sources = [
    "'a \"b\" c'",
    "''",
    "context.authorizer.my-key",
    "stageVariables.a",
    "method.request.body",
    "method.request.body.a[0].b",
    "method.request.body['a']",
  ];
  itTakes([
    ...sources.map((source) => [`the source ${source}`, mapped(target, source)] as const),
    ...["path", "querystring", "multivaluequerystring", "header", "multivalueheader"].map(
      (place) =>
        [
          `a ${place} that is declared`,
          mapped(target, `method.request.${place}.a`, { [`${place.replace("multivalue", "")}.a`]: false }),
        ] as const,
    ),
    ...["header", "path", "querystring"].map(
      (place) => [`a ${place} of the integration`, mapped(`integration.request.${place}.a`, "'b'")] as const,
    ),
  ]);

  const refused = [
    '"*"',
    "*",
    "",
    "a'b'",
    "context",
    "context.",
    "stageVariables",
    "method.request.cookie.a",
    "method.request.header.a b",
    "integration.response.header.a",
    "$context.requestId",
  ];
  itRefuses([
    ...refused.map(
      (source): Case => [
        `the source ${JSON.stringify(source)}`,
        mapped(target, source),
        `${AT}.requestParameters["${target}"]`,
        JSON.stringify(source),
        expression(source),
      ],
    ),
    ...[
      "header.X",
      "integration.request.body",
      "integration.request.header.",
      "integration.request.cookie.a",
      "integration.request.header.a b",
    ].map((wrong): Case => [`the target ${wrong}`, mapped(wrong, "'a'"), `${AT}.requestParameters["${wrong}"]`, expression(wrong)]),
    ...[true, false].map(
      (source): Case => [
        `the source ${source}, which is no text`,
        mapped(target, source),
        `${AT}.requestParameters["${target}"]`,
        "class java.lang.Boolean can not be converted to an String",
      ],
    ),
    [
      "a header that is not declared",
      mapped(target, "method.request.header.Authorization"),
      `${AT}.requestParameters["${target}"]`,
      "Declare header.Authorization",
      `Unable to put integration on 'GET' for resource at path '/': Invalid mapping expression specified: Validation Result: warnings : [], errors : ${undeclared("method.request.header.Authorization")}`,
    ],
    [
      "a header that is declared in another case",
      mapped(target, "method.request.header.a", { "header.A": true }),
      `${AT}.requestParameters["${target}"]`,
      undeclared("method.request.header.a"),
    ],
  ]);
});
