import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, type Served, serve } from "./served";

const PROGRAM = join(__dirname, "fixtures/stages");

describe("The examples of docs/stages.md and docs/functions.md", () => {
  let served: Served;
  before(async () => {
    served = await serve(PROGRAM);
  });
  after(async () => {
    assert.equal(await served.stop(), 0);
  });

  const get = async (path: string): Promise<unknown> => JSON.parse((await served.ask("GET", path)).text);
  const post = (path: string): Promise<Answer> =>
    served.ask("POST", path, { headers: { "Content-Type": "application/json" }, body: '{"a":1,"b":2}' });

  it("stand there as they are here", () => {
    for (const [document, files] of [
      ["stages.md", ["stages.ts", "orders.ts"]],
      ["functions.md", ["models.ts", "add.ts", "functions.ts"]],
    ] as const) {
      const text = readFileSync(join(__dirname, "../../docs", document), "utf8");
      for (const file of files) {
        const source = readFileSync(join(PROGRAM, file), "utf8").replace('"../../../../components/index"', '"lambda-rest-api"');
        assert.ok(text.includes(`\`\`\`ts\n${source}\`\`\`\n`), `${document} has ${file}`);
      }
    }
  });

  it("invoke the alias that the stage's variable names, and the canary's where the canary answers", async () => {
    assert.deepEqual(await get("/orders/dev/orders"), { stage: "dev", alias: "next" });
    assert.deepEqual(await get("/orders/prod/orders"), { stage: "prod", alias: "live" });
    assert.deepEqual(await get("/orders/beta/orders"), { stage: "beta", alias: "next" });
    assert.deepEqual(await get("/orders/beta/colour"), { colour: "green" });
  });

  it("throttle one method of one stage", async () => {
    const statuses: number[] = [];
    for (const stage of ["prod", "prod", "dev", "dev"]) statuses.push((await served.ask("GET", `/orders/${stage}/colour`)).status);
    assert.deepEqual(statuses, [200, 429, 200, 200]);
  });

  it("write a line of JSON for each request, by the stage's own format", async () => {
    const line = async (stage: string): Promise<Record<string, string>> => {
      const { headers } = await served.ask("GET", `/orders/${stage}/absent`);
      const id = String(headers["x-amzn-requestid"]);
      await served.logged(`[orders/${stage}] {"${stage === "prod" ? "requestId" : "id"}":"${id}"`);
      return JSON.parse(new RegExp(`^\\[orders/${stage}\\] (.*${id}.*)$`, "m").exec(served.log())?.[1] ?? "");
    };
    const { httpMethod, resourcePath, status, errorType } = await line("prod");
    assert.deepEqual([httpMethod, resourcePath, status, errorType], ["GET", "-", "403", "MISSING_AUTHENTICATION_TOKEN"]);
    assert.deepEqual(Object.keys(await line("dev")), ["id", "path"]);
    assert.doesNotMatch(served.log(), /^\[orders\/beta\]/m);
  });

  it("validate an event by the model that its type is made of", async () => {
    const { status, text } = await post("/sums/v1/sum");
    assert.deepEqual([status, text], [200, '{"sum":3}']);
    assert.equal(
      (await served.ask("POST", "/sums/v1/sum", { headers: { "Content-Type": "application/json" }, body: '{"a":"x"}' })).status,
      400,
    );
  });

  it("refuse what a function without concurrency is asked", async () => {
    assert.equal((await post("/sums/v1/stopped")).status, 500);
    await served.logged(/Lambda refused the invocation with status 429/);
  });

  it("say at the start what has no effect locally", async () => {
    for (const difference of [
      /nothing is cached locally/,
      /client certificate is shown to no back end/,
      /records of asynchronous invocations are logged locally, and not sent to arn:aws:sqs:/,
    ])
      await served.logged(difference);
  });
});
