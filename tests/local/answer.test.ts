import assert from "node:assert/strict";
import { readOpenApi } from "../../definition/index";
import type { HttpRequest, HttpResponse } from "../../gateway/index";
import { answerFor } from "../../local/answer";
import type { RequestEvent } from "../../local/report";
import type { LocalApi, LocalDomain } from "../../local/resources/index";

const DEFINITION = readOpenApi({ openapi: "3.0.1", info: { title: "pets" }, paths: {} });
const PETS: LocalApi = { name: "pets", id: "0123456789", region: "us-east-1", definition: DEFINITION, stages: [], vpcEndpoints: [] };
const EMPTY: LocalApi = { ...PETS, name: "empty", id: "9876543210" };
const ENDPOINT = { ...DEFINITION.endpoint, disableExecuteApiEndpoint: true };
const CLOSED: LocalApi = { ...PETS, name: "closed", id: "1111111111", definition: { ...DEFINITION, endpoint: ENDPOINT } };
const DOMAIN: LocalDomain = {
  domainName: "api.example.com",
  unenforced: [],
  routing: {
    routingMode: "BASE_PATH_MAPPING_ONLY",
    mappings: { closed: { apiId: CLOSED.id, stage: "prod" }, gone: { apiId: "2222222222", stage: "prod" } },
    routingRules: {},
  },
};
const ANSWERED: HttpResponse = {
  status: 200,
  headers: [["x-amzn-RequestId", "r"]],
  body: Buffer.from("ok"),
  trace: { requestId: "r", steps: () => [] },
};

describe("a request to the local server", () => {
  let received: { readonly stage: string; readonly request: HttpRequest }[];
  let told: RequestEvent[];
  const stage = (name: string, api = PETS) => ({
    api,
    stage: name,
    gateway: {
      handle: async (request: HttpRequest) => {
        received.push({ stage: name, request });
        return ANSWERED;
      },
    },
  });
  const STAGES = [stage("dev"), stage("prod"), stage("prod", CLOSED)];
  beforeEach(() => {
    received = [];
    told = [];
  });

  function ask(target: string, headers: HttpRequest["headers"] = [["host", "localhost:3000"]]) {
    const answer = answerFor(
      {
        apis: [PETS, EMPTY, CLOSED],
        broken: [{ name: "ill", id: "ill0000000", problem: 'RestApi "ill": its body is not known locally' }],
        domains: [DOMAIN],
      },
      STAGES,
      3000,
      "overview",
      (event) => told.push(event),
    );
    return answer({ method: "GET", target, headers, body: Buffer.alloc(0), sourceIp: "127.0.0.1", protocol: "HTTP/1.1" });
  }

  it("goes to its stage, on a host that the API has to itself", async () => {
    await ask("/pets/prod/a?b", [
      ["A", "1"],
      ["host", "localhost:3000"],
      ["B", "2"],
    ]);
    const [{ stage, request } = { stage: "", request: undefined }] = received;
    assert.equal(stage, "prod");
    assert.equal(request?.target, "/prod/a?b");
    assert.deepEqual(request?.headers, [
      ["A", "1"],
      ["Host", "0123456789.execute-api.localhost:3000"],
      ["B", "2"],
    ]);
  });

  it("says what was sent, which is what a signature is of", async () => {
    await ask("/pets/prod/a?b");
    assert.deepEqual(received[0]?.request.sentTo, { host: "localhost:3000", target: "/pets/prod/a?b" });
  });

  it("keeps the host by which the API was addressed", async () => {
    const headers = [["Host", "0123456789.execute-api.us-east-1.amazonaws.com"]] as const;
    await ask("/dev/a", headers);
    assert.deepEqual([received[0]?.stage, received[0]?.request.target, received[0]?.request.headers], ["dev", "/dev/a", headers]);
  });

  it("has a host even where it named none", async () => {
    await ask("/pets/dev/a", []);
    assert.deepEqual(received[0]?.request.headers, [["Host", "0123456789.execute-api.localhost:3000"]]);
  });

  it("goes to some stage of the API where its own is not there, for the gateway to refuse", async () => {
    await ask("/pets/none/a");
    assert.deepEqual([received[0]?.stage, received[0]?.request.target], ["dev", "/none/a"]);
    await ask("/pets");
    assert.equal(received[1]?.request.target, "/");
  });

  it("is told of with its execution log", async () => {
    await ask("/pets/dev/a");
    const [{ milliseconds, time, ...event } = { milliseconds: undefined, time: undefined }] = told;
    assert.deepEqual([typeof milliseconds, typeof time], ["number", "number"]);
    assert.deepEqual(event, {
      method: "GET",
      path: "/pets/dev/a",
      api: "pets",
      stage: "dev",
      status: 200,
      requestId: "r",
      bodyBytes: 2,
      trace: ANSWERED.trace,
    });
  });

  it("refuses an API without a stage as API Gateway does", async () => {
    const { status, body } = await ask("/empty/dev");
    assert.deepEqual([status, String(body)], [403, '{"message":"Forbidden"}']);
  });

  it("refuses an API that is not there, by name and by host", async () => {
    for (const { status, body } of [await ask("/dogs/dev"), await ask("/dev", [["Host", "aaaaaaaaaa.execute-api.x"]])]) {
      assert.equal(status, 404);
      assert.deepEqual(JSON.parse(String(body)).apis, ["pets", "empty", "closed"]);
    }
  });

  it("answers 500 for an API that cannot be served beside others, and tells why", async () => {
    const { status, body } = await ask("/ill/prod/a");
    assert.deepEqual([status, String(body)], [500, '{"message":"Internal server error"}']);
    assert.deepEqual([told[0]?.api, told[0]?.reason], ["ill", 'RestApi "ill": its body is not known locally']);
  });

  it("refuses the default endpoint of an API that has disabled it, by path and by host", async () => {
    for (const answer of [await ask("/closed/prod"), await ask("/prod", [["Host", "1111111111.execute-api.us-east-1.amazonaws.com"]])])
      assert.deepEqual([answer.status, String(answer.body)], [403, '{"message":"Forbidden"}']);
    assert.deepEqual(received, []);
    assert.deepEqual(told[0]?.reason, "closed: its default endpoint is disabled; call it by a custom domain name");
  });

  it("gets to an API by a custom domain name, also where its default endpoint is disabled", async () => {
    assert.equal((await ask("/closed/a?b", [["Host", "api.example.com:3000"]])).status, 200);
    const [{ stage, request } = { stage: "", request: undefined }] = received;
    assert.deepEqual([stage, request?.target, request?.domainPath], ["prod", "/prod/a?b", "/closed/a"]);
    assert.deepEqual([told[0]?.api, told[0]?.stage, told[0]?.path], ["closed", "prod", "/closed/a?b"]);
  });

  it("refuses what a custom domain name leads nowhere with, and says why", async () => {
    const refused = async (target: string) => {
      const { status, headers, body } = await ask(target, [["Host", "api.example.com"]]);
      assert.ok(headers.some(([name, value]) => name === "x-amzn-ErrorType" && value === "ForbiddenException"));
      return [status, String(body), told.at(-1)?.reason];
    };
    const forbidden = '{"message":"Forbidden"}';
    assert.deepEqual(await refused("/nowhere"), [403, forbidden, "api.example.com leads nowhere by this path and these headers"]);
    assert.deepEqual(await refused("/gone/a"), [403, forbidden, "api.example.com leads to the API 2222222222, which is not served here"]);
  });

  it("to no API at all shows what there is", async () => {
    assert.equal(String((await ask("/")).body), "overview\n");
  });
});
