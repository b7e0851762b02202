import assert from "node:assert/strict";
import { greeting } from "../../apis/greeting";
import { hello } from "../../apis/hello";
import { helloPython } from "../../apis/hello-python";
import { lambdaGate } from "../../apis/lambda-gate";
import { operations } from "../../apis/operations";
import { users } from "../../apis/users";
import { counts, definitionOf, ofType, type Registered, record } from "./recording";

const settings = { logRetentionInDays: 7 };
const REST_API = "aws:apigateway/restApi:RestApi";
const PERMISSION = "aws:lambda/permission:Permission";
const DEPLOYMENT = "aws:apigateway/deployment:Deployment";
const STAGE = "aws:apigateway/stage:Stage";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const EXECUTION = "arn:aws:execute-api:eu-central-1:123456789012";

const FUNCTION = {
  "lambda-rest-api:index:LambdaFunction": 1,
  "aws:cloudwatch/logGroup:LogGroup": 1,
  "aws:iam/role:Role": 1,
  "aws:iam/rolePolicy:RolePolicy": 1,
  "aws:lambda/function:Function": 1,
};
const API = { "lambda-rest-api:index:RestApi": 1, [REST_API]: 1, [DEPLOYMENT]: 1 };

function invocation(fn: string): string {
  return `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:${fn}-fn/invocations`;
}

function sources(registered: readonly Registered[]): readonly unknown[] {
  return ofType(registered, PERMISSION)
    .map(({ inputs }) => inputs["sourceArn"])
    .sort();
}

function statements(
  registered: readonly Registered[],
  name: string,
): readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[] {
  const policy = ofType(registered, ROLE_POLICY).find((resource) => resource.name === name);
  return JSON.parse(String(policy?.inputs["policy"])).Statement;
}

describe("The example hello", () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(() => hello(settings));
  });

  it("makes a function, a role to invoke it, an API with one route, a deployment and a stage, and nothing else", () => {
    assert.deepEqual(counts(registered), {
      ...FUNCTION,
      ...API,
      "lambda-rest-api:index:Route": 1,
      "lambda-rest-api:index:Model": 1,
      "lambda-rest-api:index:InvokeRole": 1,
      "aws:iam/role:Role": 2,
      [ROLE_POLICY]: 2,
      "lambda-rest-api:index:Stage": 1,
      [STAGE]: 1,
    });
  });

  it("is an edge-optimized API with a description, an empty model and one Lambda proxy integration", () => {
    const { body: _, ...inputs } = ofType(registered, REST_API)[0]?.inputs ?? {};
    assert.deepEqual(inputs, {
      name: "hello",
      description: "An API Gateway with a Lambda integration",
      endpointConfiguration: { types: "EDGE", ipAddressType: "ipv4" },
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      minimumCompressionSize: "-1",
      disableExecuteApiEndpoint: false,
      securityPolicy: "SecurityPolicy_TLS12_PFS_2025_EDGE",
      endpointAccessMode: "BASIC",
    });
    const definition = definitionOf(registered);
    assert.deepEqual(definition.models, { Empty: { schema: { type: "object", title: "Empty Schema" } } });
    assert.deepEqual(Object.keys(definition.routes), ["POST /lambda"]);
    const integration = definition.routes["POST /lambda"]?.integration;
    assert.equal(integration?.type, "AWS_PROXY");
    assert.equal(integration.httpMethod, "POST");
    assert.equal(integration.uri, invocation("hello"));
    assert.equal(integration.credentials, "arn:aws:iam::123456789012:role/hello-invoke-role");
  });

  it("lets API Gateway alone assume the role, which may invoke the function alone", () => {
    const role = ofType(registered, "aws:iam/role:Role").find(({ name }) => name === "hello-invoke");
    assert.deepEqual(JSON.parse(String(role?.inputs["assumeRolePolicy"])).Statement, [
      { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    assert.deepEqual(statements(registered, "hello-invoke"), [
      { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: ["arn:aws:lambda:eu-central-1:123456789012:function:hello-fn"] },
    ]);
  });

  it("deploys after the role's policy is there, and keeps superseded deployments", () => {
    const [deployment] = ofType(registered, DEPLOYMENT);
    assert.deepEqual(deployment?.dependsOn, ["hello-invoke"]);
    assert.equal(deployment.retainOnDelete, true);
    assert.equal(deployment.inputs["restApi"], "hello-id");
  });

  it("has the stage v0 of that deployment", () => {
    assert.deepEqual(ofType(registered, STAGE)[0]?.inputs, {
      restApi: "hello-id",
      deployment: "hello-id",
      stageName: "v0",
      description: "Lambda API Stage v0",
      cacheClusterEnabled: false,
      xrayTracingEnabled: false,
    });
  });

  it("puts every resource under the component that makes it", () => {
    const parents = Object.fromEntries(registered.map(({ type, name, parent }) => [`${type.split(":").at(-1)} ${name}`, parent]));
    assert.deepEqual(parents, {
      "LambdaFunction hello": undefined,
      "LogGroup hello": "hello",
      "Role hello": "hello",
      "RolePolicy hello": "hello",
      "Function hello": "hello",
      "RestApi hello": "hello",
      "Route hello POST /lambda": "hello",
      "Model hello Empty": "hello",
      "InvokeRole hello-invoke": "hello",
      "Role hello-invoke": "hello-invoke",
      "RolePolicy hello-invoke": "hello-invoke",
      "Deployment hello": "hello",
      "Stage hello-v0": "hello-v0",
    });
  });
});

describe("The example lambda-gate", () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(() => lambdaGate(settings));
  });

  it("makes a function, an API with three routes, a permission for each, a deployment and a stage, and nothing else", () => {
    assert.deepEqual(counts(registered), {
      ...FUNCTION,
      ...API,
      "lambda-rest-api:index:Route": 3,
      "lambda-rest-api:index:Model": 3,
      [PERMISSION]: 3,
      "lambda-rest-api:index:Stage": 1,
      [STAGE]: 1,
    });
  });

  it("lets the function be invoked from exactly its three methods", () => {
    assert.deepEqual(sources(registered), [
      `${EXECUTION}:lambda-gate-id/v0/GET/calc`,
      `${EXECUTION}:lambda-gate-id/v0/GET/calc/{operand1}/{operand2}/{operator}`,
      `${EXECUTION}:lambda-gate-id/v0/POST/calc`,
    ]);
    for (const { inputs } of ofType(registered, PERMISSION)) {
      assert.equal(inputs["action"], "lambda:InvokeFunction");
      assert.equal(inputs["principal"], "apigateway.amazonaws.com");
      assert.equal(inputs["function"], "calc-fn");
      assert.match(String(inputs["statementId"]), /^lambda-gate-id-[A-Za-z0-9-_]{1,60}$/);
    }
  });

  it("has the models of the tutorial, Result referring to the others", () => {
    const { models } = definitionOf(registered);
    assert.deepEqual(Object.keys(models), ["Input", "Output", "Result"]);
    assert.deepEqual(models["Result"]?.schema["properties"], {
      input: { $ref: "#/components/schemas/Input" },
      output: { $ref: "#/components/schemas/Output" },
    });
  });

  it("validates what each route needs", () => {
    const { routes } = definitionOf(registered);
    assert.deepEqual(
      Object.values(routes).map(({ path, method, requestValidator }) => [method, path, requestValidator]),
      [
        ["GET", "/calc", "parameters"],
        ["POST", "/calc", "body"],
        ["GET", "/calc/{operand1}/{operand2}/{operator}", undefined],
      ],
    );
    assert.deepEqual(routes["GET /calc"]?.requestParameters, {
      "querystring.operand1": true,
      "querystring.operand2": true,
      "querystring.operator": true,
    });
    assert.deepEqual(routes["POST /calc"]?.requestModels, { "application/json": "Input", $default: "Input" });
  });

  it("waits with the deployment and the stage for every permission", () => {
    const permissions = ofType(registered, PERMISSION).map(({ name }) => name);
    assert.deepEqual(ofType(registered, DEPLOYMENT)[0]?.dependsOn, permissions);
    assert.deepEqual(ofType(registered, STAGE)[0]?.dependsOn, permissions);
  });
});

describe("The example greeting", () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(() => greeting(settings));
  });

  it("makes two functions, an API with four routes, a permission for each, a deployment and a stage, and nothing else", () => {
    assert.deepEqual(counts(registered), {
      ...Object.fromEntries(Object.keys(FUNCTION).map((type) => [type, 2])),
      ...API,
      "lambda-rest-api:index:Route": 4,
      [PERMISSION]: 4,
      "lambda-rest-api:index:Stage": 1,
      [STAGE]: 1,
    });
  });

  it("lets each function be invoked from its own methods alone", () => {
    const of = (fn: string) => sources(registered.filter(({ inputs }) => inputs["function"] === fn));
    assert.deepEqual(of("greeter-fn"), [`${EXECUTION}:greeting-id/test/*/{proxy+}`]);
    assert.deepEqual(of("grocery-fn"), [
      `${EXECUTION}:greeting-id/test/GET/produce/{proxy+}`,
      `${EXECUTION}:greeting-id/test/POST/produce/vegetables/{proxy+}`,
      `${EXECUTION}:greeting-id/test/PUT/produce/{proxy+}`,
    ]);
  });

  it("handles images as bytes", () => {
    assert.deepEqual(definitionOf(registered).binaryMediaTypes, ["image/png"]);
  });
});

describe("The example users", () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(() => users(settings));
  });

  it("makes a function, an API with three routes, a deployment, two stages and a permission for each route of each, and nothing else", () => {
    assert.deepEqual(counts(registered), {
      ...FUNCTION,
      ...API,
      "lambda-rest-api:index:Route": 3,
      [PERMISSION]: 6,
      "lambda-rest-api:index:Stage": 2,
      [STAGE]: 2,
    });
  });

  it("has a permission for each stage, method and path", () => {
    assert.deepEqual(sources(registered), [
      `${EXECUTION}:users-id/default/*/user`,
      `${EXECUTION}:users-id/default/GET/`,
      `${EXECUTION}:users-id/default/GET/user/{id}`,
      `${EXECUTION}:users-id/prod/*/user`,
      `${EXECUTION}:users-id/prod/GET/`,
      `${EXECUTION}:users-id/prod/GET/user/{id}`,
    ]);
  });

  it("traces both stages and the function by X-Ray", () => {
    assert.deepEqual(
      ofType(registered, STAGE).map(({ inputs }) => inputs["xrayTracingEnabled"]),
      [true, true],
    );
    assert.deepEqual(ofType(registered, "aws:lambda/function:Function")[0]?.inputs["tracingConfig"], { mode: "Active" });
  });
});

describe("The example operations", () => {
  let registered: readonly Registered[];
  before(async () => {
    registered = await record(() => operations(settings));
  });

  it("makes a table, a function, an API with one route, permissions for prod and test-invoke, a deployment and a stage, and nothing else", () => {
    assert.deepEqual(counts(registered), {
      ...FUNCTION,
      ...API,
      "aws:dynamodb/table:Table": 1,
      "lambda-rest-api:index:Route": 1,
      [PERMISSION]: 2,
      "lambda-rest-api:index:Stage": 1,
      [STAGE]: 1,
    });
  });

  it("has the table of the tutorial", () => {
    assert.deepEqual(ofType(registered, "aws:dynamodb/table:Table")[0]?.inputs, {
      name: "lambda-apigateway",
      attributes: [{ name: "id", type: "S" }],
      hashKey: "id",
      billingMode: "PAY_PER_REQUEST",
    });
  });

  it("lets the function do six things with that table, write its own log, and nothing else", () => {
    assert.deepEqual(
      statements(registered, "operations").map(({ Action, Resource }) => ({ Action, Resource })),
      [
        {
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: ["arn:aws:logs:eu-central-1:123456789012:log-group:operations-log:*"],
        },
        {
          Action: ["DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"].map((action) => `dynamodb:${action}`),
          Resource: ["arn:aws:dynamodb:eu-central-1:123456789012:table/lambda-apigateway"],
        },
      ],
    );
  });

  it("lets the function be invoked from prod and from the console's test", () => {
    assert.deepEqual(sources(registered), [
      `${EXECUTION}:operations-id/prod/POST/DynamoDBManager`,
      `${EXECUTION}:operations-id/test-invoke-stage/POST/DynamoDBManager`,
    ]);
  });
});

describe("The examples' policy documents", () => {
  it("have no wildcard but the names of a log's streams, and X-Ray, whose actions know no resource", async () => {
    const examples = [hello, helloPython, lambdaGate, greeting, users, operations];
    for (const example of examples) {
      const registered = await record(() => example(settings));
      for (const { name } of ofType(registered, ROLE_POLICY))
        for (const { Action, Resource } of statements(registered, name)) {
          assert.ok(!Action.some((action) => action.includes("*")), `${name}: ${Action}`);
          for (const resource of Resource)
            if (resource.includes("*"))
              assert.ok(
                Action.every((action) => action.startsWith("logs:") || action.startsWith("xray:Put")),
                `${name}: ${Action} on ${resource}`,
              );
        }
    }
  });
});
