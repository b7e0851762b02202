import assert from "node:assert/strict";
import { createFunctionLogs } from "../../local/function-logs";
import { createHistory } from "../../local/history";
import type { RequestEvent } from "../../local/report";

const event = (requestId: string, bodyBytes = 0): RequestEvent => ({
  time: 0,
  method: "GET",
  path: "/",
  api: "a",
  stage: "s",
  status: 200,
  milliseconds: 0,
  requestId,
  bodyBytes,
});

describe("the requests that are kept", () => {
  it("are the newest", () => {
    const history = createHistory({ requests: 2 });
    for (const id of ["1", "2", "3"]) history.add(event(id));
    assert.deepEqual(
      history.all().map(({ requestId }) => requestId),
      ["2", "3"],
    );
    assert.equal(history.find("1"), undefined);
    assert.equal(history.find("3")?.requestId, "3");
  });

  it("are fewer where they are large, but always the last one", () => {
    const history = createHistory({ bytes: 10 });
    for (const [id, bytes] of [
      ["1", 6],
      ["2", 6],
      ["3", 20],
    ] as const)
      history.add(event(id, bytes));
    assert.deepEqual(
      history.all().map(({ requestId }) => requestId),
      ["3"],
    );
  });

  it("are the newest five hundred, of a burst too", () => {
    const history = createHistory();
    for (let n = 0; n < 600; n++) history.add({ ...event(String(n)), time: n / 5 });
    assert.deepEqual([history.all().length, history.all()[0]?.requestId], [500, "100"]);
  });

  it("are told of while somebody listens", () => {
    const history = createHistory();
    const told: string[] = [];
    const stop = history.subscribe(({ requestId }) => told.push(requestId));
    history.add(event("1"));
    stop();
    history.add(event("2"));
    assert.deepEqual(told, ["1"]);
  });
});

describe("a function's log", () => {
  const [FIRST, SECOND] = ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"];

  it("gives the events of one request, without those of another that ran at the same time", () => {
    const logs = createFunctionLogs();
    for (const line of [
      `START RequestId: ${FIRST} Version: $LATEST`,
      `START RequestId: ${SECOND} Version: $LATEST`,
      `2026-01-01T00:00:00.000Z\t${SECOND}\tINFO\tother`,
      `2026-01-01T00:00:00.000Z\t${FIRST}\tINFO\tmine\n`,
      `REPORT RequestId: ${FIRST}\tDuration: 1 ms`,
      `REPORT RequestId: ${SECOND}\tDuration: 1 ms`,
    ])
      logs.add("f", line);
    const found = logs.ofRequest(FIRST);
    assert.equal(found?.functionName, "f");
    assert.deepEqual(
      found.events.map((line) => line.split(/[\t ]/)[0]),
      ["START", "2026-01-01T00:00:00.000Z", "REPORT"],
    );
    assert.equal(logs.ofRequest("33333333-3333-3333-3333-333333333333"), undefined);
  });
});
