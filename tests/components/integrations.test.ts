import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  awsService,
  body,
  dynamoDb,
  eventBridgePutEvents,
  header,
  http,
  httpProxy,
  jsonText,
  LambdaFunction,
  lambdaProxy,
  mock,
  path,
  query,
  RestApi,
  type RestApiArgs,
  s3DeleteObject,
  s3GetObject,
  s3PutObject,
  snsPublish,
  sqsSendMessage,
  stepFunctionsStartExecution,
  stepFunctionsStartSyncExecution,
} from "../../components/index";
import type { ApiDefinition, Integration } from "../../definition/index";
import { compileTemplate, createOverrides } from "../../languages/velocity/index";
import { counts, definitionOf, ofType, type Registered, record } from "./recording";

const TABLE = "arn:aws:dynamodb:eu-west-1:210987654321:table/pets";
const QUEUE = "arn:aws:sqs:eu-west-1:210987654321:orders";
const TOPIC = "arn:aws:sns:eu-west-1:210987654321:news";
const BUS = "arn:aws-cn:events:cn-north-1:210987654321:event-bus/shop";
const MACHINE = "arn:aws:states:eu-west-1:210987654321:stateMachine:order";
const BUCKET = "arn:aws:s3:::pictures";

type Key = "POST /a/{id}" | `GET /${string}`;
type Args = RestApiArgs<Key>;
type RouteIntegration = NonNullable<Args["routes"]>["POST /a/{id}"]["integration"];

interface Made {
  readonly registered: readonly Registered[];
  readonly definition: ApiDefinition;
  readonly integration: Integration;
  /** Statements of the role's policy, without their effect. */
  readonly statements: readonly unknown[];
}

/** What becomes of one integration on the route `POST /a/{id}`. */
async function made(
  make: () => RouteIntegration,
  { routes = {}, ...args }: Partial<Omit<Args, "routes">> & { readonly routes?: RestApiArgs<`GET /${string}`>["routes"] } = {},
): Promise<Made> {
  const registered = await record(
    () => new RestApi("api", { stages: { dev: {} }, ...args, routes: { "POST /a/{id}": { integration: make() }, ...routes } }),
  );
  const definition = definitionOf(registered);
  assert.doesNotMatch(JSON.stringify(definition), /⟦/, "every late value has its place");
  const integration = definition.routes["POST /a/{id}"]?.integration;
  assert.ok(integration);
  const policy = ofType(registered, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["policy"];
  const statements = policy === undefined ? [] : JSON.parse(String(policy)).Statement;
  return { registered, definition, integration, statements: statements.map(({ Effect: _, ...rest }: { Effect: string }) => rest) };
}

const template = ({ requestTemplates }: Integration) => requestTemplates["application/json"];

describe("A service of AWS", () => {
  const called: readonly (readonly [
    what: string,
    make: () => RouteIntegration,
    uri: string,
    method: string,
    template: string | undefined,
    action: string,
    resource: string,
  ])[] = [
    [
      "Step Functions starts an execution",
      () => stepFunctionsStartExecution(MACHINE, { name: path("id") }),
      "arn:aws:apigateway:eu-west-1:states:action/StartExecution",
      "POST",
      `{"stateMachineArn":"${MACHINE}","name":"$util.escapeJavaScript($input.params().path.get('id')).replaceAll("\\\\'", "'")","input":"$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'", "'")"}`,
      "states:StartExecution",
      MACHINE,
    ],
    [
      "Step Functions runs an execution",
      () => stepFunctionsStartSyncExecution(pulumi.output(MACHINE), { input: { id: path("id"), fixed: ["$", 1] } }),
      "arn:aws:apigateway:eu-west-1:states:action/StartSyncExecution",
      "POST",
      `{"stateMachineArn":"${MACHINE}","input":"{\\"id\\":\\"$util.escapeJavaScript($util.escapeJavaScript($input.params().path.get('id')).replaceAll("\\\\'", "'")).replaceAll("\\\\'", "'")\\",\\"fixed\\":[\\"\\u0024\\",1]}"}`,
      "states:StartSyncExecution",
      MACHINE,
    ],
    [
      "SQS is sent a message",
      () => sqsSendMessage(pulumi.output(QUEUE), { parameters: { MessageGroupId: path("id"), MessageDeduplicationId: "a b" } }),
      "arn:aws:apigateway:eu-west-1:sqs:path/210987654321/orders",
      "POST",
      "Action=SendMessage&MessageBody=$util.urlEncode($input.json('$'))&MessageGroupId=$util.urlEncode($input.params().path.get('id'))&MessageDeduplicationId=a%20b",
      "sqs:SendMessage",
      QUEUE,
    ],
    [
      "SNS is published a message",
      () => snsPublish({ arn: pulumi.output(TOPIC) }, { message: { id: path("id") } }),
      "arn:aws:apigateway:eu-west-1:sns:path//",
      "POST",
      `Action=Publish&TopicArn=${encodeURIComponent(TOPIC)}&Message=%7B%22id%22%3A%22$util.urlEncode($util.escapeJavaScript($input.params().path.get('id')).replaceAll("\\\\'", "'"))%22%7D`,
      "sns:Publish",
      TOPIC,
    ],
    [
      "EventBridge is put an event, in the partition and region of the bus",
      () => eventBridgePutEvents(BUS, { source: "shop", detailType: "Order placed", detail: { id: path("id") } }),
      "arn:aws-cn:apigateway:cn-north-1:events:action/PutEvents",
      "POST",
      `{"Entries":[{"EventBusName":"shop","Source":"shop","DetailType":"Order placed","Detail":"{\\"id\\":\\"$util.escapeJavaScript($util.escapeJavaScript($input.params().path.get('id')).replaceAll("\\\\'", "'")).replaceAll("\\\\'", "'")\\"}"}]}`,
      "events:PutEvents",
      BUS,
    ],
    [
      "DynamoDB gets an item",
      () => dynamoDb({ arn: pulumi.output(TABLE) }, "GetItem", { request: { Key: { id: { S: path("id") } } } }),
      "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem",
      "POST",
      `{"TableName":"pets","Key":{"id":{"S":"$util.escapeJavaScript($input.params().path.get('id')).replaceAll("\\\\'", "'")"}}}`,
      "dynamodb:GetItem",
      TABLE,
    ],
    [
      "DynamoDB queries an index",
      () => dynamoDb(pulumi.output(TABLE), "Query", { indexName: "byName", request: { KeyConditionExpression: "#n = :n" } }),
      "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
      "POST",
      '{"TableName":"pets","IndexName":"byName","KeyConditionExpression":"\\u0023n = :n"}',
      "dynamodb:Query",
      `${TABLE}/index/byName`,
    ],
    [
      "S3 gives an object",
      () => s3GetObject(BUCKET, "a b/c.png"),
      "arn:aws:apigateway:eu-central-1:s3:path/pictures/a%20b/c.png",
      "GET",
      undefined,
      "s3:GetObject",
      `${BUCKET}/a b/c.png`,
    ],
    [
      "S3 takes an object whose key the path names, below a prefix",
      () => s3PutObject(pulumi.output(BUCKET), ["public/", path("id"), ".png"]),
      "arn:aws:apigateway:eu-central-1:s3:path/pictures/public/{id}.png",
      "PUT",
      undefined,
      "s3:PutObject",
      `${BUCKET}/public/*.png`,
    ],
    [
      "S3 deletes an object",
      () => s3DeleteObject(BUCKET, path("id")),
      "arn:aws:apigateway:eu-central-1:s3:path/pictures/{id}",
      "DELETE",
      undefined,
      "s3:DeleteObject",
      `${BUCKET}/*`,
    ],
    [
      "any service is called by action",
      () =>
        awsService({
          service: "kinesis",
          action: "PutRecord",
          arn: TABLE,
          policy: [{ actions: ["kinesis:PutRecord"], resources: [QUEUE] }],
          request: { StreamName: pulumi.output('a"$b'), Data: body() },
        }),
      "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
      "POST",
      `{"StreamName":"a\\"\\u0024b","Data":$input.json('$')}`,
      "kinesis:PutRecord",
      QUEUE,
    ],
    [
      "any service is called by path",
      () =>
        awsService({ service: "iot", path: "topics/{id}", httpMethod: "POST", policy: [{ actions: ["iot:Publish"], resources: [TOPIC] }] }),
      "arn:aws:apigateway:eu-central-1:iot:path/topics/{id}",
      "POST",
      undefined,
      "iot:Publish",
      TOPIC,
    ],
  ];
  for (const [what, make, uri, method, expected, action, resource] of called)
    it(`${what}, by a role that may do exactly that`, async () => {
      const { integration, statements } = await made(make);
      assert.equal(integration.type, "AWS");
      assert.equal(integration.uri, uri);
      assert.equal(integration.httpMethod, method);
      assert.equal(template(integration), expected);
      assert.match(integration.credentials ?? "", /^arn:aws:iam::123456789012:role\/api-POST-a-id-[0-9a-f]{8}-role$/);
      assert.deepEqual(statements, [{ Action: [action], Resource: [resource] }]);
    });

  it("has headers and path variables mapped where it needs them", async () => {
    assert.deepEqual((await made(() => sqsSendMessage(QUEUE))).integration.requestParameters, {
      "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
    });
    assert.deepEqual((await made(() => eventBridgePutEvents(BUS, { source: "a", detailType: "b" }))).integration.requestParameters, {
      "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'",
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
    });
    const mapped = { "integration.request.path.id": "method.request.path.id" };
    assert.deepEqual((await made(() => s3GetObject(BUCKET, path("id")))).integration.requestParameters, mapped);
    assert.deepEqual(
      (await made(() => awsService({ service: "iot", path: "topics/{id}", policy: [] }))).integration.requestParameters,
      mapped,
    );
  });

  it("keeps its errors from the caller, unless responses are given", async () => {
    const responses = (integration: Integration) =>
      integration.responses.map(({ selectionPattern, statusCode }) => [selectionPattern, statusCode]);
    assert.deepEqual(responses((await made(() => dynamoDb(TABLE, "Scan"))).integration), [
      [undefined, "200"],
      ["4\\d{2}", "400"],
      ["5\\d{2}", "500"],
    ]);
    assert.deepEqual(responses((await made(() => dynamoDb(TABLE, "Scan", { responses: [{ statusCode: 201 }] }))).integration), [
      [undefined, "201"],
    ]);
    assert.deepEqual(responses((await made(() => s3GetObject(BUCKET, "a"))).integration), [
      [undefined, "200"],
      ["40[34]", "404"],
      ["4(?!0[34])\\d{2}", "400"],
      ["5\\d{2}", "500"],
    ]);
    assert.deepEqual(responses((await made(() => s3GetObject(BUCKET, "a", { responses: [{}] }))).integration), [[undefined, "200"]]);
  });

  it("answers 500 for what it takes and does not do, and else what it was asked for", async () => {
    const answered = (integration: Integration, result: unknown) => {
      const overrides = createOverrides();
      const scope = { params: { path: new Map(), querystring: new Map(), header: new Map() }, context: {}, stageVariables: {} };
      const source = integration.responses[0]?.responseTemplates["application/json"] ?? "";
      return [compileTemplate(source).render({ ...scope, body: JSON.stringify(result), overrides }), overrides.responseStatus];
    };
    const failure = ['{"message": "Internal server error"}', 500];
    const execution = (await made(() => stepFunctionsStartSyncExecution(MACHINE))).integration;
    assert.deepEqual(answered(execution, { status: "SUCCEEDED", output: '{"a":"\\"b\\""}' }), ['{"a":"\\"b\\""}', undefined]);
    for (const status of ["FAILED", "TIMED_OUT", "ABORTED"])
      assert.deepEqual(answered(execution, { status, error: "e", cause: "c" }), failure);
    const events = (await made(() => eventBridgePutEvents(BUS, { source: "a", detailType: "b" }))).integration;
    const taken = { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
    assert.deepEqual(answered(events, taken), [JSON.stringify(taken), undefined]);
    assert.deepEqual(answered(events, { FailedEntryCount: 1, Entries: [{ ErrorCode: "InternalFailure" }] }), failure);
  });

  it("has a role for each route, of which the stage waits for the policy, and which may do more if it is told to", async () => {
    const key = { actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [pulumi.output("arn:aws:kms:eu-west-1:210987654321:key/k")] };
    const { registered, statements } = await made(() => sqsSendMessage(QUEUE, { policy: [key] }), {
      routes: { "GET /b": { integration: dynamoDb(TABLE, "Scan") } },
    });
    assert.deepEqual(statements, [
      { Action: ["sqs:SendMessage"], Resource: [QUEUE] },
      { Action: key.actions, Resource: ["arn:aws:kms:eu-west-1:210987654321:key/k"] },
    ]);
    const policies = ofType(registered, "aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(JSON.parse(String(policies[1]?.inputs["policy"])).Statement, [
      { Effect: "Allow", Action: ["dynamodb:Scan"], Resource: [TABLE] },
    ]);
    const names = policies.map(({ name }) => name);
    assert.deepEqual(ofType(registered, "aws:apigateway/deployment:Deployment")[0]?.dependsOn, names);
    assert.deepEqual(ofType(registered, "aws:apigateway/stage:Stage")[0]?.dependsOn, names);
    assert.deepEqual(
      ofType(registered, "aws:iam/role:Role").map(({ inputs, parent, name }) => [
        JSON.parse(String(inputs["assumeRolePolicy"])).Statement,
        parent === name,
      ]),
      names.map(() => [[{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }], true]),
    );
  });

  it("is its maker's own: no other shares its responses", () => {
    const other = sqsSendMessage(QUEUE).responses ?? [];
    for (const [index, response] of (sqsSendMessage(QUEUE).responses ?? []).entries()) assert.notEqual(response, other[index]);
    assert.equal(other.length, 3);
  });

  it("has no role of its own where one is given", async () => {
    const credentials = "arn:aws:iam::123456789012:role/own";
    const { integration, registered } = await made(() => sqsSendMessage(QUEUE, { credentials }));
    assert.equal(integration.credentials, credentials);
    assert.deepEqual(ofType(registered, "aws:iam/role:Role"), []);
  });

  it("has a role whose name is not too long, and no other route's", async () => {
    const long = "a".repeat(60);
    const routes = {
      [`GET /${long}/b`]: { integration: dynamoDb(TABLE, "Scan") },
      [`GET /${long}/c`]: { integration: dynamoDb(TABLE, "Scan") },
    };
    const names = ofType((await made(() => mock(), { routes })).registered, "aws:iam/role:Role").map(({ name }) => name);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^[\w-]{1,56}$/);
  });

  it("lets its role be changed by transforms", async () => {
    const { registered } = await made(() => dynamoDb(TABLE, "Scan"), {
      transform: {
        serviceRole: (args, opts) => ({ args: { ...args, permissionsBoundary: "boundary" }, opts }),
        serviceRolePolicy: (args, opts) => ({ args: { ...args, name: "calls" }, opts }),
      },
    });
    assert.equal(ofType(registered, "aws:iam/role:Role")[0]?.inputs["permissionsBoundary"], "boundary");
    assert.equal(ofType(registered, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs["name"], "calls");
  });

  it("takes resources, and texts that are known only at deployment, wherever they stand", async () => {
    const { integration } = await made(() => {
      const table = new aws.dynamodb.Table("pets", { attributes: [{ name: "id", type: "S" }], hashKey: "id" });
      const secret = pulumi.output('"$\\');
      return dynamoDb(table, "PutItem", { request: { Item: { id: { S: path("id") }, list: [secret, jsonText({ "a b": [secret] })] } } });
    });
    assert.ok(template(integration)?.startsWith('{"TableName":"pets"'), template(integration));
    const list = /"list":(\[.*\])/.exec(template(integration) ?? "")?.[1] ?? "";
    assert.deepEqual(JSON.parse(list), ['"$\\', JSON.stringify({ "a b": ['"$\\'] })]);
  });
});

describe("An HTTP back end", () => {
  it("is sent the caller's method, and path variables by their names", async () => {
    const { integration } = await made(() => httpProxy("https://example.com/pets/{id}"));
    assert.deepEqual([integration.type, integration.httpMethod, integration.uri], ["HTTP_PROXY", "ANY", "https://example.com/pets/{id}"]);
    assert.deepEqual(integration.requestParameters, { "integration.request.path.id": "method.request.path.id" });
    assert.equal(integration.connectionType, "INTERNET");
  });

  it("is sent no variable that its uri lacks, and those of a uri that is known later", async () => {
    assert.deepEqual((await made(() => httpProxy("https://example.com/"))).integration.requestParameters, {});
    const { integration } = await made(() => http(pulumi.output("https://example.com/{id}"), { httpMethod: "GET" }));
    assert.deepEqual([integration.type, integration.httpMethod, integration.uri], ["HTTP", "GET", "https://example.com/{id}"]);
    assert.deepEqual(integration.requestParameters, { "integration.request.path.id": "method.request.path.id" });
  });

  it("is sent what is mapped from elsewhere", async () => {
    const { integration } = await made(() =>
      httpProxy("https://${stageVariables.host}/{id}/{tenant}", {
        requestParameters: {
          "integration.request.path.tenant": "context.identity.sourceIp",
          "integration.request.header.X-Key": pulumi.output("'secret'"),
        },
      }),
    );
    assert.deepEqual(integration.requestParameters, {
      "integration.request.path.id": "method.request.path.id",
      "integration.request.path.tenant": "context.identity.sourceIp",
      "integration.request.header.X-Key": "'secret'",
    });
  });

  it("is reached through a VPC link of either version", async () => {
    const connectionId = pulumi.output("link");
    const first = (await made(() => httpProxy("http://nlb.internal/{id}", { connectionId }))).integration;
    assert.deepEqual([first.connectionType, first.connectionId, first.integrationTarget], ["VPC_LINK", "link", undefined]);
    const integrationTarget = pulumi.output("arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/a/1");
    const second = (await made(() => http("http://example.com/", { connectionId: "${stageVariables.link}", integrationTarget })))
      .integration;
    assert.deepEqual([second.connectionType, second.connectionId], ["VPC_LINK", "${stageVariables.link}"]);
    assert.equal(second.integrationTarget, "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/a/1");
  });

  it("has its certificate, cache keys, conversions and timeout as they are given", async () => {
    const options = {
      insecureSkipVerification: true,
      cacheKeyParameters: ["method.request.path.id"],
      cacheNamespace: "pets",
      contentHandling: "CONVERT_TO_TEXT",
      timeoutInMillis: 60_000,
    } as const;
    const { integration } = await made(() => httpProxy("https://example.com/{id}", options), { quotas: { integrationTimeout: 60_000 } });
    const { insecureSkipVerification, cacheKeyParameters, cacheNamespace, contentHandling, timeoutInMillis } = integration;
    assert.deepEqual({ insecureSkipVerification, cacheKeyParameters, cacheNamespace, contentHandling, timeoutInMillis }, options);
  });

  it("streams its answers", async () => {
    assert.equal(
      (await made(() => httpProxy("https://example.com/", { responseTransferMode: "STREAM", timeoutInMillis: 900_000 }))).integration
        .responseTransferMode,
      "STREAM",
    );
  });

  it("refuses variables that the path lacks, as type errors", () => {
    const program = () =>
      new RestApi("api", {
        routes: {
          "GET /a/{b}": { integration: httpProxy("https://example.com/{b}") },
          "GET /b/{b}": {
            integration: httpProxy("https://${stageVariables.host}/{b}/{c}", {
              requestParameters: { "integration.request.path.c": "'c'" },
            }),
          },
          "GET /c/{b}": { integration: http("https://example.com/{b}", { request: { b: path("b") } }) },
          // @ts-expect-error the path has no variable c
          "GET /d/{b}": { integration: httpProxy("https://example.com/{c}") },
          // @ts-expect-error the path has no variable c
          "GET /e/{b}": { integration: http("https://example.com/{b}", { request: { c: path("c") } }) },
          // @ts-expect-error the path has no variable c
          "GET /f/{b}": { integration: s3GetObject(BUCKET, ["a/", path("c")]) },
          // @ts-expect-error the path has no variable c
          "GET /g/{b}": { integration: awsService({ service: "iot", path: "topics/{c}", policy: [] }) },
          // @ts-expect-error the path has no variable c
          "GET /h/{b}": { integration: dynamoDb(TABLE, "GetItem", { request: { Key: { S: path("c") } } }) },
          // @ts-expect-error the path has no variable c
          "GET /i/{b}": { integration: stepFunctionsStartExecution(MACHINE, { input: { list: [path("c")] } }) },
          "GET /j/{b}": { integration: sqsSendMessage(QUEUE, { message: { b: path("b"), q: query("q"), h: header("h") } }) },
        },
        stages: { dev: {} },
      });
    assert.equal(typeof program, "function");
  });
});

describe("A function whose answers are streamed", () => {
  it("is invoked by the uri for streams, and allowed as any other", async () => {
    const { integration, registered } = await made(() =>
      lambdaProxy(new LambdaFunction("fn", { entry: "functions/hello/index.ts" }), {
        responseTransferMode: "STREAM",
        timeoutInMillis: 900_000,
      }),
    );
    assert.equal(
      integration.uri,
      "arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-central-1:123456789012:function:fn-fn/response-streaming-invocations",
    );
    assert.equal(integration.responseTransferMode, "STREAM");
    assert.deepEqual(
      ofType(registered, "aws:lambda/permission:Permission").map(({ inputs }) => [inputs["function"], inputs["sourceArn"]]),
      [["fn-fn", "arn:aws:execute-api:eu-central-1:123456789012:api-id/dev/POST/a/{id}"]],
    );
  });
});

describe("An API for pages of other origins", () => {
  it("has one more route for each path, and no more cloud resources", async () => {
    const plain = counts((await made(() => mock())).registered);
    const { registered, definition } = await made(() => mock(), { cors: { origins: ["https://app.example.com"] } });
    assert.deepEqual(counts(registered), { ...plain, "lambda-rest-api:index:Route": 2, "lambda-rest-api:index:GatewayResponse": 2 });
    assert.deepEqual(Object.keys(definition.routes).sort(), ["OPTIONS /a/{id}", "POST /a/{id}"]);
    assert.deepEqual(Object.keys(definition.gatewayResponses), ["DEFAULT_4XX", "DEFAULT_5XX"]);
  });
});
