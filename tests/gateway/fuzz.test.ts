import assert from "node:assert/strict";
import fc from "fast-check";
import { DefinitionError } from "../../definition/index";
import type { BackendResponse, Gateway, HttpRequest, LambdaResult } from "../../gateway/index";
import { answerOf, arnOf, gatewayOf, ROLE, type TestApi } from "./api";
import { body, header, nasty, nastyText, nested, requestTo, words } from "./fuzz/arbitraries";
import { gatewayOfEveryKind, mock, PATHS } from "./fuzz/every-kind";

describe("The gateway answers", () => {
  it("whatever is sent", async () => {
    const gateway = gatewayOfEveryKind({ statusCode: 200, headers: { "x-a": "1" }, body: "ok" });
    await assertAnswers(requestTo(...PATHS), 600, (request) => [gateway, request]);
  });

  it("whatever a function, or an authorizer's function, gives", async () => {
    const members = words(
      "statusCode headers multiValueHeaders body isBase64Encoded principalId policyDocument context Statement Effect errorMessage __proto__",
    );
    const result = fc.oneof(
      nested(fc.constantFrom(...members), fc.oneof(nasty, fc.integer({ min: -1, max: 599 }), fc.constantFrom(true, null))),
      fc.record(
        { statusCode: fc.oneof(fc.integer({ min: 90, max: 599 }), nasty), headers: fc.dictionary(nasty, nasty), body: nastyText },
        { requiredKeys: [] },
      ),
      fc.record<LambdaResult>({ kind: fc.constant("payload"), payload: body, functionError: fc.constantFrom("Handled", "Unhandled") }),
      fc.record<LambdaResult>({
        kind: fc.constant("refused"),
        status: fc.constantFrom(404, 413, 429, 502),
        errorType: nasty,
        message: nasty,
      }),
      fc.array(body, { maxLength: 4 }).map((chunks): LambdaResult => ({ kind: "stream", chunks: streamOf(chunks) })),
    );
    await assertAnswers(fc.tuple(result, requestTo(...PATHS)), 150, ([given, request]) => [gatewayOfEveryKind(given), request]);
  });

  it("whatever a back end gives, or if there is none", async () => {
    const backend = fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.array(header, { maxLength: 5 }),
      chunks: fc.array(body, { maxLength: 3 }),
      fails: fc.boolean(),
    });
    await assertAnswers(
      fc.tuple(backend, requestTo("/http", "/http-proxy/1", "/dynamodb")),
      150,
      ([{ status, headers, chunks, fails }, request]) => {
        const send = async (): Promise<BackendResponse> => {
          if (fails && chunks.length === 0) throw Object.assign(new Error("getaddrinfo ENOTFOUND backend.example"), { code: "ENOTFOUND" });
          return { status, headers, body: streamOf(chunks, fails) };
        };
        return [gatewayOfEveryKind({}, { send, serviceEndpoint: () => "http://127.0.0.1:1" }), request];
      },
    );
  });

  it("whatever the templates, mappings and patterns are", async () => {
    const template = fc.array(fc.constantFrom(...TEMPLATE_PIECES), { maxLength: 12 }).map((parts) => parts.join(" "));
    const pattern = fc.oneof(fc.constantFrom(...words("(a+)+ (a|a)*b .* [ (?<n> \\ *")), nastyText);
    const expression = fc.oneof(fc.constantFrom(...EXPRESSIONS), nasty);
    const definition = fc.record({ template, response: template, pattern, expression, type: fc.constantFrom("mock", "aws", "http") });
    await assertAnswers(
      fc.tuple(definition, requestTo("/a")),
      150,
      ([{ template: request, response, pattern: selection, expression: source, type }, sent]) => {
        const integration = {
          type,
          httpMethod: "POST",
          credentials: ROLE,
          uri:
            type === "http"
              ? "http://backend.example"
              : `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arnOf("f")}/invocations`,
          requestTemplates: { "application/json": request, $default: request },
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
        return [gatewayOfAll(mock(integration), {}, fails), sent];
      },
    );
  });

  it("whatever the models are", async () => {
    const keywords = words(
      "type properties items required $ref pattern patternProperties not oneOf allOf format enum definitions minimum __proto__ a",
    );
    const value = fc.constantFrom<unknown>(
      "object",
      "string",
      ["a", "__proto__"],
      "#/components/schemas/M",
      "#",
      "(a+)+$",
      "email",
      1,
      null,
      true,
      {},
    );
    await assertAnswers(fc.tuple(nested(fc.constantFrom(...keywords), value), requestTo("/a")), 150, ([schema, request]) => {
      const validated = {
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/M" } } } },
        "x-amazon-apigateway-request-validator": "all",
      };
      const document = {
        components: { schemas: { M: schema } },
        "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } },
      };
      return [gatewayOfAll({ ...mock({}), ...validated }, document), request];
    });
  });

  it("whatever the resource policy is", async () => {
    const vocabulary = words(
      "Effect Allow Deny Action Resource Principal * execute-api:/* execute-api:Invoke Condition IpAddress aws:SourceIp 10.0.0.0/8 __proto__ Statement",
    );
    const part = nested(fc.constantFrom(...vocabulary), fc.constantFrom(...vocabulary));
    const statement = fc.record(
      { Effect: fc.constantFrom("Allow", "Deny"), Principal: part, Action: part, Resource: part, Condition: part },
      { requiredKeys: ["Effect"] },
    );
    const policy = fc.oneof(fc.record({ Statement: fc.array(statement) }), part);
    await assertAnswers(fc.tuple(policy, requestTo("/a")), 150, ([given, request]) => [
      gatewayOfAll(mock({}), { "x-amazon-apigateway-policy": given }),
      request,
    ]);
  });
});

const TEMPLATE_PIECES = [
  ...[
    "$input.json('$')",
    "$input.path('$.a')",
    "$input.params()",
    "$input.body",
    "$context.error",
    "$util.parseJson($input.body)",
    "$stageVariables.a",
  ],
  ...[
    "#set($x = $input.path('$'))",
    "#set($context.responseOverride.status = 99)",
    "#if($x)",
    "#else",
    "#end",
    "#foreach($i in [1..9999])$i",
    "#stop",
    "#set(",
  ],
  ...[
    "$x.put('a', $x)",
    '#set($x = "$x$x$x$x$x$x$x$x")',
    "$x.replaceAll('(a+)+$', 'b')",
    "$x.class.forName('a')",
    "$x.__proto__",
    "${x",
    "$!x",
    "##",
    "#*",
  ],
  ...["{", "}", '"', "1", "a", "\n", '{"statusCode": 200}', '{"statusCode":'],
];
const EXPRESSIONS = words(
  "method.request.body method.request.body.a[0] method.request.body.$..a method.request.querystring.a context.error.x 'static' stageVariables.__proto__",
);

/**
 * Asserts of so many requests that each has an answer, which tells nothing of the gateway's inside; where the definition is refused there
 * is no gateway.
 */
function assertAnswers<T>(
  arbitrary: fc.Arbitrary<T>,
  numRuns: number,
  of: (value: T) => readonly [Gateway | undefined, HttpRequest],
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const [gateway, request] = of(value);
    if (gateway === undefined) return;
    const { status, headers, text, trace } = await answerOf(await gateway.handle(request));
    assert.ok(Number.isInteger(status) && status >= 100 && status <= 599, `status ${status}`);
    for (const [name, line] of Object.entries(headers)) {
      assert.match(name, /^[!#$%&'*+.^_`|~0-9a-z-]+$/);
      assert.doesNotMatch(line, /[\0\r\n]|[^\0-\xff]/);
    }
    assert.doesNotMatch(text, /\n\s+at .*:\d+|node:internal|node_modules|\.[jt]s:\d+/);
    assert.ok(!text.includes(process.cwd()), text);
    assert.match(trace.at(-1) ?? "", new RegExp(`status: ${status}$`));
  });
  return fc.assert(property, { numRuns });
}

/** The gateway of an API that has one operation for all; undefined where the definition is refused, which is right too. */
function gatewayOfAll(operation: object, document: object, f: () => unknown = () => ({})): Gateway | undefined {
  const api: TestApi = { paths: { "/{proxy+}": { "x-amazon-apigateway-any-method": operation } }, document, functions: { f } };
  try {
    return gatewayOf(api);
  } catch (error) {
    if (error instanceof DefinitionError) return undefined;
    throw error;
  }
}

function fails(): never {
  throw new Error("a".repeat(40));
}

async function* streamOf(chunks: readonly Uint8Array[], breaksOff = false): AsyncGenerator<Uint8Array> {
  yield* chunks;
  if (breaksOff) throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}
