import assert from "node:assert/strict";
import fc from "fast-check";
import { DefinitionError } from "../../definition/index";
import type { BackendResponse, Gateway, HeaderLine, HttpRequest, LambdaResult } from "../../gateway/index";
import { answerOf, arnOf, custom, gatewayOf, HOST, proxy, ROLE, type TestApi } from "./api";

/** What parsers trip over. */
const NASTY = [
  ...[
    "",
    " ",
    "/",
    "//",
    "..",
    ".",
    "%",
    "%2",
    "%zz",
    "%00",
    "%2F",
    "%2e%2e",
    "%C3%28",
    "%ff",
    "+",
    "&",
    "=",
    "?",
    "#",
    ";",
    ",",
    ":",
    "*",
    "@",
    "~",
    "|",
    "\\",
  ],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "length", "null", "undefined", "NaN", "-1", "1e999", "0x10", "٣", "true"],
  ...[
    "\0",
    "\r\n",
    "\n",
    "\t",
    "\u0085",
    "\u2028",
    "\ud800",
    "\udfff",
    "😀",
    "é",
    "ﬀ",
    "İ",
    "\ufeff",
    '"',
    "'",
    "`",
    "<script>",
    "${x}",
    "{x}",
    "{proxy+}",
    "$",
    "#",
  ],
  ...[
    "test",
    "pets",
    "model",
    "1",
    "a",
    "b",
    "http://example.com",
    "a1b2c3d4e5",
    "text/plain",
    "application/json",
    "image/png",
    "*/*",
    "Basic YTpi",
    "Bearer a.b.c",
    "gzip",
    "identity;q=0",
  ],
  ...[
    "[",
    "]",
    "[[",
    "{",
    "}",
    '{"a":1}',
    '{"statusCode":200}',
    '{"__proto__":{"a":1}}',
    "[1,2]",
    '"x"',
    "[".repeat(5000),
    '{"a":'.repeat(5000),
    "a".repeat(11_000),
  ],
];
const nasty = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NASTY) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) });
const nastyText = fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join(""));

const HEADERS = [
  ...[
    "Host",
    "Content-Type",
    "Content-Length",
    "Content-Encoding",
    "Transfer-Encoding",
    "Accept",
    "Accept-Encoding",
    "Authorization",
    "Date",
    "Expect",
    "Connection",
    "Cookie",
  ],
  ...[
    "X-Amzn-Trace-Id",
    "X-Api-Key",
    "X-Amz-Date",
    "X-Amz-Invocation-Type",
    "X-Forwarded-For",
    "X-HTTP-Method-Override",
    "User-Agent",
    "Referer",
    "__proto__",
    "constructor",
    "x-a",
  ],
];
const headerValue = fc.oneof(
  nastyText,
  fc.constantFrom(
    "gzip",
    "deflate",
    "br",
    "application/json; charset=utf-8",
    "image/png",
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
    "PUT",
    "key",
  ),
  fc.constant(`AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00`),
);
const header: fc.Arbitrary<HeaderLine> = fc.tuple(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...HEADERS) }, { weight: 1, arbitrary: nastyText }),
  headerValue,
);

const ROUTES = [
  "/",
  "/pets/1",
  "/mock",
  "/custom",
  "/model",
  "/http",
  "/http-proxy/1/2",
  "/stream",
  "/token",
  "/request",
  "/cognito",
  "/iam",
  "/key",
  "/event",
  "/dynamodb",
];
const target = fc.oneof(
  nastyText,
  fc.tuple(fc.constantFrom(...ROUTES), nastyText, nastyText).map(([path, more, query]) => `/test${path}${more}?${query}`),
  fc.tuple(fc.constantFrom(...ROUTES), nastyText).map(([path, query]) => `/test${path}?a=${query}&a=${query}&b`),
);
const body = fc.oneof(
  nastyText.map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
);
const request: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.oneof({ weight: 6, arbitrary: fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") }, { weight: 1, arbitrary: nastyText }),
  target,
  headers: fc.array(header, { maxLength: 6 }).map((lines): readonly HeaderLine[] => [["Host", HOST], ...lines]),
  body,
  sourceIp: fc.constantFrom("203.0.113.7", "::1", "::ffff:127.0.0.1", "", "nonsense"),
  protocol: fc.constantFrom("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", ""),
});

const model = {
  type: "object",
  required: ["a"],
  properties: { a: { type: "string", pattern: "^(x+)+$" }, tree: { $ref: "#/components/schemas/Input" }, email: { format: "email" } },
};

/** One route of every kind, all of whose functions give what the test says. */
function kinds(result: unknown, more: Partial<TestApi> = {}): Gateway {
  const template = (text: string) => ({ "application/json": text });
  const parameters = [{ name: "a", in: "query", required: true, schema: { type: "string" } }];
  const input = {
    requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Input" } } } },
    "x-amazon-apigateway-request-validator": "all",
  };
  const secured = (scheme: string) => ({ ...proxy("f"), security: [{ [scheme]: [] }] });
  const http = { httpMethod: "ANY", uri: "http://backend.example/{x}", responses: { default: { statusCode: "200" }, "4\\d\\d": { statusCode: "200" } } };
  const mapped = {
    requestParameters: { "integration.request.header.x-b": "method.request.body.a", "integration.request.path.x": "method.request.querystring.a" },
  };
  return gatewayOf({
    paths: {
      "/": { get: proxy("f") },
      "/{proxy+}": { "x-amazon-apigateway-any-method": proxy("f") },
      "/mock": { "x-amazon-apigateway-any-method": mock({ requestTemplates: template('{"statusCode": $input.params("a")}') }) },
      "/custom": {
        "x-amazon-apigateway-any-method": {
          ...custom("f", {
            requestTemplates: template(
              '{"all": $input.json("$"), "a": "$util.escapeJavaScript($input.params("a"))", "m": #foreach($k in $input.path("$").keySet())$k#end}',
            ),
            responses: {
              default: {
                statusCode: "200",
                responseTemplates: template("$input.path('$.a')"),
                responseParameters: { "method.response.header.x-a": "integration.response.body.a" },
              },
              "(a|b|ab)*c": { statusCode: "400" },
            },
          }),
          responses: { 200: { description: "", headers: { "x-a": { schema: { type: "string" } } } }, 400: { description: "" } },
          parameters,
        },
      },
      "/model": { post: { ...proxy("f"), ...input, parameters }, put: { ...custom("f"), ...input } },
      "/http": { "x-amazon-apigateway-any-method": { ...http200(), parameters, "x-amazon-apigateway-integration": { type: "http", ...http, ...mapped } } },
      "/http-proxy/{proxy+}": { "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": { type: "http_proxy", ...http } } },
      "/stream": {
        get: proxy("f", {
          responseTransferMode: "STREAM",
          uri: `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${arnOf("f")}/response-streaming-invocations`,
        }),
      },
      "/token": { get: secured("token") },
      "/request": { get: secured("request") },
      "/cognito": { get: secured("cognito") },
      "/iam": { get: secured("iam") },
      "/key": { get: secured("key") },
      "/event": { post: custom("f", { requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" } }) },
      "/dynamodb": {
        post: {
          ...http200(),
          "x-amazon-apigateway-integration": {
            type: "aws",
            httpMethod: "POST",
            uri: "arn:aws:apigateway:us-east-1:dynamodb:action/ListTables",
            credentials: ROLE,
            responses: { default: { statusCode: "200" } },
          },
        },
      },
    },
    document: {
      components: { schemas: { Input: model }, securitySchemes: SCHEMES },
      "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
      "x-amazon-apigateway-binary-media-types": ["image/png", "application/octet-stream"],
      "x-amazon-apigateway-minimum-compression-size": 10,
      "x-amazon-apigateway-gateway-responses": {
        DEFAULT_4XX: {
          responseTemplates: template('{"message": $context.error.messageString, "v": "$context.error.validationErrorString"}'),
          responseParameters: { "gatewayresponse.header.x-a": "method.request.querystring.a" },
        },
      },
    },
    functions: { f: () => result, authorizer: () => result },
    options: {
      credentials: [
        {
          accessKeyId: "AKID",
          secretAccessKey: "secret",
          accountId: "123456789012",
          userArn: "arn:aws:iam::123456789012:user/u",
          userId: "AIDA",
          policies: [],
        },
      ],
      ...more.options,
    },
  });
}

const SCHEMES = {
  token: scheme({ type: "token", authorizerResultTtlInSeconds: 0, identityValidationExpression: "(a|aa)+.*" }),
  request: scheme({ type: "request", identitySource: "method.request.header.x-a, method.request.querystring.a, context.identity.sourceIp" }),
  cognito: {
    ...scheme({ type: "cognito_user_pools", providerARNs: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI"] }),
    "x-amazon-apigateway-authtype": "cognito_user_pools",
  },
  iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};

function scheme(authorizer: object): object {
  const authorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arnOf("authorizer")}/invocations`;
  const authorizerCredentials = ROLE;
  return {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": { authorizerUri, authorizerCredentials, ...authorizer },
  };
}

function http200(): { readonly responses: object } {
  return { responses: { 200: { description: "" } } };
}

function mock(integration: object): object {
  return { ...http200(), "x-amazon-apigateway-integration": { type: "mock", responses: { default: { statusCode: "200" } }, ...integration } };
}

/** Sends a request and asserts that the answer is one, and tells nothing of the gateway's inside. */
async function assertAnswers(gateway: Gateway, sent: HttpRequest): Promise<void> {
  const { status, headers, text, trace } = await answerOf(await gateway.handle(sent));
  assert.ok(Number.isInteger(status) && status >= 100 && status <= 599, `status ${status}`);
  for (const [name, value] of Object.entries(headers)) {
    assert.match(name, /^[!#$%&'*+.^_`|~0-9a-z-]+$/);
    assert.doesNotMatch(value, /[\0\r\n]|[^\0-\xff]/);
  }
  assert.doesNotMatch(text, /\n\s+at .*:\d+|node:internal|node_modules|\.[jt]s:\d+/);
  assert.ok(!text.includes(process.cwd()), text);
  assert.ok(trace.length > 0);
}

function assertAllAnswer(gateway: Gateway, runs: number): Promise<void> {
  return fc.assert(
    fc.asyncProperty(request, (sent) => assertAnswers(gateway, sent)),
    { numRuns: runs },
  );
}

describe("The gateway answers", () => {
  it("whatever is sent", async () => {
    await assertAllAnswer(kinds({ statusCode: 200, headers: { "x-a": "1" }, body: "ok" }), 600);
  });

  it("whatever a function, or an authorizer's function, gives", async () => {
    const member = fc.constantFrom(
      "statusCode",
      "headers",
      "multiValueHeaders",
      "body",
      "isBase64Encoded",
      "principalId",
      "policyDocument",
      "context",
      "Statement",
      "Effect",
      "errorMessage",
      "__proto__",
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        nasty,
        fc.integer({ min: -1, max: 1000 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(member, tie("value")),
      ),
    })).value;
    const result = fc.oneof(
      value,
      fc.record(
        { statusCode: fc.oneof(fc.integer({ min: 90, max: 610 }), nasty), headers: fc.dictionary(nasty, nasty), body: nastyText },
        { requiredKeys: [] },
      ),
      fc.record<LambdaResult>({ kind: fc.constant("payload"), payload: body, functionError: fc.constantFrom("Handled", "Unhandled") }),
      fc.record<LambdaResult>({ kind: fc.constant("refused"), status: fc.constantFrom(404, 413, 429, 502), errorType: nasty, message: nasty }),
      fc.array(body, { maxLength: 4 }).map((chunks): LambdaResult => ({ kind: "stream", chunks: streamOf(chunks) })),
    );
    await fc.assert(
      fc.asyncProperty(result, request, (given, sent) => assertAnswers(kinds(given), sent)),
      { numRuns: 250 },
    );
  });

  it("whatever a back end gives, or if there is none", async () => {
    const backend = fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.array(header, { maxLength: 5 }),
      chunks: fc.array(body, { maxLength: 3 }),
      fails: fc.boolean(),
    });
    const toBackend = fc
      .tuple(request, fc.constantFrom("/test/http?a=%2e%2e", "/test/http-proxy/a/b?a=1", "/test/dynamodb"))
      .map(([sent, to]): HttpRequest => ({ ...sent, target: to }));
    await fc.assert(
      fc.asyncProperty(backend, toBackend, async ({ status, headers, chunks, fails }, sent) => {
        const send = async (): Promise<BackendResponse> => {
          if (fails && chunks.length === 0) throw Object.assign(new Error("getaddrinfo ENOTFOUND backend.example"), { code: "ENOTFOUND" });
          return { status, headers, body: streamOf(chunks, fails) };
        };
        await assertAnswers(kinds({}, { options: { send, serviceEndpoint: () => "http://127.0.0.1:1" } }), sent);
      }),
      { numRuns: 250 },
    );
  });

  it("whatever the templates, mappings and patterns are", async () => {
    const piece = fc.constantFrom(
      ...[
        "$input.json('$')",
        "$input.path('$.a')",
        "$input.params()",
        "$input.body",
        "$context.error",
        "$util.parseJson($input.body)",
        "$stageVariables.a",
        '{"statusCode": 200}',
        '{"statusCode":',
      ],
      ...[
        "#set($x = $input.path('$'))",
        "#set($context.responseOverride.status = 99)",
        "#if($x)",
        "#else",
        "#end",
        "#foreach($i in [1..9999])$i",
        "#stop",
        "$x.put('a', $x)",
        "${x",
        "#set(",
        "$!x",
      ],
      ...['#set($x = "$x$x$x$x$x$x$x$x")', "$x.replaceAll('(a+)+$', 'b')", "##", "#*", "$x.class.forName('a')", "$x.__proto__", "\n", "1", '"', "a", "}", "{"],
    );
    const template = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(" "));
    const pattern = fc.oneof(fc.constantFrom("(a+)+", "(a|a)*b", ".*", "[", "(?<n>", "\\", "*"), nastyText);
    const expression = fc.oneof(
      fc.constantFrom(
        "method.request.body",
        "method.request.body.a[0]",
        "method.request.body.$..a",
        "method.request.querystring.a",
        "context.error.x",
        "'static'",
        "stageVariables.__proto__",
      ),
      nasty,
    );
    const definition = fc.record({ template, response: template, pattern, expression, type: fc.constantFrom("mock", "aws", "http") });
    await fc.assert(
      fc.asyncProperty(definition, request, async ({ template: text, response, pattern: selection, expression: source, type }, sent) => {
        const integration = {
          type,
          httpMethod: "POST",
          credentials: ROLE,
          uri: type === "http" ? "http://backend.example" : `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arnOf("f")}/invocations`,
          requestTemplates: { "application/json": text, $default: text },
          requestParameters: { "integration.request.header.x-b": source },
          responses: {
            default: {
              statusCode: "200",
              responseTemplates: { "application/json": response },
              responseParameters: { "method.response.header.x-a": source.replace("method.request", "integration.response") },
            },
            [selection]: { statusCode: "200" },
          },
        };
        const operation = {
          responses: { 200: { description: "", headers: { "x-a": { schema: { type: "string" } } } } },
          "x-amazon-apigateway-integration": integration,
        };
        const gateway = built({
          paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": operation } },
          functions: {
            f: () => {
              throw new Error("a".repeat(40));
            },
          },
        });
        if (gateway) await assertAnswers(gateway, { ...sent, target: "/test/a?a=b" });
      }),
      { numRuns: 250 },
    );
  });

  it("whatever the models are", async () => {
    const keyword = fc.constantFrom(
      "type",
      "properties",
      "items",
      "required",
      "$ref",
      "pattern",
      "patternProperties",
      "not",
      "oneOf",
      "allOf",
      "format",
      "enum",
      "definitions",
      "minimum",
      "__proto__",
      "a",
    );
    const value = fc.constantFrom<unknown>("object", "string", ["a", "__proto__"], "#/components/schemas/M", "#", "(a+)+$", "email", 1, null, true, {}, []);
    const schema = fc.letrec((tie) => ({
      schema: fc.dictionary(keyword, fc.oneof({ maxDepth: 3 }, value, tie("schema"), fc.array(tie("schema"), { maxLength: 2 })), { maxKeys: 4 }),
    })).schema;
    await fc.assert(
      fc.asyncProperty(schema, request, async (given, sent) => {
        const operation = {
          ...mock({}),
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/M" } } } },
          "x-amazon-apigateway-request-validator": "all",
        };
        const gateway = built({
          paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": operation } },
          document: { components: { schemas: { M: given } }, "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } } },
        });
        if (gateway) await assertAnswers(gateway, { ...sent, target: "/test/a" });
      }),
      { numRuns: 250 },
    );
  });

  it("whatever the resource policy is", async () => {
    const word = fc.constantFrom(
      "Effect",
      "Allow",
      "Deny",
      "Action",
      "Resource",
      "Principal",
      "*",
      "execute-api:/*",
      "execute-api:Invoke",
      "Condition",
      "IpAddress",
      "aws:SourceIp",
      "10.0.0.0/8",
      "__proto__",
      "Statement",
    );
    const policy = fc.letrec((tie) => ({
      policy: fc.oneof({ maxDepth: 4 }, word, fc.array(tie("policy"), { maxLength: 3 }), fc.dictionary(word, tie("policy"), { maxKeys: 5 })),
    })).policy;
    const statement = fc.record(
      { Effect: fc.constantFrom("Allow", "Deny"), Principal: policy, Action: policy, Resource: policy, Condition: policy },
      { requiredKeys: ["Effect"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.record({ Statement: fc.array(statement) }), fc.dictionary(word, policy)), request, async (given, sent) => {
        const gateway = built({ paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": mock({}) } }, document: { "x-amazon-apigateway-policy": given } });
        if (gateway) await assertAnswers(gateway, sent);
      }),
      { numRuns: 200 },
    );
  });
});

/** The gateway of an API; undefined where the definition is refused, which is right too. */
function built(api: TestApi): Gateway | undefined {
  try {
    return gatewayOf(api);
  } catch (error) {
    assert.ok(error instanceof DefinitionError, error instanceof Error ? error.stack : String(error));
    return undefined;
  }
}

async function* streamOf(chunks: readonly Uint8Array[], fails = false): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (fails) throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
