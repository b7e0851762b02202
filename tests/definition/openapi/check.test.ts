import assert from "node:assert/strict";
import { type OpenApiSettings, readOpenApi, writeOpenApi } from "../../../definition/index";
import { checkOpenApi } from "./checked";

const MOCK = {
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  responses: { default: { statusCode: "200" } },
};

function operation(integration: object = {}, parts: object = {}) {
  return { responses: { 200: { description: "ok" } }, "x-amazon-apigateway-integration": { ...MOCK, ...integration }, ...parts };
}

function document(parts: object = {}) {
  return { openapi: "3.0.1", info: { title: "pets", version: "1.0" }, paths: { "/": { get: operation() } }, ...parts };
}

const withOperation = (integration: object, parts: object = {}) =>
  document({ paths: { "/a/{b}": { "x-amazon-apigateway-any-method": operation(integration, parts) } } });
const OPERATION = "/paths/~1a~1{b}/x-amazon-apigateway-any-method";
const INTEGRATION = `${OPERATION}/x-amazon-apigateway-integration`;

function places(given: object, settings?: OpenApiSettings): string[] {
  return checkOpenApi({ document: given }, settings).problems.map(({ where }) => where);
}

describe("A given OpenAPI document", () => {
  it("is its definition where nothing is wrong", () => {
    const { definition, problems } = checkOpenApi({ document: document() });
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(definition?.routes ?? {}), ["GET /"]);
  });

  const refused: readonly (readonly [what: string, document: object, pointer: string])[] = [
    ["an empty title", document({ info: { title: " ", version: "1" } }), "/info/title"],
    ["an empty description", document({ info: { title: "a", version: "1", description: "" } }), "/info/description"],
    ["a timeout", withOperation({ timeoutInMillis: 1 }), `${INTEGRATION}/timeoutInMillis`],
    [
      "a mapping",
      withOperation({ requestParameters: { "integration.request.header.a": "*" } }),
      `${INTEGRATION}/requestParameters/integration.request.header.a`,
    ],
    [
      "a template",
      withOperation({ requestTemplates: { "application/json": '#if(1){"statusCode": 200}' } }),
      `${INTEGRATION}/requestTemplates/application~1json`,
    ],
    ["a pattern", withOperation({ responses: { ...MOCK.responses, "(~/": { statusCode: "200" } } }), `${INTEGRATION}/responses/(~0~1`],
    [
      "a header of the default response",
      withOperation({ responses: { default: { statusCode: "200", responseParameters: { "method.response.header.a": "'b'" } } } }),
      `${INTEGRATION}/responses/default/responseParameters/method.response.header.a`,
    ],
    ["a parameter", withOperation({}, { parameters: [{ name: "a b", in: "query" }] }), `${OPERATION}/parameters/0`],
    [
      "a validator",
      withOperation({}, { "x-amazon-apigateway-request-validator": "none" }),
      `${OPERATION}/x-amazon-apigateway-request-validator`,
    ],
    ["a status", withOperation({}, { responses: { 200: {}, 600: {} } }), `${OPERATION}/responses/600`],
    [
      "a media type",
      document({
        components: { schemas: { Pet: { type: "object" } } },
        paths: { "/": { get: operation({}, { requestBody: { content: { json: { schema: { $ref: "#/components/schemas/Pet" } } } } }) } },
      }),
      "/paths/~1/get/requestBody/content/json/schema",
    ],
    ["a header", withOperation({}, { responses: { 200: { headers: { "a b": {} } } } }), `${OPERATION}/responses/200/headers/a b`],
    [
      "a model",
      document({ components: { schemas: { Pet: { properties: { a: { type: "text" } } } } } }),
      "/components/schemas/Pet/properties/a/type",
    ],
    [
      "a model that is written where it is used",
      withOperation({}, { requestBody: { content: { "a/b": { schema: { type: "text" } } } } }),
      `${OPERATION}/requestBody/content/a~1b/schema/type`,
    ],
    [
      "a gateway response",
      document({ "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: "4" } } }),
      "/x-amazon-apigateway-gateway-responses/THROTTLED/statusCode",
    ],
    [
      "an authorizer",
      document({
        components: {
          securitySchemes: {
            auth: { type: "apiKey", name: "A", in: "header", "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "a" } },
          },
        },
      }),
      "/components/securitySchemes/auth/x-amazon-apigateway-authorizer/authorizerUri",
    ],
    ["a policy", document({ "x-amazon-apigateway-policy": { Version: "1", Statement: [] } }), "/x-amazon-apigateway-policy/Version"],
    [
      "a size of compression",
      document({ "x-amazon-apigateway-minimum-compression-size": -1 }),
      "/x-amazon-apigateway-minimum-compression-size",
    ],
    [
      "an endpoint",
      document({ servers: [{ "x-amazon-apigateway-endpoint-configuration": { vpcEndpointIds: ["vpce-1"] } }] }),
      "/servers/0/x-amazon-apigateway-endpoint-configuration/vpcEndpointIds",
    ],
    [
      "a template that is an object",
      withOperation({ requestTemplates: { "application/json": {} } }),
      `${INTEGRATION}/requestTemplates/application~1json`,
    ],
    ["AWS_IAM that is no object", withOperation({}, { "x-amazon-apigateway-auth": "AWS_IAM" }), `${OPERATION}/x-amazon-apigateway-auth`],
    [
      "an endpoint that is no object",
      document({ servers: [{ "x-amazon-apigateway-endpoint-configuration": [{ disableExecuteApiEndpoint: true }] }] }),
      "/servers/0/x-amazon-apigateway-endpoint-configuration",
    ],
    ["a body that is no object", withOperation({}, { requestBody: "Pet" }), `${OPERATION}/requestBody`],
    [
      "a media type that is no object",
      withOperation({}, { requestBody: { content: { "a/b": [] } } }),
      `${OPERATION}/requestBody/content/a~1b`,
    ],
    ["TLS that is no object", withOperation({ tlsConfig: true }), `${INTEGRATION}/tlsConfig`],
    [
      "a parameter of a place that is none",
      withOperation({}, { parameters: [{ name: "a", in: "headers" }] }),
      `${OPERATION}/parameters/0/in`,
    ],
    ["a parameter without a place", withOperation({}, { parameters: [{ name: "a" }] }), `${OPERATION}/parameters/0/in`],
    ["no document", [], "/"],
    ["no routes", document({ paths: {} }), "/paths"],
  ];
  for (const [what, given, pointer] of refused) it(`refuses ${what} at its JSON pointer`, () => assert.deepEqual(places(given), [pointer]));

  it("is refused members of what is within an extension that are misspelt, or HTTP APIs', at their JSON pointers", () => {
    const given = document({
      servers: [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteAPIEndpoint: true, ipAddressType: "dualstack" } }],
      paths: { "/": { get: operation({ tlsConfig: { serverNameToVerify: "a" } }, { "x-amazon-apigateway-auth": { typ: "AWS_IAM" } }) } },
    });
    assert.deepEqual(places(given).toSorted(), [
      "/paths/~1/get/x-amazon-apigateway-auth/typ",
      "/paths/~1/get/x-amazon-apigateway-auth/type",
      "/paths/~1/get/x-amazon-apigateway-integration/tlsConfig/serverNameToVerify",
      "/servers/0/x-amazon-apigateway-endpoint-configuration/disableExecuteAPIEndpoint",
      "/servers/0/x-amazon-apigateway-endpoint-configuration/ipAddressType",
    ]);
  });

  it("is refused words that AWS's form excludes, at their JSON pointers", () => {
    const given = document({
      paths: {
        "/": { get: operation({ type: "h t t p" }) },
        "/a": { get: operation({ passthroughBehavior: "", responses: { default: { statusCode: "200", contentHandling: "as text" } } }) },
        "/b": { get: operation({ type: "https_proxy" }) },
      },
      "x-amazon-apigateway-gateway-responses": { "a teapot": {} },
      "x-amazon-apigateway-api-key-source": "a header",
    });
    assert.deepEqual(places(given), [
      "/x-amazon-apigateway-api-key-source",
      "/paths/~1/get/x-amazon-apigateway-integration/type",
      "/paths/~1a/get/x-amazon-apigateway-integration/passthroughBehavior",
      "/paths/~1b/get/x-amazon-apigateway-integration/type",
      "/paths/~1a/get/x-amazon-apigateway-integration/responses/default/contentHandling",
      "/x-amazon-apigateway-gateway-responses/a teapot",
    ]);
  });

  it("is warned of words that AWS may have added, in whatever case, at their JSON pointers", () => {
    const authorizer = { type: "oidc", identitySource: "method.request.header.A, method.request.querystring.b" };
    const given = document({
      paths: {
        "/": { get: operation({ type: "aws_stream" }, { security: [{ auth: [] }] }) },
        "/a": {
          get: operation({
            passthroughBehavior: "when_no_body",
            connectionType: "VPC_LINKS",
            responseTransferMode: "STREAMS",
            contentHandling: "CONVERT_TO_JSON",
            responses: { default: { statusCode: "200", contentHandling: "convert_to_json" } },
          }),
        },
      },
      components: {
        securitySchemes: { auth: { type: "apiKey", name: "Unused", in: "header", "x-amazon-apigateway-authorizer": authorizer } },
      },
      "x-amazon-apigateway-gateway-responses": { THROTTLE: {} },
      "x-amazon-apigateway-api-key-source": "headers",
      "x-amazon-apigateway-security-policy": "SecurityPolicy_TLS13_1_4_2031_01",
      "x-amazon-apigateway-endpoint-access-mode": "STRICTER",
    });
    const { definition, problems, unknown } = checkOpenApi({ document: given });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      unknown?.map(({ where, message }) => [where, / known is (\S+)\.$/.exec(message)?.[1]]),
      [
        ["/x-amazon-apigateway-api-key-source", "HEADER"],
        ["/x-amazon-apigateway-security-policy", "SecurityPolicy_TLS13_1_2_2021_06"],
        ["/x-amazon-apigateway-endpoint-access-mode", "STRICT"],
        ["/x-amazon-apigateway-gateway-responses/THROTTLE", "THROTTLED"],
        ["/components/securitySchemes/auth/x-amazon-apigateway-authorizer/type", undefined],
        ["/paths/~1/get/x-amazon-apigateway-integration/type", undefined],
        ["/paths/~1a/get/x-amazon-apigateway-integration/passthroughBehavior", undefined],
        ["/paths/~1a/get/x-amazon-apigateway-integration/contentHandling", "CONVERT_TO_TEXT"],
        ["/paths/~1a/get/x-amazon-apigateway-integration/connectionType", "VPC_LINK"],
        ["/paths/~1a/get/x-amazon-apigateway-integration/responseTransferMode", "STREAM"],
        ["/paths/~1a/get/x-amazon-apigateway-integration/responses/default/contentHandling", "CONVERT_TO_TEXT"],
      ],
    );
    assert.ok(definition);
    assert.deepEqual(readOpenApi(writeOpenApi(definition), { endpoint: definition.endpoint }), definition);
  });

  it("refuses in the places of Swagger 2.0", () => {
    const swagger = {
      swagger: "2.0",
      info: { title: "a", version: "1" },
      "x-amazon-apigateway-endpoint-configuration": { vpcEndpointIds: ["vpce-1"] },
      paths: {
        "/": {
          get: operation(
            {},
            {
              parameters: [{ in: "body", name: "b", schema: { $ref: "#/definitions/None" } }],
              responses: { 200: { schema: { $ref: "#/definitions/a_b" } } },
            },
          ),
        },
      },
      definitions: { a_b: { type: "object" } },
    };
    assert.deepEqual(places(swagger), ["/x-amazon-apigateway-endpoint-configuration/vpcEndpointIds", "/definitions/a_b"]);
  });

  it("is warned of what an import leaves out, and goes on without it", () => {
    const missing = { content: { "application/json": { schema: { $ref: "#/components/schemas/None" } } } };
    const given = withOperation(
      { requestParameters: { "integration.request.header.a": true } },
      { requestBody: missing, responses: { 200: missing } },
    );
    const { warnings = [], definition } = checkOpenApi({ document: given });
    assert.deepEqual(
      warnings.map(({ where }) => where).sort(),
      [
        `${OPERATION}/requestBody/content/application~1json/schema`,
        `${OPERATION}/responses/200/content/application~1json/schema`,
        `${INTEGRATION}/requestParameters/integration.request.header.a`,
      ].sort(),
    );
    assert.deepEqual(definition?.routes["ANY /a/{b}"]?.requestModels, {});
    assert.deepEqual(definition?.routes["ANY /a/{b}"]?.integration.requestParameters, {});
  });

  it("has no slash at the end of a path, as an import makes it", () => {
    const { warnings = [], definition } = checkOpenApi({ document: document({ paths: { "/orders/": { get: operation() } } }) });
    assert.deepEqual(Object.keys(definition?.routes ?? {}), ["GET /orders"]);
    assert.deepEqual(
      warnings.map(({ where }) => where),
      ["/paths/~1orders~1"],
    );
  });

  it("refuses what is said beside the document in its own place", () => {
    assert.deepEqual(places(document(), { minimumCompressionSize: -1, endpoint: { type: "PRIVATE" } }), [
      "minimumCompressionSize",
      "policy",
    ]);
    assert.deepEqual(places(document(), { endpoint: { vpcEndpointIds: ["vpce-1"] } }), ["vpcEndpoints"]);
  });
});

describe("The text of an OpenAPI document", () => {
  const yaml = [
    "openapi: 3.0.1",
    "info: { title: pets, version: '1.0' }",
    "paths:",
    "  /a:",
    "    get:",
    "      responses: { 200: { description: ok } }",
    "      x-amazon-apigateway-integration:",
    "        type: mock",
    "        timeoutInMillis: 10",
    "        requestTemplates:",
    "          application/json: |-",
    '            {"statusCode": 200}',
    "        responses:",
    "          default: { statusCode: 200 }",
    "          404.*:",
    "            statusCode: 404",
    "            responseParameters:",
    "              method.response.header.X: none",
    "",
  ].join("\n");

  const check = (text: string) => checkOpenApi({ text, file: "api.yaml" }).problems.map(({ where, message }) => `${where}: ${message}`);

  it("has its problems on their lines, or that of what is nearest", () => {
    const at = "/paths/~1a/get/x-amazon-apigateway-integration";
    assert.deepEqual(
      check(yaml).map((problem) => problem.split(": ", 1)[0]),
      [
        `api.yaml:9 ${at}/timeoutInMillis`,
        `api.yaml:17 ${at}/responses/404.*/responseParameters`,
        `api.yaml:18 ${at}/responses/404.*/responseParameters/method.response.header.X`,
      ],
    );
    assert.deepEqual(
      check(yaml.replace("        type: mock\n", "")).map((problem) => problem.split(": ", 1)[0]),
      [`api.yaml:7 ${at}/type`],
    );
  });

  it("has the members that its merge keys add, on the lines where they are written", () => {
    const merged = [
      "openapi: 3.0.3",
      "info: { title: a, version: '1' }",
      "x-a: &a { requestParameters: { wrong: context.a } }",
      "paths:",
      "  /a:",
      "    get:",
      "      x-amazon-apigateway-integration:",
      "        <<: [*a]",
      "        type: mock",
      "        requestTemplates: { application/json: '{\"statusCode\": 200}' }",
      "        responses: { default: { statusCode: 200 } }",
      "      responses: { 200: { description: ok } }",
    ].join("\n");
    assert.match(
      check(merged).join("\n"),
      /^api\.yaml:3 \/paths\/~1a\/get\/x-amazon-apigateway-integration\/requestParameters\/wrong: is no target\.[^\n]*$/,
    );
  });

  it("may be JSON", () => {
    const text = JSON.stringify(document({ info: { title: "", version: "1" } }), null, 2);
    assert.match(check(text)[0] ?? "", /^api\.yaml:4 \/info\/title: /);
  });

  const broken = {
    "a quote": "{'key:value}",
    "an indentation": 'test:\n    value:\n        - "value ... "escaped": $var"\n',
    "a name twice": "a: 1\nb: 2\na: 3\n",
    "two documents": "a: 1\n---\nb: 2\n",
  };
  for (const [what, text] of Object.entries(broken))
    it(`refuses a mistake in ${what}`, () => {
      assert.equal(check(text).length, 1);
      assert.match(check(text)[0] ?? "", /^api\.yaml:\d+: is neither YAML nor JSON: .*\. API Gateway: Invalid OpenAPI input\.$/s);
    });

  it("refuses a document that is several, in words for who wrote it", () => {
    assert.match(check("a: 1\n---\nb: 2\n")[0] ?? "", /Several documents are in it, and an API is one\./);
  });

  it("refuses tags of CloudFormation, whose text would be left as it is", () => {
    const text = JSON.stringify(document({}), null, 2).replace('"info"', '"x-link": !Ref Link,\n"info"');
    assert.match(
      check(text)[0] ?? "",
      /^api\.yaml:3: is neither YAML nor JSON: Unresolved tag: !Ref, which is none of OpenAPI's; write what/,
    );
  });

  it("refuses what is in itself, by an alias or as an object, at its place", () => {
    const text = 'openapi: 3.0.1\ninfo: { title: a, version: "1" }\npaths:\n  /a: &a\n    x-again: *a\n';
    assert.match(check(text)[0] ?? "", /^api\.yaml:5 \/paths\/~1a\/x-again: is what it is in, again/);
    const circle: Record<string, unknown> = { openapi: "3.0.1" };
    circle["paths"] = { "/a": circle };
    assert.throws(() => readOpenApi(circle), /\/paths\/~1a: is what it is in, again/);
  });

  it("may name what it says once in as many operations as there are", () => {
    const operations = Array.from({ length: 150 }, (_, index) => `  /a${index}:\n    get: *get`);
    const text = [
      'openapi: 3.0.1\ninfo: { title: a, version: "1" }',
      `x-get: &get ${JSON.stringify(operation())}`,
      `paths:\n${operations.join("\n")}`,
    ].join("\n");
    assert.deepEqual(check(text), []);
  });

  it("is warned of where a parameter of the path is none of it, as generators write it", () => {
    const parameters = ["b", "bee"].map((name) => ({ name, in: "path" }));
    const { problems, warnings = [] } = checkOpenApi({ document: withOperation({}, { parameters }) });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      warnings.map(({ where }) => where),
      [`${OPERATION}/parameters/1/name`],
    );
  });

  it("refuses a text that is no document, and one that stands for too much", () => {
    assert.match(check("hello")[0] ?? "", /^api\.yaml:1 \/: Invalid OpenAPI input\./);
    const bomb = [
      "a: &a [x, x, x, x, x, x, x, x, x]",
      ..."bcdefg".split("").map((name, index) => `${name}: &${name} [${`*${"abcdef"[index]}, `.repeat(9)}]`),
    ].join("\n");
    const merging = ["a: &a { x: 1 }"];
    for (let level = 1; level < 40; level++)
      merging.push(
        `m${level}: &m${level} { ${[1, 2, 3, 4].map((n) => `x${n}: { <<: *${level === 1 ? "a" : `m${level - 1}`} }`).join(", ")} }`,
      );
    for (const text of [bomb, merging.join("\n")])
      assert.match(check(text)[0] ?? "", /^api\.yaml:1: is neither YAML nor JSON: Its aliases stand for more than 1000000 values/);
  });
});
