import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, type Served, serve } from "./served";

const PROJECT = join(__dirname, "../..");
const MANAGER = "/operations/prod/DynamoDBManager";
const TABLE = "lambda-apigateway";

let served: Served;

async function json(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<{ readonly status: number; readonly json: unknown }> {
  const answer = await served.ask(method, path, {
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(headers !== undefined && { headers }),
  });
  return { status: answer.status, json: JSON.parse(answer.text) };
}

function calc(path: string): Promise<{ readonly status: number; readonly json: unknown }> {
  return json("GET", `/lambda-gate/v0/calc${path}`);
}

function manage(operation: string, payload: unknown): Promise<{ readonly status: number; readonly json: unknown }> {
  return json("POST", MANAGER, { operation, tableName: TABLE, payload });
}

describe("The examples, served by the local command", () => {
  before(async () => {
    served = await serve(PROJECT);
  });
  after(async () => {
    assert.equal(await served.stop(), 0, "the command ends with status 0 when it is asked to stop");
  });

  describe("hello", () => {
    it("greets the world with the headers of API Gateway", async () => {
      const { status, headers, text } = await served.ask("POST", "/hello/v0/lambda");
      assert.equal(status, 200);
      assert.equal(text, "Hello, World!");
      assert.equal(headers["content-type"], "application/json");
      assert.equal(headers["content-length"], "13");
      assert.match(String(headers["x-amzn-requestid"]), /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.match(String(headers["x-amz-apigw-id"]), /=$/);
      assert.match(String(headers["x-amzn-trace-id"]), /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}/);
    });

    it("greets the world in Python, too", async function () {
      if (spawnSync("python3", ["--version"]).status !== 0) {
        process.stdout.write("      (left out: there is no python3 on the PATH)\n");
        return this.skip();
      }
      const { status, text } = await served.ask("POST", "/hello-python/v0/lambda");
      assert.deepEqual([status, text], [200, "Hello, World!"]);
    });

    it("does not know another method", async () => {
      const { status, headers, text } = await served.ask("GET", "/hello/v0/lambda");
      assert.equal(status, 403);
      assert.equal(text, '{"message":"Missing Authentication Token"}');
      assert.equal(headers["x-amzn-errortype"], "MissingAuthenticationTokenException");
    });
  });

  describe("lambda-gate", () => {
    it("calculates by query", async () => {
      assert.deepEqual(await calc("?operand1=2&operand2=3&operator=add"), { status: 200, json: { a: 2, b: 3, op: "add", c: 5 } });
    });

    it("refuses a query without the required parameters, naming all that are missing", async () => {
      assert.deepEqual(await calc("?operand1=2&operand2=3"), {
        status: 400,
        json: { message: "Missing required request parameters: [operator]" },
      });
      assert.deepEqual(await calc("?operand2=3"), {
        status: 400,
        json: { message: "Missing required request parameters: [operand1, operator]" },
      });
    });

    it("calculates by body", async () => {
      const body = { a: 1, b: 2, op: "+" };
      assert.deepEqual(await json("POST", "/lambda-gate/v0/calc", body), { status: 200, json: { ...body, c: 3 } });
    });

    it("refuses a body that the model does not allow, whatever its media type", async () => {
      for (const headers of [{ "Content-Type": "application/json" }, { "Content-Type": "application/x-www-form-urlencoded" }])
        assert.deepEqual(await json("POST", "/lambda-gate/v0/calc", { a: "x" }, headers), {
          status: 400,
          json: { message: "Invalid request body" },
        });
    });

    it("calculates by path, and answers in the shape of Result", async () => {
      assert.deepEqual(await calc("/6/3/%2F"), { status: 200, json: { input: { a: 6, b: 3, op: "/" }, output: { c: 2 } } });
      assert.deepEqual(await calc("/1/2/+"), { status: 200, json: { input: { a: 1, b: 2, op: "+" }, output: { c: 3 } } });
    });

    it("answers a wrong operator or operand with the function's message", async () => {
      assert.deepEqual(await calc("/6/3/pow"), { status: 400, json: { message: "400 Invalid Operator" } });
      assert.deepEqual(await calc("?operand1=six&operand2=3&operator=add"), { status: 400, json: { message: "400 Invalid Operand" } });
    });

    it("answers JSON where there is no result", async () => {
      assert.deepEqual(await calc("/1/0/div"), { status: 200, json: { input: { a: 1, b: 0, op: "div" }, output: { c: null } } });
    });

    it("takes quotes, newlines and dollars for data", async () => {
      const nasty = encodeURIComponent("\"}\n$input.body'#set($a=1)");
      assert.deepEqual(await calc(`?operand1=1&operand2=2&operator=${nasty}`), { status: 400, json: { message: "400 Invalid Operator" } });
      assert.deepEqual(await calc(`/1/2/${nasty}`), { status: 400, json: { message: "400 Invalid Operator" } });
    });

    it("runs the function and answers at once when it is called asynchronously", async () => {
      const answer = await served.ask("POST", "/lambda-gate/v0/calc", {
        headers: { InvocationType: "Event" },
        body: '{"a":1,"b":2,"op":"+"}',
      });
      assert.equal(answer.status, 200);
      assert.equal(answer.text, "");
      await served.logged("REPORT RequestId");
    });
  });

  describe("greeting", () => {
    const greeted = async (path: string, asked: { headers?: Record<string, string | string[]>; body?: string } = {}) =>
      (await served.ask(asked.body === undefined ? "GET" : "POST", `/greeting/test/${path}`, asked)).text;

    it("greets whom the query, a header or the body names, or the world", async () => {
      assert.equal(await greeted("hi?greeter=jane"), "Hello, jane!");
      assert.equal(await greeted("hi", { headers: { greeter: "jane" } }), "Hello, jane!");
      assert.equal(await greeted("hi", { headers: { greeter: ["jane", "jane"] } }), "Hello, jane!");
      assert.equal(await greeted("hi", { body: '{"greeter":"jane"}' }), "Hello, jane!");
      assert.equal(await greeted("hi"), "Hello, World!");
    });

    it("shows the function the event of the tutorial, field by field", async () => {
      const answer = await served.ask("POST", "/greeting/test/event?parameter1=value1&parameter1=value2&parameter2=value", {
        headers: { header1: "value1", header2: ["value1", "value2"] },
        body: "Hello from Lambda!",
      });
      const { headers, multiValueHeaders, requestContext, ...event } = JSON.parse(answer.text);
      assert.deepEqual(event, {
        resource: "/{proxy+}",
        path: "/event",
        httpMethod: "POST",
        queryStringParameters: { parameter1: "value2", parameter2: "value" },
        multiValueQueryStringParameters: { parameter1: ["value1", "value2"], parameter2: ["value"] },
        pathParameters: { proxy: "event" },
        stageVariables: null,
        body: "Hello from Lambda!",
        isBase64Encoded: false,
      });
      assert.equal(headers.header2, "value2");
      assert.deepEqual(multiValueHeaders.header2, ["value1", "value2"]);
      assert.equal(requestContext.path, "/test/event");
      assert.equal(requestContext.stage, "test");
      assert.equal(requestContext.resourcePath, "/{proxy+}");
      assert.match(requestContext.requestTime, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
      assert.equal(requestContext.identity.sourceIp, "127.0.0.1");
    });

    it("leaves a body that is no JSON to the function", async () => {
      const answer = await served.ask("POST", "/greeting/test/hi", { body: "no JSON" });
      assert.equal(answer.status, 400);
      assert.match(answer.text, /must be a JSON object/);
    });

    it("gives an image as bytes when it is asked for", async () => {
      const card = await served.ask("GET", "/greeting/test/card.png", { headers: { Accept: "image/png" } });
      assert.equal(card.headers["content-type"], "image/png");
      assert.deepEqual([...card.body.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
      const text = await served.ask("GET", "/greeting/test/card.png", { headers: { Accept: "*/*" } });
      assert.match(text.text, /^iVBORw0KGgo/);
    });

    it("answers 502 for an answer of the wrong shape", async () => {
      const { status, text } = await served.ask("GET", "/greeting/test/malformed");
      assert.deepEqual({ status, text }, { status: 502, text: '{"message": "Internal server error"}' });
    });

    it("lets the narrower routes of the grocery answer for theirs", async () => {
      const asked = async (method: string, path: string) => (await json(method, `/greeting/test/${path}`)).json;
      assert.deepEqual(await asked("GET", "produce/fruit/apple"), { action: "read", resource: "/produce/{proxy+}", item: "fruit/apple" });
      assert.deepEqual(await asked("PUT", "produce/fruit"), { action: "update", resource: "/produce/{proxy+}", item: "fruit" });
      assert.deepEqual(await asked("POST", "produce/vegetables/carrot"), {
        action: "count",
        resource: "/produce/vegetables/{proxy+}",
        item: "carrot",
      });
      assert.equal((await served.ask("DELETE", "/greeting/test/produce/fruit")).text, "Hello, World!");
    });
  });

  describe("users", () => {
    it("answers JSON with one header twice", async () => {
      const { status, headers, text } = await served.ask("GET", "/users/default/");
      assert.equal(status, 200);
      assert.deepEqual(headers["x-custom-header"], ["My value", "My other value"]);
      assert.deepEqual(JSON.parse(text), { TotalCodeSize: 104330022, FunctionCount: 26 });
    });

    it("answers for users, by any method and by id, on both stages", async () => {
      for (const stage of ["default", "prod"]) {
        assert.deepEqual(await json("PATCH", `/users/${stage}/user`), { status: 200, json: { method: "PATCH", users: ["1", "2"] } });
        assert.deepEqual(await json("GET", `/users/${stage}/user/1`), { status: 200, json: { id: "1", name: "Jane" } });
      }
    });

    it("answers an unknown id with the function's own error", async () => {
      const { status, headers, text } = await served.ask("GET", "/users/prod/user/7");
      assert.equal(status, 404);
      assert.equal(headers["content-type"], "text/plain");
      assert.equal(headers["x-amzn-errortype"], "UserNotFound");
      assert.equal(text, "UserNotFound: There is no user 7");
    });

    it("answers 502 for an error that the function throws", async () => {
      const { status, text } = await served.ask("GET", "/users/prod/user/broken");
      assert.deepEqual({ status, text }, { status: 502, text: '{"message": "Internal server error"}' });
    });
  });

  describe("operations", () => {
    it("echoes and pongs", async () => {
      assert.deepEqual(await json("POST", MANAGER, { operation: "echo", payload: { somekey1: "somevalue1", somekey2: "somevalue2" } }), {
        status: 200,
        json: "Success",
      });
      assert.deepEqual(await json("POST", MANAGER, { operation: "ping" }), { status: 200, json: "pong" });
    });

    it("creates, reads, updates, lists and deletes items of the table", async () => {
      const Key = { id: "1234ABCD" };
      assert.deepEqual(await manage("create", { Item: { ...Key, number: 5 } }), { status: 200, json: {} });
      assert.deepEqual(await manage("read", { Key }), { status: 200, json: { Item: { ...Key, number: 5 } } });
      const update = {
        Key,
        UpdateExpression: "SET #n = :n",
        ExpressionAttributeNames: { "#n": "number" },
        ExpressionAttributeValues: { ":n": 10 },
      };
      assert.deepEqual(await manage("update", update), { status: 200, json: {} });
      assert.deepEqual(await manage("list", {}), { status: 200, json: { Items: [{ ...Key, number: 10 }], Count: 1, ScannedCount: 1 } });
      assert.deepEqual(await manage("delete", { Key }), { status: 200, json: {} });
      assert.deepEqual(await manage("read", { Key }), { status: 200, json: {} });
    });

    it("refuses an unknown operation and what DynamoDB refuses, with a message", async () => {
      const unknown = await manage("drop", {});
      assert.equal(unknown.status, 400);
      assert.match(JSON.stringify(unknown.json), /Unknown operation: drop/);
      const invalid = await manage("create", { Item: { name: "without its key" } });
      assert.equal(invalid.status, 400);
      assert.match(JSON.stringify(invalid.json), /ValidationException/);
    });
  });
});

describe("A stage whose permission is taken away", () => {
  it("answers 500 and says in the log which source ARN was missing, while the other stage works", async () => {
    served = await serve(join(__dirname, "fixtures/revoked"));
    try {
      const of = async (stage: string): Promise<Answer> => served.ask("GET", `/users/${stage}/`);
      const revoked = await of("default");
      assert.deepEqual([revoked.status, revoked.text], [500, '{"message": "Internal server error"}']);
      assert.equal((await of("prod")).status, 200);
      await served.logged(/arn:aws:execute-api:us-east-1:123456789012:[a-z0-9]{10}\/default\/GET\//);
    } finally {
      await served.stop();
    }
  });
});

describe("Data in a folder of one's own", () => {
  it("is there after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "data-"));
    try {
      served = await serve(PROJECT, ["--data", folder]);
      await manage("create", { Item: { id: "kept" } });
      await served.stop();
      served = await serve(PROJECT, ["--data", folder]);
      assert.deepEqual(await manage("read", { Key: { id: "kept" } }), { status: 200, json: { Item: { id: "kept" } } });
      await served.stop();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
