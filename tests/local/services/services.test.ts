import assert from "node:assert/strict";
import { Asset, storedValues } from "../../../local/program/index";
import { createCallers } from "../../../local/services/callers";
import { createInvokeApi, type Services, startServices, withInvokeApi } from "../../../local/services/index";
import { parsed, type ServiceUnderTest, serve } from "../lambda/service-under-test";

const CLOUD = { accountId: "123456789012", region: "us-east-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const ROLE = "arn:aws:iam::123456789012:role/fn";

const FUNCTION = `
const { request } = require("node:https");
const { lookup } = require("node:dns");
const get = (host) => new Promise((resolve, reject) => {
  const sent = request({ host, path: "/", headers: { Host: host }, agent: new (require("node:https").Agent)() }, async (response) => {
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += chunk;
    resolve([response.statusCode, text]);
  });
  sent.on("error", reject);
  sent.end();
});
exports.handler = async ({ run, name }, { clientContext }) => {
  if (run === "client") return clientContext;
  if (run === "https") return get(name);
  if (run === "lookup") return new Promise((resolve) => lookup(name, (error) => resolve(error?.message)));
  if (run === "fails") throw new Error("failed");
  console.log("called");
  return "called";
};`;

describe("the services that functions reach", () => {
  let service: ServiceUnderTest;
  let services: Services;
  const logged: string[] = [];
  const allow = (Resource: string) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource }],
  });
  before(async () => {
    const read = { Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::site/a*", "arn:aws:s3:::site/gone"] };
    const policies = [allow("arn:aws:lambda:us-east-1:123456789012:function:fn"), { Version: "2012-10-17", Statement: [read] }];
    const roles = [{ arn: ROLE, assumeRolePolicy: {}, policies }];
    const callers = createCallers([{ name: "fn", role: ROLE }], roles);
    service = serve({ "index.js": FUNCTION }, {}, () => ({
      extraEnvironment: (name) => ({ ...callers.variablesOf(name), ...services.variables }),
    }));
    const endpoints = new Map([
      ["sqs", "http://127.0.0.1:9"],
      ["states", "aws"],
    ]);
    services = await startServices({
      callers,
      cloud: CLOUD,
      objects: [
        { bucket: "site", key: "a b/é.txt", content: Buffer.from("hello"), contentType: "text/plain" },
        { bucket: "site", key: "secret.txt", content: new Asset({ text: "hidden" }), contentType: "text/plain" },
        { bucket: "site", key: "gone", content: new Asset({ path: "/nowhere" }), contentType: "text/plain" },
      ],
      endpoints,
      values: storedValues([], new Map(), CLOUD),
      stack: "dev",
      invoke: service.service.invoke,
      log: (line) => void logged.push(line),
    });
  });
  after(async () => {
    await service.close();
    services.close();
  });

  const run = async (name: string, more: object = {}) => parsed(await service.invoke({ run: name, ...more }));

  it("are told to SDKs by AWS's variables", () => {
    const { AWS_ENDPOINT_URL, ...rest } = services.variables;
    assert.match(String(AWS_ENDPOINT_URL), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(rest, { AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:9", AWS_ENDPOINT_URL_SFN: "https://states.us-east-1.amazonaws.com" });
  });

  it("are not AWS's, whatever host is asked: one that nobody runs says so at once", async () => {
    const [status, text] = Object(await run("https", { name: "bucket.s3.eu-west-1.amazonaws.com" }));
    assert.equal(status, 400);
    assert.match(
      text,
      /<Code>NotRunLocally<\/Code><Message>s3 is not run locally; --endpoint s3=URL points to one that is, --endpoint s3=aws to AWS itself<\/Message>/,
    );
    assert.ok(logged.some((line) => line.includes("s3 is not run locally")));
  });

  it("are not found by name either", async () => {
    assert.match(String(await run("lookup", { name: "ssm.us-east-1.amazonaws.com" })), /--endpoint ssm=URL/);
  });

  it("speak the protocol of each service", async () => {
    const [status, text] = Object(await run("https", { name: "sts.amazonaws.com" }));
    assert.deepEqual([status, /^<ErrorResponse><Error>/.test(text)], [400, true]);
  });

  it("let the program's own objects be read from S3, as far as the role allows it", async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${service.variables()["AWS_ACCESS_KEY_ID"]}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
    const ask = async (path: string, method = "GET") => {
      const response = await fetch(`${services.endpoint}/${path}`, { method, headers: { authorization } });
      const text = await response.text();
      return [response.status, response.headers.get("content-type"), /<Code>(.*)<\/Code>/.exec(text)?.[1] ?? text];
    };
    assert.deepEqual(await ask("site/a%20b/%C3%A9.txt?x-id=GetObject"), [200, "text/plain", "hello"]);
    assert.deepEqual(await ask("site/a%20b/%C3%A9.txt", "HEAD"), [200, "text/plain", ""]);
    assert.deepEqual(await ask("site/secret.txt"), [403, "application/xml", "AccessDenied"]);
    assert.deepEqual(await ask("site/a"), [404, "application/xml", "NoSuchKey"]);
    assert.deepEqual(await ask("site/gone"), [404, "application/xml", "NoSuchKey"]);
    assert.deepEqual(await ask("other/a"), [400, "application/xml", "NotRunLocally"]);
    assert.deepEqual(await ask("site/a%20b/%C3%A9.txt?tagging"), [400, "application/xml", "NotRunLocally"]);
    assert.deepEqual(await ask("site/a%20b/%C3%A9.txt", "PUT"), [400, "application/xml", "NotRunLocally"]);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
  it("let an object be read by a presigned url, with the headers that it asks for, and in part", async () => {
    const get = async (path: string, headers: Record<string, string> = {}, disposition = "attachment") => {
      const credential = `${service.variables()["AWS_ACCESS_KEY_ID"]}/20260101/us-east-1/s3/aws4_request`;
      const query = new URLSearchParams({
        "X-Amz-Credential": credential,
        "response-content-disposition": disposition,
        "x-id": "GetObject",
      });
      const response = await fetch(`${services.variables["AWS_ENDPOINT_URL"]}/site/${path}?${query}`, { headers });
      return [response.status, await response.text(), response.headers.get("content-disposition"), response.headers.get("content-range")];
    };
    assert.deepEqual(await get("a%20b/%C3%A9.txt"), [200, "hello", "attachment", null]);
    for (const [range, ...expected] of [
      ["bytes=1-2", 206, "el", "attachment", "bytes 1-2/5"],
      ["bytes=3-", 206, "lo", "attachment", "bytes 3-4/5"],
      ["bytes=-9", 206, "hello", "attachment", "bytes 0-4/5"],
      ["bytes=0-0,2-3", 200, "hello", "attachment", null],
      ["bytes=3-1", 200, "hello", "attachment", null],
    ])
      assert.deepEqual(await get("a%20b/%C3%A9.txt", { Range: String(range) }), expected);
    const [status, text] = await get("a%20b/%C3%A9.txt", { Range: "bytes=5-" });
    assert.equal(status, 416);
    assert.match(String(text), /<Code>InvalidRange<\/Code>/);
    assert.equal((await get("secret.txt"))[0], 403);
    assert.equal((await get("a%20b/%C3%A9.txt", {}, "attachment\n"))[0], 400);
  });

  it("run what a role allows and refuse what a role does not allow, and say it", async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${service.variables()["AWS_ACCESS_KEY_ID"]}/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0`;
    const ask = async (name: string) => {
      const url = `${services.variables["AWS_ENDPOINT_URL"]}/2015-03-31/functions/${name}/invocations`;
      const response = await fetch(url, { method: "POST", headers: { authorization }, body: "{}" });
      return [response.status, await response.text()];
    };
    assert.deepEqual(await ask("fn"), [200, '"called"']);
    const [status, text] = await ask("other");
    assert.equal(status, 403);
    assert.match(
      String(text),
      /User: arn:aws:sts::123456789012:assumed-role\/fn\/fn is not authorized to perform: lambda:InvokeFunction on resource: .*function:other because/,
    );
  });
});

describe("Lambda's API on the local port", () => {
  let service: ServiceUnderTest;
  before(() => {
    service = serve({ "index.js": FUNCTION }, {}, ({ arn }) => ({ qualifiers: { [`${arn}:live`]: "3" } }));
  });
  after(() => service.close());

  const ask = async (target: string, headers: readonly (readonly [string, string])[] = [], event: object = {}) => {
    const answer = withInvokeApi(
      async () => ({ status: 299, headers: [], body: Buffer.alloc(0) }),
      createInvokeApi(service.service.invoke, CLOUD),
    );
    const reply = await answer({
      method: "POST",
      target,
      headers,
      body: Buffer.from(JSON.stringify(event)),
      sourceIp: "",
      protocol: "HTTP/1.1",
    });
    const header = (name: string) => reply.headers.find(([given]) => given === name)?.[1];
    return { status: reply.status, body: Buffer.isBuffer(reply.body) ? reply.body.toString() : "", header };
  };

  for (const name of ["fn", "fn:live", "123456789012:function:fn", encodeURIComponent("arn:aws:lambda:us-east-1:123456789012:function:fn")])
    it(`invokes ${decodeURIComponent(name)}`, async () => {
      const { status, body } = await ask(`/2015-03-31/functions/${name}/invocations`);
      assert.deepEqual([status, body], [200, '"called"']);
    });

  it("names the version that ran", async () => {
    const versionOf = async (query: string) => (await ask(`/2015-03-31/functions/fn/invocations${query}`)).header("X-Amz-Executed-Version");
    assert.equal(await versionOf(""), "$LATEST");
    assert.equal(await versionOf("?Qualifier=$LATEST"), "$LATEST");
    assert.equal(await versionOf("?Qualifier=live"), "3");
  });

  it("tells the function what its caller tells of itself", async () => {
    const contextOf = (text: string) => {
      const header = ["X-Amz-Client-Context", Buffer.from(text).toString("base64")] as const;
      return ask("/2015-03-31/functions/fn/invocations", [header], { run: "client" });
    };
    assert.deepEqual(JSON.parse((await contextOf('{"custom": {"name": "Zoë"}}')).body), { custom: { name: "Zoë" } });
    const { status, header } = await contextOf("none");
    assert.deepEqual([status, header("x-amzn-ErrorType")], [400, "InvalidRequestContentException"]);
  });

  it("gives the log's tail, and the kind of an error", async () => {
    const { body, header } = await ask("/2015-03-31/functions/fn/invocations", [["X-Amz-Log-Type", "Tail"]], { run: "fails" });
    assert.equal(header("X-Amz-Function-Error"), "Unhandled");
    assert.match(body, /"errorMessage":"failed"/);
    const log = Buffer.from(String(header("X-Amz-Log-Result")), "base64").toString();
    assert.match(log, /^START RequestId: .*\n.*Invoke Error.*\nREPORT RequestId: .*\n$/s);
  });

  it("takes events, and looks whether they could be taken", async () => {
    const type = (value: string) => ask("/2015-03-31/functions/fn/invocations", [["X-Amz-Invocation-Type", value]]);
    assert.deepEqual([(await type("Event")).status, (await type("DryRun")).status, (await type("Other")).status], [202, 204, 400]);
  });

  it("refuses a function that is not there, and a qualifier", async () => {
    assert.equal((await ask("/2015-03-31/functions/other/invocations")).status, 404);
    const { status, header } = await ask("/2015-03-31/functions/fn/invocations?Qualifier=other");
    assert.deepEqual([status, header("x-amzn-ErrorType")], [404, "ResourceNotFoundException"]);
  });

  it("leaves other requests, and those of web pages, to the APIs", async () => {
    assert.equal((await ask("/api/dev/")).status, 299);
    assert.equal((await ask("/2015-03-31/functions/fn/invocations", [["Origin", "http://localhost:3000"]])).status, 299);
  });
});
