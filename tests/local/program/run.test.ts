import assert from "node:assert/strict";
import { join } from "node:path";
import { Archive, Asset, cloud, type Recording, type Resource, readProject, readStack } from "../../../local/program/index";
import { removeTemporaryFolders } from "../temporary";
import { programOf, runProgram } from "./run-program";

after(removeTemporaryFolders);

const FIXTURES = join(__dirname, "fixtures");

async function run(name: string): Promise<Recording> {
  const project = readProject(join(FIXTURES, name));
  const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
  return runProgram(project, stack, { cloud: cloud("123456789012", "eu-west-2"), baseUrl: "http://localhost:3000", log: () => {} });
}

function find(recording: Recording, type: string, name: string): Resource {
  const found = recording.resources.find((resource) => resource.type === type && resource.name === name);
  assert.ok(found, `${type} ${name} is registered`);
  return found;
}

function idsByUrn({ resources }: Recording): Record<string, string> {
  return Object.fromEntries(resources.map(({ urn, id }) => [urn, id]));
}

describe("a program that is run in a process of its own", () => {
  let recording: Recording;
  before(async () => {
    recording = await run("plain");
  });

  it("has all its resources written down, later ones too", () => {
    const types = recording.resources.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
    for (const expected of ["RestApi greetings", "Stage test", "Permission hello", "Function greet", "Queue late-123456789012"])
      assert.ok(types.includes(expected), expected);
  });

  it("gets outputs as the cloud gives them", () => {
    const api = find(recording, "aws:apigateway/restApi:RestApi", "greetings");
    assert.match(api.id, /^[a-z0-9]{10}$/);
    assert.equal(api.outputs["executionArn"], `arn:aws:execute-api:eu-west-2:123456789012:${api.id}`);
    assert.equal(find(recording, "aws:apigateway/stage:Stage", "test").outputs["invokeUrl"], "http://localhost:3000/greetings/test");
    assert.equal(find(recording, "aws:apigateway/resource:Resource", "hello").outputs["path"], "/{name}");
    const greet = find(recording, "aws:lambda/function:Function", "greet");
    assert.match(String(greet.outputs["arn"]), /^arn:aws:lambda:eu-west-2:123456789012:function:greet-[0-9a-f]{7}$/);
  });

  it("gets the same outputs at every start", async () => {
    const again = await run("plain");
    assert.deepEqual(idsByUrn(again), idsByUrn(recording));
    assert.equal(again.resources.length, recording.resources.length);
  });

  it("gives its inputs as plain data: secrets open, resources as ids, files by their absolute paths", () => {
    const { inputs } = find(recording, "aws:lambda/function:Function", "greet");
    assert.deepEqual(inputs["environment"], { variables: { GREETING: "Hello" } });
    const file = new Asset({ path: join(FIXTURES, "plain/functions/index.js") });
    assert.deepEqual(inputs["code"], new Archive({ assets: new Map([["index.js", file]]) }));
    const api = find(recording, "aws:apigateway/restApi:RestApi", "greetings");
    assert.equal(find(recording, "aws:apigateway/method:Method", "hello").inputs["restApi"], api.id);
  });

  it("tells resources of one name under several parents apart", () => {
    const topics = recording.resources.filter(({ type }) => type === "aws:sns/topic:Topic");
    assert.deepEqual(
      topics.map(({ name, uniqueName, urn }) => [name, uniqueName, urn]),
      [
        ["news", "news", "urn:pulumi:dev::plain::plain:index:Team$aws:sns/topic:Topic::news"],
        ["news", "news-2", "urn:pulumi:dev::plain::plain:index:Club$aws:sns/topic:Topic::news"],
      ],
    );
  });

  it("gets a rendered policy document from getPolicyDocument", () => {
    const { inputs } = find(recording, "aws:iam/role:Role", "runs");
    assert.deepEqual(JSON.parse(String(inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
    });
  });

  it("leaves the process in the folder where it was", () => {
    assert.notEqual(process.cwd(), join(FIXTURES, "plain"));
  });

  it("may be an ES module that exports an asynchronous function", async () => {
    const { resources } = await run("modules");
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["modules-dev", "waiting"],
    );
  });

  it("refuses an ES module that throws, at once and naming the place, whatever its error is made of", async () => {
    const place = join(FIXTURES, "throws-module/index.js");
    await assert.rejects(run("throws-module"), { name: "Refusal", message: `${place}:5:23: AggregateError: none of them` });
  });

  it("refuses two resources of one type and name under one parent", async () => {
    await assert.rejects(run("twins"), {
      name: "Refusal",
      message: /twins\/index\.js: two resources of type aws:sqs\/queue:Queue are named "q"/,
    });
  });

  it("is told of a compiler that Pulumi cannot call, where it needs one", async () => {
    const compiler = (version: string) => ({ "node_modules/typescript/package.json": JSON.stringify({ name: "typescript", version }) });
    const notices = async (main: string, files: Readonly<Record<string, string>>) => {
      const yaml = `name: one\nruntime: nodejs\nmain: ${main}\n`;
      const project = readProject(programOf("", { "Pulumi.yaml": yaml, "index.ts": "export const a: number = 1;", ...files }));
      const lines: string[] = [];
      const stack = readStack(project, undefined, { config: new Map(), values: new Map() });
      await runProgram(project, stack, {
        cloud: cloud("123456789012", "eu-west-2"),
        baseUrl: "http://localhost",
        log: (line) => void lines.push(line),
      });
      return lines.filter((line) => /typescript/.test(line));
    };
    assert.deepEqual(await notices("index.ts", compiler("7.0.2")), [
      "typescript 7 is installed, by which Pulumi compiles no program yet: npm install --save-dev typescript@6",
    ]);
    assert.deepEqual(await notices("index.ts", compiler("6.0.3")), []);
    assert.deepEqual(await notices("index.js", compiler("7.0.2")), []);
  });
});
