import assert from "node:assert/strict";
import { join } from "node:path";
import { type Served, serve } from "../../apis/served";

/** What each API of the program answers at its root, unless it is asked elsewhere. */
const ANSWERS: readonly (readonly [api: string, what: string, body: string | RegExp, path?: string])[] = [
  ["alias", "a published version behind an alias", "live1"],
  ["captured", "a closure that captures outputs and modules", "CAPTURED!"],
  ["config", "structured configuration and secrets", "hi,[1,2],hidden"],
  ["elsewhere", "another stack's outputs, read in every way", '"vpc-7,vpc-7,vpc-7,2,vpc-7"'],
  ["files", "an object of the program in S3", "<h1>hello</h1>"],
  ["looked-up", "what data sources find", "vpc- 10.0.0.0/16"],
  ["in-apply", "resources that are made in an apply", "orders"],
  ["tokyo", "a region of its own", "ap-northeast-1,ap-northeast-1,ap-northeast-1"],
  ["by-variable", "a function that a stage variable names", "blue"],
  ["triggered", "a function with other triggers", "called"],
  ["documented", "a document in YAML", "/a", "/a"],
  ["documented", "a path variable of a document in YAML", "/a/{b}", "/a/7"],
];

describe("programs as others write them", () => {
  let served: Served;
  before(async () => {
    served = await serve(join(__dirname, "program"), [
      "--value",
      "acme/network/prod.vpcId=vpc-7",
      "--value",
      'acme/network/prod.zones=["a","b"]',
    ]);
  });
  after(() => served.stop());

  for (const [api, what, body, path = "/"] of ANSWERS)
    it(`have ${what}`, async () => {
      const { status, text } = await served.ask("GET", `/${api}/dev${path}`);
      assert.equal(status, 200, served.log().slice(-1000));
      if (typeof body === "string") assert.equal(text, body);
      else assert.match(text, body);
    });

  it("are served although a function is not built, and a service not run, which the start says of the routes that need them", async () => {
    assert.match(
      served.log(),
      /^Function "unbuilt": its code .*dist does not exist; is it built\?; requests to it are answered with 500 \(unbuilt, GET \/\)$/m,
    );
    assert.match(
      served.log(),
      /^queue, GET \/: .*:sqs:path\/.* is not run locally; --endpoint sqs=URL points to one that is; requests to it are/m,
    );
    for (const api of ["unbuilt", "queue"]) assert.equal((await served.ask("GET", `/${api}/dev/`)).status, 500);
  });

  it("fail as on AWS where Lambda finds no handler, which the start says", async () => {
    assert.match(
      served.log(),
      /^Function "misnamed": its handler index\.main needs an export named main in index\.js; each request to it fails, as on AWS \(misnamed, GET \/\)$/m,
    );
    const { status, text } = await served.ask("GET", "/misnamed/dev/");
    assert.deepEqual([status, text], [502, '{"message": "Internal server error"}']);
  });

  it("are told what calls their functions on AWS and not here", () => {
    assert.match(
      served.log(),
      /^nothing but requests calls functions locally: .*\(EventSourceMapping "jobs", EventTarget "nightly", TopicSubscription "news"/m,
    );
  });
});
