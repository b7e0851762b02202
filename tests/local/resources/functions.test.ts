import assert from "node:assert/strict";
import { Archive, Asset } from "../../../local/program/index";
import { functionNamed, invocationUri, read, resource, restApi } from "./resources";

const CODE = new Archive({ path: "/code" });

describe("a function", () => {
  it("has Lambda's defaults where the program says nothing", () => {
    assert.deepEqual(read(functionNamed("f", { code: CODE })).functions, [
      {
        resource: 'Function "f"',
        logicalName: "f",
        name: "f",
        arn: "arn:aws:lambda:us-east-1:123456789012:function:f",
        handler: "index.handler",
        runtime: "nodejs22.x",
        timeout: 3,
        memorySize: 128,
        ephemeralStorage: 512,
        environment: {},
        code: CODE,
        layers: [],
        asynchronous: { maximumRetryAttempts: 2 },
      },
    ]);
  });

  it("has what the program says", () => {
    const [read_] = read(
      functionNamed("f", {
        code: new Asset({ path: "/code.zip" }),
        timeout: 10,
        memorySize: 256,
        environment: { variables: { A: "1", B: 2 } },
        reservedConcurrentExecutions: 0,
        loggingConfig: { logGroup: "/mine" },
      }),
    ).functions;
    assert.ok(read_);
    const { timeout, memorySize, environment, reservedConcurrency, logGroup, code } = read_;
    assert.deepEqual([timeout, memorySize, environment, reservedConcurrency, logGroup], [10, 256, { A: "1", B: "2" }, 0, "/mine"]);
    assert.deepEqual(code, new Archive({ path: "/code.zip" }));
  });

  const missing: readonly (readonly [inputs: Readonly<Record<string, unknown>>, reason: RegExp])[] = [
    [{ s3Bucket: "b", s3Key: "k" }, /S3 \(b\/k\)/],
    [{ packageType: "Image", imageUri: "i" }, /container image i/],
    [{ runtime: "java21", code: CODE }, /runtime is java21/],
    [{ layers: ["arn:l"], code: CODE }, /layers whose files the program does not have \(arn:l\)/],
    [{}, /no code/],
  ];
  for (const [inputs, reason] of missing)
    it(`cannot be run with ${JSON.stringify(inputs)}, which is told of the routes that need it`, () => {
      const paths = {
        "/": { get: { "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: invocationUri("f") } } },
      };
      const body = JSON.stringify({ openapi: "3.0.1", info: { title: "pets" }, paths });
      const { functions, notices } = read(functionNamed("f", inputs), restApi("pets", { body }));
      assert.match(JSON.stringify(functions[0]?.code), /"missing"/);
      assert.equal(notices.length, 1);
      assert.match(notices[0] ?? "", reason);
      assert.match(notices[0] ?? "", /^pets, GET \/: .*; requests to it are answered with 500$/);
    });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-Getting-Started-cli.html
  it("runs without the layer of Lambda Insights, which only measures it, and that is told", () => {
    const layers = ["arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension-Arm64:5"];
    const { functions, notices } = read(functionNamed("f", { layers, code: CODE }));
    assert.deepEqual([functions[0]?.code, functions[0]?.layers], [CODE, []]);
    assert.deepEqual(notices, ['Function "f": its layer LambdaInsightsExtension is not there locally, and nothing measures it']);
  });

  it("has the layers of the program, and the objects that it puts into S3, as its code", () => {
    const [found] = read(
      resource("s3/bucketObjectv2:BucketObjectv2", "o", { bucket: "b", key: "k", source: new Asset({ path: "/code.zip" }) }),
      resource("lambda/layerVersion:LayerVersion", "l", { layerName: "l", code: CODE }, { arn: "arn:l:1" }),
      functionNamed("f", { s3Bucket: "b", s3Key: "k", layers: ["arn:l:1"] }),
    ).functions;
    assert.deepEqual([found?.code, found?.layers], [new Archive({ path: "/code.zip" }), [CODE]]);
  });

  it("has what becomes of its asynchronous requests, and how it logs", () => {
    const [found] = read(
      functionNamed("f", {
        code: CODE,
        deadLetterConfig: { targetArn: "arn:q" },
        loggingConfig: { logFormat: "JSON", applicationLogLevel: "WARN" },
      }),
      resource("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "c", {
        functionName: "f",
        maximumRetryAttempts: 0,
        maximumEventAgeInSeconds: 60,
        destinationConfig: { onFailure: { destination: "arn:t" } },
      }),
    ).functions;
    assert.deepEqual(found?.asynchronous, {
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
      onFailure: "arn:t",
      deadLetterQueue: "arn:q",
    });
    assert.deepEqual(found?.logging, { format: "JSON", applicationLevel: "WARN", systemLevel: "INFO" });
  });

  it("is told of the routes whose authorizer needs it and cannot have it", () => {
    const scheme = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invocationUri("f") },
    };
    const paths = { "/": { get: { security: [{ check: [] }], "x-amazon-apigateway-integration": { type: "mock" } } } };
    const body = JSON.stringify({ openapi: "3.0.1", info: { title: "pets" }, paths, components: { securitySchemes: { check: scheme } } });
    const { notices } = read(functionNamed("f", { runtime: "java21", code: CODE }), restApi("pets", { body }));
    assert.match(
      notices.join("\n"),
      /^pets, GET \/: its authorizer "check" cannot decide: Function "f" cannot be run: its runtime is java21/m,
    );
  });

  it("has a version for each alias, and the weights of others", () => {
    const { qualifiers, weights } = read(
      functionNamed("f", { code: CODE, publish: true }),
      resource("lambda/alias:Alias", "live", {
        functionName: "f",
        functionVersion: "7",
        routingConfig: { additionalVersionWeights: { 8: 0.1 } },
      }),
      resource("lambda/alias:Alias", "next", { functionName: "arn:aws:lambda:us-east-1:123456789012:function:f" }),
    );
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
    assert.equal(qualifiers[`${arn}:live`], "7");
    assert.equal(qualifiers[`${arn}:next`], "$LATEST");
    assert.deepEqual(weights[`${arn}:live`], { 8: 0.1 });
  });
});

describe("what an integration needs and cannot have locally", () => {
  const notices = (integration: Readonly<Record<string, unknown>>) => {
    const paths = { "/": { get: { "x-amazon-apigateway-integration": integration } } };
    return read(
      functionNamed("known", { code: CODE }),
      restApi("pets", { body: JSON.stringify({ openapi: "3.0.1", info: { title: "pets" }, paths }) }),
    ).notices;
  };
  const told: readonly (readonly [integration: Readonly<Record<string, unknown>>, notice: RegExp])[] = [
    [{ type: "aws_proxy", httpMethod: "POST", uri: invocationUri("unknown") }, /function:unknown is no function of this program/],
    [
      { type: "aws", httpMethod: "POST", uri: "arn:aws:apigateway:us-east-1:sqs:action/SendMessage", credentials: "arn:aws:iam::1:role/r" },
      /sqs:action\/SendMessage is not run locally/,
    ],
    [{ type: "http_proxy", httpMethod: "GET", uri: "http://x", connectionType: "VPC_LINK", connectionId: "l" }, /VPC link/],
    [{ type: "aws_proxy", httpMethod: "POST" }, /^pets, GET \/: its integration has no uri; requests/m],
  ];
  for (const [integration, notice] of told)
    it(`is told of ${JSON.stringify(integration)}`, () => assert.match(notices(integration).join("\n"), notice));

  const fine: readonly Readonly<Record<string, unknown>>[] = [
    { type: "aws_proxy", httpMethod: "POST", uri: invocationUri("known") },
    { type: "aws_proxy", httpMethod: "POST", uri: invocationUri("known:live") },
    { type: "aws", httpMethod: "POST", uri: "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem", credentials: "arn:aws:iam::1:role/r" },
    { type: "http", httpMethod: "GET", uri: "http://example.com" },
    { type: "mock" },
  ];
  for (const integration of fine) it(`is nothing of ${JSON.stringify(integration)}`, () => assert.deepEqual(notices(integration), []));
});

describe("DynamoDB tables", () => {
  it("are made with their keys and indexes", () => {
    const { tables } = read(
      resource("dynamodb/table:Table", "t", {
        attributes: [
          { name: "id", type: "S" },
          { name: "at", type: "N" },
        ],
        hashKey: "id",
        rangeKey: "at",
        billingMode: "PAY_PER_REQUEST",
        globalSecondaryIndexes: [{ name: "g", hashKey: "at", projectionType: "INCLUDE", nonKeyAttributes: ["x"] }],
        localSecondaryIndexes: [{ name: "l", rangeKey: "at", projectionType: "ALL" }],
      }),
      resource("dynamodb/tableItem:TableItem", "i", { tableName: "t", hashKey: "id", item: '{"id":{"S":"1"}}' }),
    );
    assert.deepEqual(tables, [
      {
        logicalName: "t",
        name: "t",
        request: {
          TableName: "t",
          AttributeDefinitions: [
            { AttributeName: "id", AttributeType: "S" },
            { AttributeName: "at", AttributeType: "N" },
          ],
          KeySchema: [
            { AttributeName: "id", KeyType: "HASH" },
            { AttributeName: "at", KeyType: "RANGE" },
          ],
          BillingMode: "PAY_PER_REQUEST",
          GlobalSecondaryIndexes: [
            {
              IndexName: "g",
              KeySchema: [{ AttributeName: "at", KeyType: "HASH" }],
              Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x"] },
            },
          ],
          LocalSecondaryIndexes: [
            {
              IndexName: "l",
              KeySchema: [
                { AttributeName: "id", KeyType: "HASH" },
                { AttributeName: "at", KeyType: "RANGE" },
              ],
              Projection: { ProjectionType: "ALL" },
            },
          ],
        },
        items: [{ id: { S: "1" } }],
      },
    ]);
  });

  it("refuses two of one name, naming both", () => {
    const table = (name: string) => resource("dynamodb/table:Table", name, { hashKey: "id" }, { name: "same" });
    assert.deepEqual(read(table("a"), table("b")).problems, [
      'Table "a" and Table "b" are both the DynamoDB table "same"; give one of them another name',
    ]);
  });

  it("are left out where a key is known only at deployment, as are such items", () => {
    const late = (path: string) => ({ unknown: [{ path, of: [] }] });
    const fine = resource("dynamodb/table:Table", "fine", { hashKey: "id" });
    const { tables, problems, notices } = read(
      { ...resource("dynamodb/table:Table", "late"), ...late("hashKey") },
      { ...resource("dynamodb/table:Table", "index", { hashKey: "id" }), ...late("globalSecondaryIndexes[0].hashKey") },
      fine,
      { ...resource("dynamodb/tableItem:TableItem", "item", { tableName: "fine" }), ...late("item") },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      tables.map(({ name, items }) => [name, items]),
      [["fine", []]],
    );
    assert.match(notices.join("\n"), /^Table "late": a key of it is not known locally, so that it is not made/m);
    assert.match(notices.join("\n"), /^Table "index": a key/m);
  });

  it("refuses an item that is no JSON, naming it", () => {
    const item = resource("dynamodb/tableItem:TableItem", "cut", { tableName: "t", item: '{"id":' });
    assert.match(
      read(resource("dynamodb/table:Table", "t", { hashKey: "id" }), item).problems.join("\n"),
      /^TableItem "cut": its item cannot be read, since it is no JSON: /,
    );
  });
});
