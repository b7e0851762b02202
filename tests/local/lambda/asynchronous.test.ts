import assert from "node:assert/strict";
import type { Asynchronous, FunctionConfiguration } from "../../../local/lambda/index";
import { ARN, GATE, type Gate, makeGate, type ServiceUnderTest, serve } from "./service-under-test";

/** Says where it is, and fails as often as it is told. */
const CODE = {
  "index.js": `let attempts = 0;
    const gate = ${GATE};
    exports.handler = async (event, context) => {
      if (event.requestContext) {
        console.log("record", JSON.stringify(event));
        return gate(Number(process.env.PORT));
      }
      attempts++;
      console.log("attempt", attempts, context.awsRequestId);
      if (attempts <= event.failures) throw new Error("not yet");
      if (event.at) await gate(event.at);
      return "done";
    };`,
};

const QUEUE = "arn:aws:sqs:us-east-1:123456789012:dead";

describe("an asynchronous request", () => {
  let service: ServiceUnderTest;
  let gate: Gate;
  beforeEach(async () => {
    gate = await makeGate();
  });
  afterEach(async () => {
    gate.close();
    await service.close();
  });

  const start = (asynchronous: Asynchronous, more: Partial<FunctionConfiguration> = {}) => {
    service = serve(CODE, { asynchronous, environment: { PORT: String(gate.port) }, ...more }, () => ({ retryDelays: [1, 1] }));
  };
  const send = (event: object) => service.invoke(event, { invocationType: "Event" });
  const said = (pattern: RegExp) => service.logged.filter((line) => pattern.test(line));
  /** Resolves when a line has been logged. */
  const logged = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => (said(pattern).length > 0 ? resolve() : setTimeout(look, 5));
      look();
    });

  it("that fails is tried again, and is done when it does not", async () => {
    start({ maximumRetryAttempts: 2 });
    assert.deepEqual(await send({ failures: 2, at: gate.port }), { kind: "accepted" });
    await gate.crowd(1);
    gate.open();
    assert.equal(said(/\tattempt \d /).length, 3);
    assert.deepEqual(said(/tried again/), [
      "An asynchronous request failed; it is tried again in 0 s (1 of 2)",
      "An asynchronous request failed; it is tried again in 0 s (2 of 2)",
    ]);
    const ids = said(/\tattempt \d /).map((line) => line.split(" ").at(-1));
    assert.equal(new Set(ids).size, 1, "the request keeps its ID");
  });

  it("is lost where nothing takes it after the last attempt, which is told", async () => {
    start({ maximumRetryAttempts: 1 });
    await send({ failures: 9 });
    await logged(/failed for the last time; it has neither a destination nor a dead-letter queue, and is lost/);
    assert.equal(said(/\tattempt \d /).length, 2);
  });

  it("goes to its dead-letter queue, which is told", async () => {
    start({ maximumRetryAttempts: 0, deadLetterQueue: QUEUE });
    await send({ failures: 9 });
    await logged(new RegExp(`^The failure of an asynchronous request goes to ${QUEUE}, which is not sent locally$`));
    assert.equal(said(/tried again/).length, 0);
  });

  it("hands its result, or its last failure, to a function that is its destination", async () => {
    start({ maximumRetryAttempts: 0, onSuccess: ARN, onFailure: ARN });
    await send({ failures: 1, n: 1 });
    await gate.crowd(1);
    await send({ failures: 0, n: 2 });
    await gate.crowd(2);
    gate.open();
    const records = said(/\trecord /).map((line) => JSON.parse(line.slice(line.indexOf("{"))));
    assert.deepEqual(
      records.map(({ requestContext, requestPayload, responsePayload }) => [
        requestContext.condition,
        requestContext.approximateInvokeCount,
        said(new RegExp(`attempt \\d ${requestContext.requestId}$`)).length,
        requestPayload.n,
        responsePayload.errorMessage ?? responsePayload,
      ]),
      [
        ["RetriesExhausted", 1, 1, 1, "not yet"],
        ["Success", 1, 1, 2, "done"],
      ],
    );
  });

  for (const [seconds, attempts] of [
    [60, 1],
    [90, 2],
    [180, 2],
    [181, 3],
  ] as const)
    it(`that may be ${seconds} seconds old is tried ${attempts === 1 ? "once" : `${attempts} times`}, as on AWS`, async () => {
      start({ maximumRetryAttempts: 2, maximumEventAgeInSeconds: seconds, onFailure: ARN });
      await send({ failures: 9 });
      await gate.crowd(1);
      gate.open();
      const [record = ""] = said(/\trecord /);
      const { condition, approximateInvokeCount } = JSON.parse(record.slice(record.indexOf("{"))).requestContext;
      assert.deepEqual([condition, approximateInvokeCount], [attempts === 3 ? "RetriesExhausted" : "EventAgeExceeded", attempts]);
    });

  it("of a function that reserves no concurrency is never tried, and told to its destination at once", async () => {
    start({ maximumRetryAttempts: 2, onFailure: QUEUE }, { reservedConcurrency: 0 });
    assert.deepEqual(await send({}), { kind: "accepted" });
    assert.deepEqual(service.logged, [
      "An asynchronous request is not tried: the function's reserved concurrency is 0",
      `The failure of an asynchronous request goes to ${QUEUE}, which is not sent locally`,
    ]);
  });
});
