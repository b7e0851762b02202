import assert from "node:assert/strict";
import { join } from "node:path";
import { cloud, type Recording, readProject, readStack, unknownNotices } from "../../../local/program/index";
import { runProgram } from "./run-program";

const ELSEWHERE = join(__dirname, "fixtures/elsewhere");

describe("a program with values from elsewhere", () => {
  let recording: Recording;
  let notices: readonly string[];
  let variables: Readonly<Record<string, unknown>>;
  before(async () => {
    const project = readProject(ELSEWHERE);
    const read = readStack(project, undefined, { config: new Map(), values: new Map([["given.endpoint", "localhost:5432"]]) });
    const stack = { ...read, config: { "aws:region": "eu-west-2", ...read.config } };
    recording = await runProgram(project, stack, {
      cloud: cloud("123456789012", "eu-west-2"),
      baseUrl: "http://localhost:3000",
      log: () => {},
    });
    notices = unknownNotices(recording.resources, project, "dev");
    const made = recording.resources.find(({ type }) => type === "aws:lambda/function:Function");
    variables = Object(made?.inputs["environment"]).variables;
  });

  it("runs as a preview: what nobody makes here is unknown, and left out", () => {
    assert.equal(variables["PREVIEW"], "true");
    for (const unknown of ["DATABASE", "TABLE", "IMAGE"]) assert.ok(!(unknown in variables), unknown);
  });

  it("is told which resource's which output is missing, and the line to add", () => {
    const [database = "", table = ""] = ["DATABASE", "TABLE"].map((name) =>
      notices.find((notice) => notice.includes(`variables.${name} `)),
    );
    assert.match(
      database,
      /^Function "function": environment\.variables\.DATABASE is not known locally and left out: it needs an output \(address, .*\) of Instance "database": give it by --value database\.<output>=<value>, or under "values" in Pulumi\.dev\.local\.yaml/,
    );
    assert.match(
      table,
      /an output of the stack "acme\/other\/prod" \(StackReference\): give it by --value acme\/other\/prod\.<output>=<value>/,
    );
    const image = [...recording.notices].find((notice) => notice.startsWith("aws:ec2/getAmi:getAmi")) ?? "";
    assert.match(image, /is not known locally; if the program needs it, give it by --value aws:ec2\/getAmi:getAmi\.\w+=<value>/);
  });

  it("is told of no output that is nothing but an argument which the program does not give", () => {
    const database = notices.find((notice) => notice.includes("variables.DATABASE ")) ?? "";
    assert.match(database, /\(address, /);
    assert.doesNotMatch(database, /allowMajorVersionUpgrade/);
  });

  it("is told nothing of what changes nothing here", () => {
    assert.doesNotMatch(notices.join("\n"), /: (?:description|tags)/);
  });

  it("gets what is given: on the command line, and in the stack's local file", () => {
    const { GIVEN, SUBNETS, INSTANCE, WORD } = variables;
    assert.deepEqual([GIVEN, SUBNETS, INSTANCE, WORD], ["localhost", "subnet-1,subnet-2", "10.0.0.7", "only here"]);
  });

  it("sees the region that the local command takes for granted", () => {
    assert.equal(variables["REGION"], "eu-west-2");
  });

  it("gets answers of functions that need no cloud", () => {
    assert.equal(recording.resources.find(({ type }) => type === "aws:rds/instance:Instance")?.outputs["region"], "eu-west-2");
    assert.deepEqual([variables["HASH"], variables["NAME"]], ["86f7e437faa5a7fce15d1ddcb9eaeaea377667b8", "name: elsewhere"]);
    assert.equal(variables["STASHED"], "kept");
  });
});
