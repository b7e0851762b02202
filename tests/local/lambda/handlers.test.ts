import assert from "node:assert/strict";
import { parsed, type ServiceUnderTest, serve } from "./service-under-test";

/** Handlers by the name in the event's `run`; each gets event, context and callback. */
const HANDLERS = `
const handlers = {
  resolve: async (event) => event.value,
  sdkLike: (event) => ({ then: (resolve) => resolve("thenable") }),
  callback: (event, context, callback) => callback(null, event.value),
  callbackLater: (event, context, callback) => { setImmediate(() => callback(null, "later")); },
  callbackTwice: (event, context, callback) => { callback(null, "first"); callback(null, "second"); },
  waits: (event, context, callback) => { const seen = []; setTimeout(() => seen.push("timer"), 5); callback(null, seen); },
  waitsNot: (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; const seen = []; setTimeout(() => seen.push("timer"), 5); callback(null, seen); },
  done: (event, context) => context.done(null, "done"),
  succeed: (event, context) => context.succeed("succeeded"),
  fail: (event, context) => context.fail(new RangeError("failed")),
  failWithNothing: (event, context) => context.fail(),
  returns: () => "ignored",
  nothing: async () => {},
  neverSettles: async () => new Promise(() => {}),
  throwsError: async () => { throw new TypeError("no"); },
  throwsAtOnce: () => { throw new TypeError("no"); },
  throwsOwn: async () => { throw Object.assign(new (class Oops extends Error { name = "Oops" })("own"), { code: 7 }); },
  throwsText: async () => { throw "text"; },
  throwsNumber: async () => { throw 5; },
  throwsObject: async () => { throw { a: 1 }; },
  throwsErrorLike: async () => { throw { name: "N", message: "M", stack: "S\\nT" }; },
  throwsUndefined: async () => { throw undefined; },
  throwsNull: async () => { throw null; },
  throwsUnreadable: async () => { throw Object.create(null); },
  callbackText: (event, context, callback) => callback("text"),
  callbackObject: (event, context, callback) => callback({ a: 1 }),
  throwsPath: async () => { require("fs").readFileSync(\`\${__dirname}/missing.txt\`); },
  circular: async () => { const value = {}; value.value = value; return value; },
  bigint: async () => 1n,
  context: async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis(), keys: Object.keys(context) }),
};
exports.handler = (event, context, callback) => handlers[event.run](event, context, callback);
exports.asynchronous = async (event, context) => handlers[event.run](event, context);
`;

describe("handlers until nodejs22.x", () => {
  let service: ServiceUnderTest;
  before(() => {
    service = serve({ "index.js": HANDLERS }, { timeout: 3 });
  });
  after(() => service.close());

  const run = async (name: string, value?: unknown) => parsed(await service.invoke({ run: name, value }));
  const failure = async (name: string) => {
    const [kind, error] = Object(await run(name));
    return [kind, error.errorType, error.errorMessage];
  };

  for (const [title, name, expected] of [
    ["answer with what their promise resolves to", "resolve", { a: [1, null] }],
    ["may give any thenable", "sdkLike", "thenable"],
    ["answer by their callback", "callback", { a: [1, null] }],
    ["answer by a callback that is called later", "callbackLater", "later"],
    ["answer once", "callbackTwice", "first"],
    ["answer by the callback when the event loop is empty", "waits", ["timer"]],
    ["answer at once where callbackWaitsForEmptyEventLoop is false", "waitsNot", []],
    ["answer by context.done", "done", "done"],
    ["answer by context.succeed", "succeed", "succeeded"],
    ["answer null for what they return synchronously", "returns", null],
    ["answer null for undefined", "nothing", null],
  ] as const)
    it(title, async () => assert.deepEqual(await run(name, { a: [1, null] }), expected));

  for (const [title, name, errorType, errorMessage] of [
    ["a rejection", "throwsError", "TypeError", "no"],
    ["an error thrown synchronously", "throwsAtOnce", "TypeError", "no"],
    ["an error's own name", "throwsOwn", "Oops", "own"],
    ["a thrown text", "throwsText", "string", "text"],
    ["a thrown number", "throwsNumber", "number", "5"],
    ["a thrown object", "throwsObject", "object", "[object Object]"],
    ["an object that looks like an error", "throwsErrorLike", "N", "M"],
    ["a thrown undefined", "throwsUndefined", "string", "handled"],
    ["a thrown null", "throwsNull", "string", "handled"],
    [
      "what has no text",
      "throwsUnreadable",
      "handled",
      "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    ],
    ["a text given to the callback", "callbackText", "string", "text"],
    ["an object given to the callback", "callbackObject", "object", "[object Object]"],
    ["context.fail", "fail", "RangeError", "failed"],
    ["context.fail without a reason", "failWithNothing", "string", "handled"],
    ["an answer that contains itself", "circular", "Error", "Unable to stringify response body"],
    ["an answer that JSON does not know", "bigint", "Error", "Unable to stringify response body"],
    [
      "a file that is missing, with its path on AWS",
      "throwsPath",
      "Error",
      "ENOENT: no such file or directory, open '/var/task/missing.txt'",
    ],
  ] as const)
    it(`report ${title} as Lambda does`, async () => assert.deepEqual(await failure(name), ["Unhandled", errorType, errorMessage]));

  it("give the error's stack as its trace, with the paths of AWS", async () => {
    const [, error] = Object(await run("throwsError"));
    assert.deepEqual(Object.keys(error), ["errorType", "errorMessage", "trace"]);
    assert.equal(error.trace[0], "TypeError: no");
    assert.match(error.trace[1], /^ {4}at Object\.throwsError \(\/var\/task\/index\.js:\d+:\d+\)$/);
    assert.ok(!JSON.stringify(error).includes(service.directory));
  });

  it("log an error with the members that were put on it", async () => {
    await run("throwsOwn");
    const line = service.logged.findLast((event) => event.includes("Invoke Error"));
    assert.match(String(line), /\tERROR\tInvoke Error \t\{"errorType":"Oops","errorMessage":"own","code":7,.*"stack":\["Oops: own",/);
  });

  it("see the request in their context", async () => {
    const context = Object(await run("context"));
    const { awsRequestId, logStreamName, remaining, keys, ...rest } = context;
    assert.match(awsRequestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(logStreamName, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    assert.ok(remaining > 0 && remaining <= 3000);
    assert.deepEqual(rest, {
      callbackWaitsForEmptyEventLoop: true,
      functionVersion: "$LATEST",
      functionName: "fn",
      memoryLimitInMB: "128",
      logGroupName: "/aws/lambda/fn",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:fn",
    });
    assert.ok(keys.includes("clientContext") && keys.includes("identity"));
  });
});

describe("an asynchronous handler", () => {
  it("fails with Runtime.NodeJsExit where its promise can never settle", async () => {
    const service = serve({ "index.js": HANDLERS }, { handler: "index.asynchronous" });
    const [kind, { errorType }] = Object(parsed(await service.invoke({ run: "neverSettles" })));
    assert.deepEqual([kind, errorType], ["Unhandled", "Runtime.NodeJsExit"]);
    assert.equal(parsed(await service.invoke({ run: "resolve", value: 1 })), 1);
    await service.close();
  });
});

describe("handlers from nodejs24.x", () => {
  let service: ServiceUnderTest;
  before(() => {
    service = serve(
      {
        "index.js": `exports.callback = (event, context, callback) => callback(null, 1);
          exports.handler = (event, context) => {
            if (event.circular) { const value = {}; value.value = value; return value; }
            if (event.fails) throw undefined;
            return Object.keys(context);
          };`,
      },
      { runtime: "nodejs24.x" },
    );
  });
  after(() => service.close());

  it("answer with what they return synchronously, and have no context.done", async () => {
    const keys = Object(parsed(await service.invoke()));
    assert.ok(keys.includes("awsRequestId"));
    assert.ok(!keys.includes("done") && !keys.includes("callbackWaitsForEmptyEventLoop"));
  });

  it("report an answer that is no JSON under the runtime's own name", async () => {
    const [, { errorType, errorMessage }] = Object(parsed(await service.invoke({ circular: true })));
    assert.deepEqual([errorType, errorMessage], ["Runtime.JSONStringifyError", "Unable to stringify response body"]);
  });

  it("report a thrown undefined by its type", async () => {
    assert.deepEqual(parsed(await service.invoke({ fails: true })), [
      "Unhandled",
      { errorType: "undefined", errorMessage: "undefined", trace: [] },
    ]);
  });

  it("refuses a handler that takes a callback", async () => {
    const refusing = serve({ "index.js": "exports.handler = (event, context, callback) => callback(null, 1);" }, { runtime: "nodejs24.x" });
    const [kind, { errorType, errorMessage }] = Object(parsed(await refusing.invoke()));
    assert.deepEqual([kind, errorType], ["Unhandled", "Runtime.CallbackHandlerDeprecated"]);
    assert.match(errorMessage, /removed support for callback-based function handlers starting with Node\.js 24/);
    await refusing.close();
  });
});
